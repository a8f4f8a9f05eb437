//! What `tsconfig.json` and `jsconfig.json` let scripts call their own files: `paths` and `baseUrl`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::paths::{around, folder, join, name, normalise};

/// How many files may extend each other in a row.
const MAX_EXTENDS: usize = 5;

/// At most so many names of one file are heeded, so many targets of each, and so many paths that an import may mean.
const MAX_NAMES: usize = 500;
const MAX_TARGETS: usize = 8;
const MAX_MEANT: usize = 32;

/// Whether a path's text is of interest here.
pub fn wants(path: &str) -> bool {
    let name = name(path);
    name.ends_with(".json") && (name.starts_with("tsconfig") || name.starts_with("jsconfig"))
}

/// Names for files, by the folder whose files may use them; of each folder the most exact first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases(FxHashMap<String, Vec<Alias>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Alias {
    /// What an import is, where there is no `*`, or begins with.
    before: String,
    /// What it ends with, where there is a `*`.
    after: Option<String>,
    /// Paths from the root of the repository, with a `*` for what the import's stands for.
    targets: Vec<String>,
}

impl Aliases {
    /// Reads the files that are [wanted](wants), given as paths and texts; others, and broken ones, are left out.
    pub fn read(texts: &[(&str, String)]) -> Self {
        let files: BTreeMap<&str, Value> = texts
            .iter()
            .filter(|(path, _)| wants(path))
            .filter_map(|(path, text)| Some((*path, serde_json::from_str(&plain(text)).ok()?)))
            .collect();
        let mut aliases: FxHashMap<String, Vec<Alias>> = FxHashMap::default();
        for path in files.keys() {
            aliases.entry(folder(path).to_owned()).or_default().extend(of_file(path, &files));
        }
        for names in aliases.values_mut() {
            names.sort_by(|a, b| {
                let key = |alias: &Alias| (alias.after.is_some(), Reverse(alias.before.len()));
                key(a).cmp(&key(b)).then_with(|| (&a.before, &a.targets).cmp(&(&b.before, &b.targets)))
            });
            names.dedup();
        }
        Self(aliases)
    }

    /// The paths that an import in a file may mean, the likeliest first, without endings: names that hold for the
    /// innermost folder come before those of folders around it.
    pub(super) fn meant<'a>(&'a self, from: &'a str, target: &'a str) -> impl Iterator<Item = String> + 'a {
        let near = around(folder(from)).filter_map(|scope| self.0.get(scope)).flatten();
        near.flat_map(move |alias| {
            let rest = alias.rest(target);
            rest.into_iter()
                .flat_map(|rest| alias.targets.iter().map(move |target| target.replacen('*', rest, 1)))
        })
        .take(MAX_MEANT)
    }
}

impl Alias {
    /// What of an import stands for the `*`.
    fn rest<'t>(&self, target: &'t str) -> Option<&'t str> {
        match &self.after {
            None => (target == self.before).then_some(""),
            Some(after) => target.strip_prefix(self.before.as_str())?.strip_suffix(after.as_str()),
        }
    }
}

/// The names that one file gives.
fn of_file(path: &str, files: &BTreeMap<&str, Value>) -> Vec<Alias> {
    let base = inherited(path, "baseUrl", files).and_then(|(home, value)| normalise(home, value.as_str()?));
    let mut aliases = Vec::new();
    if let Some((home, Value::Object(paths))) = inherited(path, "paths", files) {
        let home = base.as_deref().unwrap_or(home);
        aliases.extend(
            paths.iter().take(MAX_NAMES).filter_map(|(pattern, targets)| alias(pattern, home, targets)),
        );
    }
    aliases.extend(base.map(|base| Alias {
        before: String::new(),
        after: Some(String::new()),
        targets: vec![join(&base, "*")],
    }));
    aliases
}

fn alias(pattern: &str, home: &str, targets: &Value) -> Option<Alias> {
    let targets: Vec<String> = targets
        .as_array()?
        .iter()
        .take(MAX_TARGETS)
        .filter_map(|target| normalise(home, target.as_str()?))
        .collect();
    let (before, after) = match pattern.split_once('*') {
        Some((before, after)) => (before, Some(after.to_owned())),
        None => (pattern, None),
    };
    (!targets.is_empty()).then(|| Alias { before: before.to_owned(), after, targets })
}

/// A compiler option, and the folder of the file that sets it: this one, or the first that it extends.
fn inherited<'v>(
    path: &'v str,
    option: &str,
    files: &'v BTreeMap<&str, Value>,
) -> Option<(&'v str, &'v Value)> {
    let mut path = path;
    for _ in 0..MAX_EXTENDS {
        let file: &Map<String, Value> = files.get(path)?.as_object()?;
        if let Some(value) = file.get("compilerOptions").and_then(|options| options.get(option)) {
            return Some((folder(path), value));
        }
        let parent = normalise(folder(path), file.get("extends")?.as_str()?)?;
        let known = |path: &str| files.get_key_value(path).map(|(&path, _)| path);
        path = known(&parent).or_else(|| known(&format!("{parent}.json")))?;
    }
    None
}

/// JSON without the comments and the last commas that these files may have.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => string(rest),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ => c.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        if matches!(c, '}' | ']') {
            let kept = plain.trim_end().trim_end_matches(',').len();
            plain.truncate(kept);
        }
        if !(token.starts_with("//") || token.starts_with("/*")) {
            plain.push_str(token);
        }
        rest = after;
    }
    plain
}

/// The length of the string that a text begins with.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_people_write_them() {
        let texts = [
            (
                "web/tsconfig.json",
                r#"{
                    // for all
                    "extends": "./tsconfig.base",
                    "compilerOptions": { "paths": { "@/*": ["./src/*", "./gen/*"], "%env": ["src/env.ts"], /* no more */ }, },
                }"#,
            ),
            ("web/tsconfig.base.json", r#"{"compilerOptions": {"strict": true}}"#),
            (
                "app/tsconfig.json",
                r#"{"compilerOptions": {"baseUrl": "src", "paths": {"ui/*/x": ["lib/ui/*"]}}}"#,
            ),
            ("app/in/tsconfig.json", r#"{"extends": "../tsconfig.json"}"#),
            ("odd/tsconfig.json", "{ \"compilerOptions\": "),
        ];
        let texts: Vec<(&str, String)> =
            texts.iter().map(|(path, text)| (*path, (*text).to_owned())).collect();
        let aliases = Aliases::read(&texts);
        for (from, target, expected) in [
            ("web/src/a.ts", "@/b/c", &["web/src/b/c", "web/gen/b/c"][..]),
            ("web/src/a.ts", "%env", &["web/src/env.ts"]),
            ("web/src/a.ts", "react", &[]),
            ("lib/a.ts", "@/b/c", &[]),
            ("app/src/a.ts", "util/b", &["app/src/util/b"]),
            ("app/src/a.ts", "ui/b/x", &["app/src/lib/ui/b", "app/src/ui/b/x"]),
            ("app/in/a.ts", "util/b", &["app/src/util/b", "app/src/util/b"]),
            ("odd/a.ts", "b", &[]),
        ] {
            assert_eq!(aliases.meant(from, target).collect::<Vec<_>>(), expected, "{from}: {target}");
        }
    }

    #[test]
    fn comments_and_last_commas_go_and_strings_stay() {
        for (text, expected) in [
            (r#"{"a": "x // y", /* z */ "b": [1, 2,],}"#, r#"{"a": "x // y",  "b": [1, 2]}"#),
            ("// a\n{}", "\n{}"),
            (r#"{"a\"b,": 1}"#, r#"{"a\"b,": 1}"#),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
