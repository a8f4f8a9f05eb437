//! Which repository somebody means, among those that the service knows.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::client::{Client, read};
use crate::exit::Failure;
use crate::terminal::clean;

/// A repository as the service tells it.
#[derive(Debug, Deserialize)]
pub(super) struct Repository {
    id: Uuid,
    name: String,
    source: String,
    latest_analysis: Option<Analysis>,
}

/// The last analysis of a repository that succeeded.
#[derive(Debug, Deserialize)]
pub(super) struct Analysis {
    /// Its id.
    pub(super) id: Uuid,
    finished_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Deserialize)]
struct Page {
    items: Vec<Repository>,
    next_cursor: Option<String>,
}

impl Repository {
    /// What the last analysis that succeeded found.
    pub(super) fn analysis(&self) -> Result<&Analysis, Failure> {
        self.latest_analysis.as_ref().ok_or_else(|| {
            Failure::Failed(format!(
                "no analysis of {} has succeeded yet; see 'devmentor jobs'",
                clean(&self.name)
            ))
        })
    }
}

/// All that the service knows.
pub(super) fn all(client: &Client) -> Result<Vec<Repository>, Failure> {
    let mut query = vec![("limit", "100".to_owned())];
    let mut repositories = Vec::new();
    loop {
        let page: Page = read(client.get("/api/repositories", &query)?)?;
        repositories.extend(page.items);
        let Some(cursor) = page.next_cursor else { return Ok(repositories) };
        query.truncate(1);
        query.push(("cursor", cursor));
    }
}

/// The analysis that ended last, of whichever repository.
pub(super) fn analysed_last(repositories: &[Repository]) -> Result<&Analysis, Failure> {
    let analyses = repositories.iter().filter_map(|repository| repository.latest_analysis.as_ref());
    analyses.max_by_key(|analysis| analysis.finished_at).ok_or_else(|| {
        Failure::Failed(match repositories.first() {
            Some(_) => "no analysis has succeeded yet; see 'devmentor jobs'".to_owned(),
            None => "there is no repository yet; begin with 'devmentor submit <url|path>'".to_owned(),
        })
    })
}

/// The repository that has this id, address or name. A name that several have is refused: nobody is to read about
/// another repository than the one that was meant.
pub(super) fn called<'r>(
    repositories: &'r [Repository],
    what: &str,
) -> Result<Option<&'r Repository>, Failure> {
    let exact = |repository: &&Repository| repository.source == what || repository.id.to_string() == what;
    if let Some(found) = repositories.iter().find(exact) {
        return Ok(Some(found));
    }
    let named: Vec<_> = repositories.iter().filter(|repository| repository.name == what).collect();
    match named.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only)),
        several => {
            let addresses: String =
                several.iter().map(|repository| format!("\n  {}", clean(&repository.source))).collect();
            Err(Failure::Usage(format!(
                "{} repositories are called '{what}'; name the one you mean by its address:{addresses}",
                several.len()
            )))
        }
    }
}

/// The id of the repository that has this id, address or name.
pub(super) fn id_of(client: &Client, what: &str) -> Result<Uuid, Failure> {
    if let Ok(id) = Uuid::parse_str(what) {
        return Ok(id);
    }
    called(&all(client)?, what)?.map(|repository| repository.id).ok_or_else(|| unknown(what))
}

/// Nobody knows a repository of this name.
pub(super) fn unknown(what: &str) -> Failure {
    Failure::Failed(format!("no repository is called '{what}'"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The newest first, as the service lists them.
    fn repositories() -> Vec<Repository> {
        let of = |number: u32, name: &str, source: &str, finished: Option<&str>| {
            let id = Uuid::from_u128(number.into());
            json!({
                "id": id, "name": name, "source": source,
                "latest_analysis": finished.map(|at| json!({ "id": id, "finished_at": at }))
            })
        };
        serde_json::from_value(json!([
            of(3, "shop", "https://example.org/b/shop", None),
            of(2, "tool", "/home/ada/tool", Some("2026-01-01T10:00:00Z")),
            of(1, "shop", "https://example.org/a/shop", Some("2026-01-02T10:00:00Z")),
        ]))
        .unwrap()
    }

    #[test]
    fn unless_told_otherwise_the_one_analysed_last_is_meant() {
        let all = repositories();
        assert_eq!(analysed_last(&all).unwrap().id, Uuid::from_u128(1));
        assert!(analysed_last(&all[..1]).unwrap_err().outcome().1.unwrap().contains("no analysis"));
        assert!(analysed_last(&[]).unwrap_err().outcome().1.unwrap().contains("devmentor submit"));
    }

    #[test]
    fn a_name_that_several_have_is_refused_with_their_addresses() {
        let all = repositories();
        let failure = called(&all, "shop").unwrap_err();
        let (code, text) = failure.outcome();
        assert_eq!(code, 2);
        for part in ["2 repositories", "https://example.org/a/shop", "https://example.org/b/shop"] {
            assert!(text.unwrap().contains(part), "{text:?}");
        }
        for (what, id) in
            [("tool", 2), ("https://example.org/b/shop", 3), ("00000000-0000-0000-0000-000000000001", 1)]
        {
            assert_eq!(called(&all, what).unwrap().unwrap().id, Uuid::from_u128(id), "{what}");
        }
        assert!(called(&all, "nowhere").unwrap().is_none());
    }
}
