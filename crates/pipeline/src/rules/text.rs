//! What several rules ask of names and nodes.

use tree_sitter::Node;

/// The last name of what a call node calls, read off the text before its arguments without building the call:
/// `run` of `subprocess.run(..)`, `parse` of `text.parse::<u8>()`, `Foo` of `new a.Foo(..)`, `format!` of `std::format!(..)`.
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
    let start = code.rfind(|c: char| !is_name(c)).map_or(0, |at| at + code[at..].chars().next().map_or(1, char::len_utf8));
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
