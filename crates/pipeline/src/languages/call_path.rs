//! What a call calls, as a path of names: `connect().cursor().execute`.

use tree_sitter::Node;

use super::text;

/// One step from what is called towards what it is called on.
pub(super) enum Part<'t> {
    /// A member of something: the object, the member's name, and what stands between them.
    Member(Option<Node<'t>>, Node<'t>, &'static str),
    /// The result of a call of something.
    Call(Node<'t>),
    /// The result of a call of a member, written as one node: the object and the member's name.
    MemberCall(Option<Node<'t>>, Node<'t>),
    /// An element of something.
    Index(Node<'t>),
    /// Nothing but a shell around something: parentheses, `await`, `?`.
    Shell(Node<'t>),
    /// A name, which ends the path.
    Name,
    /// Text in quotes.
    Text,
    /// Any other expression.
    Other,
}

/// Parts beyond this are `_`: a chain of a thousand calls has a thousand paths.
const LONGEST: usize = 12;

/// The path of `node`, the last name in it, and what stands before that name.
pub(super) fn path<'t>(
    node: Node<'t>,
    source: &str,
    part: impl Fn(Node<'t>) -> Part<'t>,
) -> Option<(String, String, Option<Node<'t>>)> {
    let mut parts: Vec<&str> = Vec::new();
    let mut last: Option<(&str, Option<Node<'t>>)> = None;
    let mut at = node;
    loop {
        if parts.len() > LONGEST {
            parts.push("_");
            break;
        }
        let step = part(at);
        if let Part::MemberCall(..) = step {
            parts.push("()");
        }
        match step {
            Part::Member(object, name, _) | Part::MemberCall(object, name) => {
                let name = text(name, source);
                last.get_or_insert((name, object));
                parts.push(name);
                let Some(object) = object else { break };
                parts.push(if let Part::Member(.., separator) = step { separator } else { "." });
                at = object;
            }
            Part::Call(inner) => {
                parts.push("()");
                at = inner;
            }
            Part::Index(inner) => {
                parts.push("[]");
                at = inner;
            }
            Part::Shell(inner) => at = inner,
            Part::Name => {
                let name = text(at, source);
                last.get_or_insert((name, None));
                parts.push(name);
                break;
            }
            Part::Text => {
                parts.push("\"\"");
                break;
            }
            Part::Other => {
                parts.push("_");
                break;
            }
        }
    }
    let (name, receiver) = last?;
    Some((parts.into_iter().rev().collect(), name.to_owned(), receiver))
}
