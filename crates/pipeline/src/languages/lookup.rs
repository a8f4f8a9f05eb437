//! Languages by position, id, file name and interpreter. Positions count through [`ALL`], then [`PLAIN`].

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{ALL, Comments, PLAIN, Spec};

/// What a position stands for, with all that is common to both kinds of language.
struct Entry {
    id: &'static str,
    name: &'static str,
    comments: Comments,
}

struct Tables {
    entries: Vec<Entry>,
    ids: FxHashMap<&'static str, u8>,
    extensions: FxHashMap<&'static str, u8>,
    file_names: FxHashMap<&'static str, u8>,
    interpreters: FxHashMap<&'static str, u8>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables {
        entries: Vec::new(),
        ids: FxHashMap::default(),
        extensions: FxHashMap::default(),
        file_names: FxHashMap::default(),
        interpreters: FxHashMap::default(),
    };
    let parsed = ALL
        .iter()
        .map(|spec| (spec.id, spec.name, spec.comments, spec.extensions, spec.file_names, spec.interpreters));
    let plain = PLAIN.iter().map(|plain| {
        (plain.id, plain.name, plain.comments, plain.extensions, plain.file_names, plain.interpreters)
    });
    for (position, (id, name, comments, extensions, file_names, interpreters)) in
        parsed.chain(plain).enumerate()
    {
        let position = position as u8;
        tables.entries.push(Entry { id, name, comments });
        tables.ids.insert(id, position);
        tables.extensions.extend(extensions.iter().map(|&extension| (extension, position)));
        tables.file_names.extend(file_names.iter().map(|&name| (name, position)));
        tables.interpreters.extend(interpreters.iter().map(|&interpreter| (interpreter, position)));
    }
    tables
});

/// The position of a language by its id.
pub fn by_id(id: &str) -> Option<u8> {
    TABLES.ids.get(id).copied()
}

/// The position of a language by a file name's ending, without the dot, in lower case.
pub fn by_extension(extension: &str) -> Option<u8> {
    TABLES.extensions.get(extension).copied()
}

/// The position of a language by a whole file name.
pub fn by_file_name(name: &str) -> Option<u8> {
    TABLES.file_names.get(name).copied()
}

/// The position of a language by the interpreter on a `#!` line, without its folder and version: `python`, `sh`.
pub fn by_interpreter(interpreter: &str) -> Option<u8> {
    TABLES.interpreters.get(interpreter).copied()
}

/// How the language at a position is parsed; `None` where its lines are only counted.
pub fn spec(position: u8) -> Option<&'static Spec> {
    ALL.get(usize::from(position)).copied()
}

/// The id of the language at a position, which must be a valid one.
pub fn id(position: u8) -> &'static str {
    TABLES.entries[usize::from(position)].id
}

/// The own name of the language at a position, which must be a valid one.
pub fn name(position: u8) -> &'static str {
    TABLES.entries[usize::from(position)].name
}

/// How the language at a position writes comments; that of no language has none.
pub fn comments(position: Option<u8>) -> Comments {
    position
        .and_then(|position| TABLES.entries.get(usize::from(position)))
        .map_or(Comments::NONE, |entry| entry.comments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_unique<'a>(what: &str, values: impl Iterator<Item = &'a str>) {
        let mut seen = rustc_hash::FxHashSet::default();
        for value in values {
            assert!(seen.insert(value), "{what} {value} is claimed twice");
        }
    }

    #[test]
    fn no_two_languages_claim_the_same() {
        assert_unique("id", ALL.iter().map(|l| l.id).chain(PLAIN.iter().map(|l| l.id)));
        assert_unique(
            "extension",
            ALL.iter().flat_map(|l| l.extensions).chain(PLAIN.iter().flat_map(|l| l.extensions)).copied(),
        );
        assert_unique(
            "file name",
            ALL.iter().flat_map(|l| l.file_names).chain(PLAIN.iter().flat_map(|l| l.file_names)).copied(),
        );
        assert_unique(
            "interpreter",
            ALL.iter().flat_map(|l| l.interpreters).chain(PLAIN.iter().flat_map(|l| l.interpreters)).copied(),
        );
    }

    #[test]
    fn positions_lead_back_to_their_language() {
        for wanted in ["rust", "python", "javascript", "typescript", "tsx", "go", "java", "markdown", "c"] {
            let position = by_id(wanted).unwrap();
            assert_eq!(id(position), wanted);
            assert_eq!(spec(position).map(|spec| spec.id), ALL.iter().map(|l| l.id).find(|&id| id == wanted));
        }
    }

    #[test]
    fn extensions_are_lower_case_without_a_dot() {
        for extension in ALL.iter().flat_map(|l| l.extensions).chain(PLAIN.iter().flat_map(|l| l.extensions))
        {
            assert!(!extension.starts_with('.') && *extension == extension.to_lowercase(), "{extension}");
        }
    }
}
