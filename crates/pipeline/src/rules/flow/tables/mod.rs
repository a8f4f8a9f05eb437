//! What the analysis knows of each language and its frameworks: where data comes in, what makes it harmless, what
//! hands it on, and where it does harm. One file and one line in [`of`] per language.

mod go;
mod java;
mod javascript;
mod python;
mod rust;

use tree_sitter::Node;

use super::Weakness;
use super::taint::{Harms, Taint, Trust};
use crate::languages::{Call, Parameter};
use crate::rules::File;

/// What is known of one language.
pub(super) struct Table {
    /// How values are written.
    pub(super) forms: &'static [(&'static str, Form)],
    /// Texts of which a file must hold one before `Trust::Remote` sources in it are believed; empty for no such
    /// condition.
    pub(super) frameworks: &'static [&'static str],
    /// Texts of which a file holds one where functions answer requests.
    pub(super) handlers: &'static [&'static str],
    /// Where data comes in: a [path](path_matches), how much to fear it, what it can do harm to.
    pub(super) origins: &'static [(&'static str, Trust, Harms)],
    /// What a parameter brings in.
    pub(super) input: fn(Node<'_>, &Parameter<'_>, &File<'_>) -> Input,
    /// Calls whose result is harmless to these, whatever is handed to them.
    pub(super) cleaners: &'static [(&'static str, Harms)],
    /// Calls whose result holds what is handed to them or what they are called on.
    pub(super) carriers: &'static [&'static str],
    /// Calls that put what is handed to them into the holes of a text.
    pub(super) formats: &'static [&'static str],
    /// Calls that add what is handed to them to what they are called on.
    pub(super) adders: &'static [&'static str],
    /// Calls where data does harm.
    pub(super) sinks: &'static [Place],
    /// Members that do harm with what is written to them.
    pub(super) stores: &'static [(&'static str, Weakness)],
    /// Keys of object literals that do harm with their value.
    pub(super) keys: &'static [(&'static str, Weakness)],
    /// Whether a function answers requests with what it returns, so that markup becomes the page.
    pub(super) answers: fn(Node<'_>, &File<'_>) -> bool,
}

/// How a value is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    /// A variable.
    Name,
    /// A member of something: the fields of both.
    Member(&'static str, &'static str),
    /// An element of something: the field of that. What selects it does not matter.
    Element(&'static str),
    /// Text in quotes, with expressions inside it where the language has such.
    Text,
    /// Two values joined by an operator.
    Joined,
    /// All of its children.
    All,
    /// All of its children but the one in this field.
    AllBut(&'static str),
    /// The first of its children, or the one in this field.
    First(&'static str),
    /// The last of its children.
    Last,
}

/// What a parameter brings in.
#[derive(Debug, Clone, Copy)]
pub(super) enum Input {
    /// What the caller hands over.
    Caller,
    /// What somebody on the network sent.
    Remote,
    /// Nothing that does harm: a number.
    Harmless,
    /// An object of a framework, known in paths by this name.
    Known(&'static str),
    /// The members of such an object, each under its own name.
    Parts(&'static str),
}

/// A call where data does harm.
pub(super) struct Place {
    /// The call's path.
    pub(super) call: &'static str,
    pub(super) argument: Handed,
    pub(super) weakness: Weakness,
    /// What else must hold; the taint is that of the argument.
    pub(super) only: fn(&Call<'_>, &File<'_>, &Taint<'_>) -> bool,
}

/// Which argument of a call.
#[derive(Debug, Clone, Copy)]
pub(super) enum Handed {
    /// The one at this place, from 0.
    At(usize),
    /// The one at this place, or with this keyword.
    Named(usize, &'static str),
    /// All from this place on.
    From(usize),
    /// What it is called on.
    Receiver,
    /// The first fixed text among them, its holes filled with what follows.
    Formatted,
}

/// What is known of a language, by its id.
pub(super) fn of(language: &str) -> Option<&'static Table> {
    match language {
        "python" => Some(&python::TABLE),
        "javascript" | "typescript" | "tsx" => Some(&javascript::TABLE),
        "go" => Some(&go::TABLE),
        "java" => Some(&java::TABLE),
        "rust" => Some(&rust::TABLE),
        _ => None,
    }
}

/// Whether a path is meant by a pattern. `*.execute` is a member of anything; a pattern with several names may have
/// more in front (`os.system` means `x.os.system`); a single name means itself alone.
pub(super) fn path_matches(pattern: &str, path: &str) -> bool {
    if let Some(member) = pattern.strip_prefix('*') {
        return path.len() > member.len() && path.ends_with(member);
    }
    let Some(before) = path.strip_suffix(pattern) else { return false };
    before.is_empty() || (pattern.contains(['.', ':']) && before.ends_with(['.', ':']))
}

/// A place that needs nothing else.
const fn place(call: &'static str, argument: Handed, weakness: Weakness) -> Place {
    Place { call, argument, weakness, only: |_, _, _| true }
}

/// The first name of a type as it is written, references and the like apart: `Query` of `web::Query<String>`.
fn type_name<'a>(parameter: &Parameter<'_>, file: &File<'a>) -> &'a str {
    parameter.kind.map_or("", |kind| file.text(kind).trim_start_matches([':', '&', '*', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_whole_names() {
        for (pattern, path, expected) in [
            ("*.execute", "cursor.execute", true),
            ("*.execute", "db.cursor().execute", true),
            ("*.execute", "execute", false),
            ("*.execute", "x.preexecute", false),
            ("os.system", "os.system", true),
            ("os.system", "a.os.system", true),
            ("os.system", "pos.system", false),
            ("eval", "eval", true),
            ("eval", "model.eval", false),
            ("Command::new", "std::process::Command::new", true),
        ] {
            assert_eq!(path_matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
