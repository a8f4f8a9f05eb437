//! What several rules ask of names, text and nodes.

use tree_sitter::Node;

use super::File;
use crate::languages::Roles;

/// The last name of what a call node calls, read off the text before its arguments without building the call:
/// `run` of `subprocess.run(..)`, `parse` of `text.parse::<u8>()`, `Foo` of `new a.Foo(..)`, `format!` of
/// `std::format!(..)`.
pub(crate) fn callee_name<'s>(call: Node<'_>, source: &'s str) -> Option<&'s str> {
    let Some(arguments) = call.child_by_field_name("arguments") else {
        let end = call.child_by_field_name("macro")?.end_byte();
        let start = source[..end].rfind(|c: char| !is_name(c)).map_or(0, |at| at + 1).max(call.start_byte());
        return source.get(start..=end).filter(|name| name.ends_with('!'));
    };
    last_name(&source[call.start_byte()..arguments.start_byte()])
}

/// The name that a piece of code ends with; type arguments, white space and `?.` behind it are passed over.
fn last_name(code: &str) -> Option<&str> {
    let mut code = code.trim_end();
    if let Some(rest) = code.strip_suffix("?.") {
        code = rest;
    }
    if code.ends_with('>') {
        code = before_type_arguments(code)?.trim_end().trim_end_matches(':');
    }
    let after = |at: usize| at + code[at..].chars().next().map_or(1, char::len_utf8);
    let start = code.rfind(|c: char| !is_name(c)).map_or(0, after);
    (start < code.len()).then(|| &code[start..])
}

/// What stands before the `<..>` that ends the code.
fn before_type_arguments(code: &str) -> Option<&str> {
    let mut depth = 0_i32;
    for (at, byte) in code.bytes().enumerate().rev() {
        match byte {
            b'>' => depth += 1,
            b'<' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&code[..at]);
        }
    }
    None
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The content of text in quotes, without its prefix and quotes.
pub(crate) fn content(literal: &str) -> &str {
    let start = literal.bytes().take(8).position(|byte| matches!(byte, b'"' | b'\'' | b'`')).unwrap_or(0);
    let body = &literal[start..];
    let Some(quote) = body.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else { return body };
    let body = body.trim_end_matches('#');
    let triple = [quote, quote, quote].iter().collect::<String>();
    for quotes in [triple.as_str(), &triple[..1]] {
        if let Some(inner) = body.strip_prefix(quotes).and_then(|body| body.strip_suffix(quotes)) {
            return inner;
        }
    }
    body
}

/// Whether a node is a fixed text: in quotes, without expressions inside.
pub(crate) fn is_fixed_text(node: Node<'_>, file: &File<'_>) -> bool {
    file.roles(node).contains(Roles::STRING)
        && !(0..node.named_child_count()).any(|at| {
            node.named_child(at as u32).is_some_and(|child| {
                matches!(child.kind(), "interpolation" | "template_substitution" | "string_interpolation")
            })
        })
}

/// The words of a name in lower case, one after the other without anything between: `sessionToken` is
/// `sessiontoken`.
pub(crate) fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a name has one of these words: `token` is in `session_token` and `sessionToken`, not in `tokenize`.
pub(crate) fn has_word(name: &str, words: &[&str]) -> bool {
    types::words::words(name).any(|word| words.iter().any(|one| word.eq_ignore_ascii_case(one)))
}

/// A node's named children, comments apart.
pub(crate) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).filter(|child| !child.is_extra()).collect()
}

/// The line that a byte stands on, from 1.
pub(crate) fn line(node: Node<'_>) -> usize {
    node.start_position().row + 1
}

/// A function's name as a sentence begins with it.
pub(crate) fn called(name: &str) -> String {
    if name.is_empty() { "This function".to_owned() } else { format!("`{name}`") }
}

/// A piece of code on one line, cut to what fits in a sentence.
pub(crate) fn short(code: &str) -> String {
    let flat = code.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(48) {
        Some((end, _)) => format!("{}..", flat[..end].trim_end()),
        None => flat,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_name_is_read() {
        for (code, expected) in [
            ("subprocess.run", Some("run")),
            ("text.parse::<Vec<u8>>", Some("parse")),
            ("new Map<string, number>", Some("Map")),
            ("a?.", Some("a")),
            ("f ", Some("f")),
            ("größe", Some("größe")),
            ("a.é", Some("é")),
            ("(f)", None),
            ("", None),
        ] {
            assert_eq!(last_name(code), expected, "{code}");
        }
    }

    #[test]
    fn quotes_and_prefixes_are_taken_off() {
        for (literal, expected) in [
            ("\"a\"", "a"),
            ("'a'", "a"),
            ("f'a'", "a"),
            ("\"\"\"a\"\"\"", "a"),
            ("r#\"a\"#", "a"),
            ("`a`", "a"),
            ("\"\"", ""),
            ("\"'a'\"", "'a'"),
            ("\"a'\"", "a'"),
            ("x", "x"),
        ] {
            assert_eq!(content(literal), expected, "{literal}");
        }
    }

    #[test]
    fn words_are_whole() {
        assert!(has_word("sessionToken", &["token"]) && has_word("SESSION_TOKEN", &["token"]));
        assert!(!has_word("tokenize", &["token"]));
    }
}
