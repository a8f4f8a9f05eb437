//! `.gitattributes`, as far as it says what files are: GitHub's `linguist-*` attributes.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::languages;

/// At most so many rules are heeded; every path is held against all of them.
const MAX_RULES: usize = 1000;

/// The rules of the `.gitattributes` of a snapshot.
#[derive(Debug, Default)]
pub struct Attributes {
    patterns: GlobSet,
    /// What each pattern says, in the order in which later ones win.
    says: Vec<Said>,
}

/// What was said about a path; `None` where nothing was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Said {
    /// `linguist-vendored`.
    pub vendored: Option<bool>,
    /// `linguist-generated`.
    pub generated: Option<bool>,
    /// `linguist-documentation`.
    pub documentation: Option<bool>,
    /// `linguist-language`, by position.
    pub language: Option<u8>,
}

impl Attributes {
    /// Reads files, each with the folder that it stands in (empty for the root). Those of deeper folders win, so they
    /// must come later; ordered by path they do.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut patterns = GlobSetBuilder::new();
        let mut says = Vec::new();
        for (folder, text) in files {
            for line in text.lines() {
                if says.len() == MAX_RULES {
                    break;
                }
                let Some((pattern, said)) = rule(line) else { continue };
                let Ok(glob) = GlobBuilder::new(&within(folder, pattern)).literal_separator(true).build()
                else {
                    continue;
                };
                patterns.add(glob);
                says.push(said);
            }
        }
        match patterns.build() {
            Ok(patterns) => Self { patterns, says },
            Err(_) => Self::default(),
        }
    }

    /// What is said about a path.
    pub fn of(&self, path: &str) -> Said {
        let mut said = Said::default();
        for index in self.patterns.matches(path) {
            let next = self.says[index];
            said.vendored = next.vendored.or(said.vendored);
            said.generated = next.generated.or(said.generated);
            said.documentation = next.documentation.or(said.documentation);
            said.language = next.language.or(said.language);
        }
        said
    }
}

/// A line's pattern and what it says, where it says anything of interest.
fn rule(line: &str) -> Option<(&str, Said)> {
    let line = line.trim();
    if line.starts_with('#') {
        return None;
    }
    let (pattern, attributes) = match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => line.split_once(char::is_whitespace)?,
    };
    let mut said = Said::default();
    for attribute in attributes.split_whitespace() {
        let (name, value) = match (attribute.strip_prefix(['-', '!']), attribute.split_once('=')) {
            (Some(name), _) => (name, "false"),
            (None, Some((name, value))) => (name, value),
            (None, None) => (attribute, "true"),
        };
        let truth = Some(value == "true");
        match name {
            "linguist-vendored" => said.vendored = truth,
            "linguist-generated" => said.generated = truth,
            "linguist-documentation" => said.documentation = truth,
            "linguist-language" => said.language = language(value),
            _ => {}
        }
    }
    (said != Said::default()).then_some((pattern, said))
}

/// A language by its id or own name, spaces written as `-`.
fn language(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let id = match name.as_str() {
        "c++" => "cpp",
        "c#" => "csharp",
        "f#" => "fsharp",
        other => other,
    };
    languages::by_id(id)
}

/// A pattern as it holds from the root: one without a slash holds in every folder below its file.
fn within(folder: &str, pattern: &str) -> String {
    let anchored = pattern.trim_start_matches('/');
    let anywhere = !pattern.trim_end_matches('/').contains('/');
    let mut text = String::new();
    if !folder.is_empty() {
        text.push_str(&globset::escape(folder));
        text.push('/');
    }
    if anywhere {
        text.push_str("**/");
    }
    text.push_str(anchored);
    if text.ends_with('/') {
        text.push_str("**");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_and_deeper_rules_win() {
        let attributes = Attributes::parse([
            (
                "",
                "# all\n*.sql linguist-language=Python\ngen/** linguist-generated\n/lib/*.js linguist-vendored=true",
            ),
            ("gen", "keep.go -linguist-generated"),
            ("docs", "*.py linguist-documentation text=auto"),
        ]);
        let python = languages::by_id("python");
        for (path, expected) in [
            ("a/b/x.sql", Said { language: python, ..Said::default() }),
            ("gen/a/b.go", Said { generated: Some(true), ..Said::default() }),
            ("gen/a/keep.go", Said { generated: Some(false), ..Said::default() }),
            ("lib/x.js", Said { vendored: Some(true), ..Said::default() }),
            ("lib/a/x.js", Said::default()),
            ("docs/conf.py", Said { documentation: Some(true), ..Said::default() }),
            ("conf.py", Said::default()),
        ] {
            assert_eq!(attributes.of(path), expected, "{path}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        let attributes =
            Attributes::parse([("", "[ linguist-vendored\n*.x\n\n\"a b.py\" linguist-vendored")]);
        assert_eq!(attributes.of("a b.py").vendored, Some(true));
        assert_eq!(attributes.of("c.x"), Said::default());
    }
}
