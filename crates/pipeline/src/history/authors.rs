//! Who made a commit: people by their address, robots apart.

use git2::{Commit, Mailmap, Oid, Repository};
use rustc_hash::FxHashMap;

/// Numbers people as they appear. Addresses stay in here.
#[derive(Default)]
pub(super) struct People(FxHashMap<String, u32>);

impl People {
    /// The number of a person, `None` for a robot.
    pub(super) fn number(&mut self, commit: &Commit<'_>, mailmap: Option<&Mailmap>) -> Option<u32> {
        let author = mailmap
            .and_then(|mailmap| commit.author_with_mailmap(mailmap).ok())
            .unwrap_or_else(|| commit.author().to_owned());
        let address = String::from_utf8_lossy(author.email_bytes()).trim().to_lowercase();
        let name = String::from_utf8_lossy(author.name_bytes()).trim().to_lowercase();
        if is_robot(&name, &address) {
            return None;
        }
        let who = person(&name, &address);
        let next = self.0.len() as u32;
        Some(*self.0.entry(who).or_insert(next))
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }
}

/// What stands for one person: the address, where there is a usable one. GitHub's private addresses may carry a
/// number in front of the login, which some of a person's commits lack.
fn person(name: &str, address: &str) -> String {
    match address.split_once('@') {
        Some((local, host @ "users.noreply.github.com")) => {
            let login = local.split_once('+').map_or(local, |(_, login)| login);
            format!("{login}@{host}")
        }
        Some((local, host)) if !local.is_empty() && host.contains('.') => address.to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether a program made the commit by itself.
fn is_robot(name: &str, address: &str) -> bool {
    const NAMES: &[&str] = &[
        "dependabot",
        "renovate",
        "github-actions",
        "greenkeeper",
        "pre-commit-ci",
        "pyup-bot",
        "semantic-release-bot",
        "snyk-bot",
        "allcontributors",
        "github-merge-queue",
    ];
    name.ends_with("[bot]")
        || address.contains("[bot]@")
        || NAMES.iter().any(|robot| {
            name.strip_prefix(robot).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', ' ', '[']))
        })
}

/// The `.mailmap` of a commit.
pub(super) fn mailmap(repository: &Repository, head: Oid) -> Option<Mailmap> {
    let tree = repository.find_commit(head).ok()?.tree().ok()?;
    let entry = tree.get_name(".mailmap")?;
    let blob = repository.find_blob(entry.id()).ok()?;
    Mailmap::from_buffer(std::str::from_utf8(blob.content()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_robots() {
        for (name, address, expected) in [
            ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", true),
            ("renovate bot", "bot@renovateapp.com", true),
            ("pre-commit-ci[bot]", "x@y.z", true),
            ("abbott", "abbott@example.com", false),
            ("jane doe", "jane@robotics.example", false),
        ] {
            assert_eq!(is_robot(name, address), expected, "{name}");
        }
    }

    #[test]
    fn one_person_has_one_name() {
        assert_eq!(
            person("jane", "1234+jane@users.noreply.github.com"),
            person("j", "jane@users.noreply.github.com")
        );
        assert_eq!(person("jane", "jane@localhost"), "jane");
        assert_eq!(person("jane", ""), "jane");
        assert_eq!(person("jane", "jane@example.com"), "jane@example.com");
    }
}
