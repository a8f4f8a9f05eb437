//! What the fixed parts of a text say: whether it is SQL or markup, and where in it a value is put.

use super::Weakness;
use super::taint::{Harms, Shape};

/// What a fixed text reads like.
pub(super) fn reads_like(text: &str) -> Shape {
    let mut shape = Shape::NONE;
    if is_sql(text) {
        shape = shape.or(Shape::SQL);
    }
    if is_markup(text) {
        shape = shape.or(Shape::HTML);
    }
    shape
}

/// Whether a text begins like an SQL statement, with the words that must follow.
fn is_sql(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '\'' | '`'));
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let next = |words: &mut std::str::SplitWhitespace<'_>, any: &[&str]| {
        words.next().is_none_or(|word| any.iter().any(|one| word.eq_ignore_ascii_case(one)))
    };
    match first.to_ascii_lowercase().as_str() {
        "select" => text.len() > 7,
        "insert" | "replace" | "merge" => next(&mut words, &["into", "or", "ignore"]),
        "delete" => next(&mut words, &["from"]),
        "update" => {
            let rest: Vec<&str> = words.collect();
            rest.len() < 2 && text.ends_with(' ') || rest.iter().any(|word| word.eq_ignore_ascii_case("set"))
        }
        "drop" | "alter" | "create" | "truncate" => {
            next(&mut words, &["table", "index", "view", "database", "schema", "user", "role", "column"])
        }
        "with" => words.any(|word| word.eq_ignore_ascii_case("as")),
        _ => false,
    }
}

/// Whether a text holds a tag.
fn is_markup(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'<', bytes).any(|at| match bytes.get(at + 1) {
        Some(b'/') => bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic),
        Some(c) => c.is_ascii_alphabetic() && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric()),
        None => false,
    })
}

/// Whether what follows this SQL text is a value. Names of tables and columns cannot be bound as parameters, so
/// they are judged more mildly.
pub(super) fn is_value_position(before: &str) -> bool {
    let lower = before.to_ascii_lowercase();
    let text = lower.trim_end();
    let unquoted = text.trim_end_matches(['\'', '"', '%', '\\']).trim_end();
    if text.ends_with('\'') || text.ends_with("'%") {
        return true;
    }
    if unquoted.ends_with(['=', '<', '>']) || unquoted.ends_with(" like") || unquoted.ends_with(" ilike") {
        return true;
    }
    let opens = unquoted.trim_end_matches('(').trim_end();
    if opens.len() < unquoted.len() && (opens.ends_with("values") || opens.ends_with(" in")) {
        return true;
    }
    unquoted.ends_with(',') && unquoted.contains("values")
}

/// What a value can no longer do when this fixed text stands in front of it: with a host or a path before it, it
/// chooses neither host nor place to go.
pub(super) fn fixed_by_prefix(prefix: &str) -> Harms {
    let after_scheme = prefix.split_once("://").map(|(_, rest)| rest);
    let fixed = match after_scheme {
        Some(host) => host.find(['/', '?', '#']).is_some_and(|at| at > 0),
        None => (prefix.starts_with('/') && !prefix.starts_with("//")) || prefix.starts_with(['?', '#', '.']),
    };
    if fixed { Harms::of(&[Weakness::Ssrf, Weakness::Redirect]) } else { Harms::NONE }
}

/// A place in a format text that a value is put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hole<'a> {
    /// All that stands before it.
    pub(super) before: &'a str,
    /// What is written in it: nothing, a position, a name, a format.
    pub(super) inside: &'a str,
}

/// The holes of a format text: `{}`, `{name}`, `%s`, `%(name)s`.
pub(super) fn holes(template: &str) -> Vec<Hole<'_>> {
    let bytes = template.as_bytes();
    let mut holes = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'{' | b'%' if bytes.get(at + 1) == Some(&bytes[at]) => {
                at += 2;
                continue;
            }
            b'{' => memchr::memchr(b'}', &bytes[at..]).map(|end| at + end + 1),
            b'%' => match bytes.get(at + 1) {
                Some(b'(') => memchr::memchr(b')', &bytes[at..]).map(|end| at + end + 1),
                Some(c) if b"sdvqrfixuT+".contains(c) => Some(at + 2),
                _ => None,
            },
            _ => None,
        };
        if let Some(end) = end {
            holes.push(Hole { before: &template[..at], inside: &template[at + 1..end] });
        }
        at = end.unwrap_or(at + 1);
    }
    holes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_names_are_told_apart() {
        for (before, expected) in [
            ("SELECT * FROM t WHERE name = '", true),
            ("SELECT * FROM t WHERE id = ", true),
            ("SELECT * FROM t WHERE name LIKE '%", true),
            ("INSERT INTO t VALUES (", true),
            ("INSERT INTO t (a, b) VALUES (1, ", true),
            ("DELETE FROM t WHERE id IN (", true),
            ("SELECT * FROM ", false),
            ("SELECT a, ", false),
            ("SELECT * FROM \"", false),
            ("SELECT * FROM t ORDER BY ", false),
            ("DROP TABLE `", false),
        ] {
            assert_eq!(is_value_position(before), expected, "{before}");
        }
    }

    #[test]
    fn sql_and_markup_are_recognised() {
        for (text, expected) in [
            ("SELECT * FROM t", Shape::SQL),
            ("  delete from t where", Shape::SQL),
            ("update t set a = ", Shape::SQL),
            ("UPDATE ", Shape::SQL),
            ("Update the thing", Shape::NONE),
            ("select", Shape::NONE),
            ("Insert coin", Shape::NONE),
            ("<h1>Hello ", Shape::HTML),
            ("</p>", Shape::HTML),
            ("a < b", Shape::NONE),
            ("Vec<u8>", Shape::NONE),
        ] {
            assert_eq!(reads_like(text), expected, "{text}");
        }
    }

    #[test]
    fn a_fixed_host_or_path_takes_the_choice_away() {
        for (prefix, fixed) in [
            ("https://api.example.com/users/", true),
            ("https://", false),
            ("http://internal", false),
            ("/users/", true),
            ("//", false),
            ("", false),
        ] {
            assert_eq!(fixed_by_prefix(prefix) != Harms::NONE, fixed, "{prefix}");
        }
    }

    #[test]
    fn holes_are_found() {
        let inside = |template| holes(template).iter().map(|hole| hole.inside.to_owned()).collect::<Vec<_>>();
        assert_eq!(inside("a {} b {name:>5} c"), ["}", "name:>5}"]);
        assert_eq!(inside("x = '%s' and y = %(y)s"), ["s", "(y)"]);
        assert_eq!(inside("100%% {{plain}} é%"), Vec::<String>::new());
        assert_eq!(holes("id = %d")[0].before, "id = ");
    }
}
