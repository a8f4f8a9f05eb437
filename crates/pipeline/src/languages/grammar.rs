//! A language's tables by node kind, built once from its names.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHasher};

use super::{ALL, Roles};

/// One language's grammar with what the walk needs to know of each node kind.
pub struct Grammar {
    /// For the parser.
    pub language: tree_sitter::Language,
    /// By `Node::kind_id`.
    pub kinds: Vec<Kind>,
    /// Roles alone, by `Node::kind_id`.
    pub roles: Vec<Roles>,
    /// The field of a declaration's or structure's body.
    pub body: Option<u16>,
    /// The field of what is done when a condition holds.
    pub consequence: Option<u16>,
    /// The field of what is done otherwise.
    pub alternative: Option<u16>,
    /// The field of a condition.
    pub condition: Option<u16>,
    /// The field of a binary expression's operator.
    pub operator: Option<u16>,
}

/// What the walk needs to know of a node kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kind {
    /// What it is for.
    pub roles: Roles,
    /// What it is where it is a token.
    pub token: Token,
    /// Hash of its name: a keyword's or operator's text.
    pub hash: u32,
}

/// What a token is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Token {
    /// Has a name of its own in the grammar: names, values, comments. All others are written out in it.
    #[default]
    Named,
    /// A keyword, operator or opening bracket.
    Operator,
    /// An operator that joins conditions.
    Logical,
    /// Only closes or separates: `)`, `;`, `,`.
    Separator,
    /// A line's end, which is no token to a reader.
    LineEnd,
}

/// The hash of a token's text, the same for a keyword here and a name elsewhere.
pub fn hash(text: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    let hash = hasher.finish();
    (hash ^ (hash >> 32)) as u32
}

/// The tables of a language by its position in [`ALL`], which must be a valid one.
pub fn grammar(position: u8) -> &'static Grammar {
    static GRAMMARS: [OnceLock<Grammar>; 32] = [const { OnceLock::new() }; 32];
    let position = usize::from(position);
    GRAMMARS[position].get_or_init(|| Grammar::new(ALL[position]))
}

impl Grammar {
    fn new(spec: &super::Spec) -> Self {
        let language = (spec.grammar)();
        let roles: FxHashMap<&str, Roles> = spec.roles.iter().copied().collect();
        let kinds: Vec<Kind> = (0..language.node_kind_count() as u16)
            .map(|id| {
                let name = language.node_kind_for_id(id).unwrap_or_default();
                let named = language.node_kind_is_named(id);
                let token = match name {
                    _ if named => Token::Named,
                    _ if spec.logical_operators.contains(&name) => Token::Logical,
                    ")" | "]" | "}" | ";" | "," => Token::Separator,
                    "\n" | "\0" | "" => Token::LineEnd,
                    _ => Token::Operator,
                };
                let roles = if named { roles.get(name).copied().unwrap_or_default() } else { Roles::NONE };
                Kind { roles, token, hash: hash(name.as_bytes()) }
            })
            .collect();
        let field = |name: &str| language.field_id_for_name(name).map(std::num::NonZeroU16::get);
        Self {
            roles: kinds.iter().map(|kind| kind.roles).collect(),
            kinds,
            body: field("body"),
            consequence: field("consequence"),
            alternative: field("alternative"),
            condition: field("condition"),
            operator: field("operator"),
            language,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_named_in_a_spec_is_in_its_grammar() {
        for (position, spec) in ALL.iter().enumerate() {
            let grammar = grammar(position as u8);
            for (kind, _) in spec.roles {
                assert!(
                    grammar.language.id_for_node_kind(kind, true) != 0,
                    "{}: the grammar has no {kind}",
                    spec.id
                );
            }
            for operator in spec.logical_operators {
                assert!(grammar.language.id_for_node_kind(operator, false) != 0, "{}: {operator}", spec.id);
            }
        }
    }
}
