//! TypeScript and TSX: JavaScript's syntax with types.

use super::javascript::{COMMENTS, EcmaScript, ecmascript_roles};
use super::{Roles, Spec};

/// JavaScript's roles and what TypeScript has beyond them.
macro_rules! typescript_roles {
    ($($more:expr),* $(,)?) => {
        ecmascript_roles!(
            ("abstract_class_declaration", Roles::TYPE),
            ("interface_declaration", Roles::TYPE),
            ("enum_declaration", Roles::TYPE),
            ("type_alias_declaration", Roles::TYPE),
            ("public_field_definition", Roles::ASSIGNMENT.and(Roles::WRAPPER)),
            ("type_identifier", Roles::IDENTIFIER),
            ("predefined_type", Roles::IDENTIFIER),
            $($more),*
        )
    };
}

pub(super) static SPEC: Spec = Spec {
    id: "typescript",
    name: "TypeScript",
    extensions: &["ts", "mts", "cts"],
    file_names: &[],
    interpreters: &["deno", "ts-node", "tsx", "bun"],
    comments: COMMENTS,
    grammar: || tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
    roles: &typescript_roles!(),
    logical_operators: &["&&", "||"],
    nested_apart: true,
    syntax: &EcmaScript,
};

pub(super) static TSX: Spec = Spec {
    id: "tsx",
    name: "TSX",
    extensions: &["tsx"],
    file_names: &[],
    interpreters: &[],
    comments: COMMENTS,
    grammar: || tree_sitter_typescript::LANGUAGE_TSX.into(),
    roles: &typescript_roles!(("jsx_text", Roles::LITERAL)),
    logical_operators: &["&&", "||"],
    nested_apart: true,
    syntax: &EcmaScript,
};
