//! Rust.

use tree_sitter::Node;

use super::call_path::{Part, path};
use super::{
    Argument, Around, Assignment, Call, Comments, Parameter, Roles, Spec, Syntax, field_text, line,
    named_children, text,
};
use crate::facts::Import;

pub(super) static SPEC: Spec = Spec {
    id: "rust",
    name: "Rust",
    extensions: &["rs"],
    file_names: &[],
    interpreters: &["rust-script"],
    comments: Comments { line: &["//"], block: &[("/*", "*/")], quotes: &["\""] },
    grammar: || tree_sitter_rust::LANGUAGE.into(),
    roles: &[
        ("function_item", Roles::FUNCTION),
        ("closure_expression", Roles::LAMBDA),
        ("struct_item", Roles::TYPE),
        ("enum_item", Roles::TYPE),
        ("union_item", Roles::TYPE),
        ("trait_item", Roles::TYPE),
        ("impl_item", Roles::TYPE),
        ("mod_item", Roles::SCOPE.and(Roles::MAY_IMPORT)),
        ("attribute_item", Roles::ATTRIBUTE),
        ("if_expression", Roles::IF),
        ("else_clause", Roles::ELSE),
        ("let_declaration", Roles::ASSIGNMENT.and(Roles::GUARD)),
        ("let_condition", Roles::ASSIGNMENT),
        ("match_expression", Roles::SWITCH),
        ("match_arm", Roles::CASE),
        ("match_pattern", Roles::GUARD),
        ("for_expression", Roles::LOOP.and(Roles::ASSIGNMENT)),
        ("while_expression", Roles::LOOP),
        ("loop_expression", Roles::LOOP),
        ("binary_expression", Roles::BINARY),
        ("let_chain", Roles::BINARY),
        ("parenthesized_expression", Roles::PARENTHESES),
        ("break_expression", Roles::JUMP),
        ("continue_expression", Roles::JUMP),
        ("return_expression", Roles::RETURN),
        ("call_expression", Roles::CALL),
        ("macro_invocation", Roles::CALL),
        ("assignment_expression", Roles::ASSIGNMENT),
        ("compound_assignment_expr", Roles::ASSIGNMENT),
        ("const_item", Roles::ASSIGNMENT),
        ("static_item", Roles::ASSIGNMENT),
        ("use_declaration", Roles::IMPORT),
        ("extern_crate_declaration", Roles::IMPORT),
        ("scoped_identifier", Roles::MAY_IMPORT),
        ("scoped_type_identifier", Roles::MAY_IMPORT),
        ("line_comment", Roles::COMMENT),
        ("block_comment", Roles::COMMENT),
        ("string_literal", Roles::STRING),
        ("raw_string_literal", Roles::STRING),
        ("char_literal", Roles::LITERAL),
        ("integer_literal", Roles::LITERAL),
        ("float_literal", Roles::LITERAL),
        ("boolean_literal", Roles::LITERAL),
        ("identifier", Roles::IDENTIFIER),
        ("field_identifier", Roles::IDENTIFIER),
        ("type_identifier", Roles::IDENTIFIER),
        ("shorthand_field_identifier", Roles::IDENTIFIER),
        ("primitive_type", Roles::IDENTIFIER),
        ("metavariable", Roles::IDENTIFIER),
        ("self", Roles::IDENTIFIER),
    ],
    logical_operators: &["&&", "||"],
    nested_apart: false,
    syntax: &Rust,
};

struct Rust;

impl Syntax for Rust {
    fn name<'s>(&self, node: Node<'_>, _around: &Around<'_>, source: &'s str) -> Option<&'s str> {
        match node.kind() {
            "closure_expression" => None,
            "impl_item" => type_name(node.child_by_field_name("type")?, source),
            _ => field_text(node, "name", source),
        }
    }

    fn receiver<'s>(&self, _function: Node<'_>, _source: &'s str) -> Option<&'s str> {
        Some("self")
    }

    fn separator(&self) -> &'static str {
        "::"
    }

    fn parameters<'t>(&self, function: Node<'t>, _source: &str) -> Vec<Parameter<'t>> {
        let Some(list) = function.child_by_field_name("parameters") else { return Vec::new() };
        named_children(list)
            .filter(|child| !matches!(child.kind(), "self_parameter" | "attribute_item"))
            .map(|child| Parameter {
                name: child.child_by_field_name("pattern").unwrap_or(child),
                kind: child.child_by_field_name("type"),
                default: None,
            })
            .collect()
    }

    fn imports(&self, node: Node<'_>, source: &str, into: &mut Vec<Import>) {
        let import = |target: String| Import {
            target,
            names: Vec::new(),
            line: line(node),
            in_test: false,
            deferred: false,
        };
        match node.kind() {
            "use_declaration" => {
                if let Some(argument) = node.child_by_field_name("argument") {
                    let mut targets = Vec::new();
                    used(argument, source, &mut targets);
                    into.extend(targets.into_iter().map(import));
                }
            }
            "extern_crate_declaration" => {
                into.extend(field_text(node, "name", source).map(|name| import(name.to_owned())));
            }
            "mod_item" if node.child_by_field_name("body").is_none() => {
                into.extend(field_text(node, "name", source).map(|name| import(format!("mod {name}"))));
            }
            "scoped_identifier" | "scoped_type_identifier" => {
                let path = text(node, source);
                let own = ["crate::", "super::", "self::"].iter().any(|start| path.starts_with(start));
                // The walk comes to `crate::a::b` before it comes to the `crate::a` inside.
                let inside =
                    into.last().is_some_and(|last| last.line == line(node) && last.target.starts_with(path));
                if own && !inside && !path.contains(['<', ' ', '\n']) {
                    into.push(import(path.to_owned()));
                }
            }
            _ => {}
        }
    }

    fn call<'t>(&self, node: Node<'t>, source: &str) -> Option<Call<'t>> {
        if node.kind() == "macro_invocation" {
            let (path, name, receiver) = path(node.child_by_field_name("macro")?, source, part)?;
            let arguments = named_children(node)
                .find(|child| child.kind() == "token_tree")
                .map(|tree| named_children(tree).map(|value| Argument { keyword: None, value }).collect())
                .unwrap_or_default();
            return Some(Call { path: path + "!", name: name + "!", receiver, arguments });
        }
        let (path, name, receiver) = path(node.child_by_field_name("function")?, source, part)?;
        let arguments = node
            .child_by_field_name("arguments")
            .map(|list| {
                named_children(list)
                    .filter(|child| child.kind() != "attribute_item")
                    .map(|value| Argument { keyword: None, value })
                    .collect()
            })
            .unwrap_or_default();
        Some(Call { path, name, receiver, arguments })
    }

    fn callee<'s>(&self, node: Node<'_>, source: &'s str) -> Option<(Option<&'s str>, &'s str)> {
        let mut function = node.child_by_field_name("function")?;
        if function.kind() == "generic_function" {
            function = function.child_by_field_name("function")?;
        }
        match function.kind() {
            "identifier" => Some((None, text(function, source))),
            "field_expression" => member(function, "value", "field", source),
            "scoped_identifier" => member(function, "path", "name", source),
            _ => None,
        }
    }

    fn assignment<'t>(&self, node: Node<'t>, _source: &str) -> Option<Assignment<'t>> {
        let (target, value) = match node.kind() {
            "assignment_expression" | "compound_assignment_expr" => ("left", "right"),
            "const_item" | "static_item" => ("name", "value"),
            _ => ("pattern", "value"),
        };
        Some(Assignment {
            targets: vec![node.child_by_field_name(target)?],
            value: node.child_by_field_name(value)?,
            appends: node.kind() == "compound_assignment_expr",
        })
    }

    fn is_else_if(&self, _node: Node<'_>, around: &Around<'_>) -> bool {
        around.parent().is_some_and(|parent| parent.kind() == "else_clause")
    }

    fn is_default_case(&self, case: Node<'_>, source: &str) -> bool {
        field_text(case, "pattern", source) == Some("_")
    }

    fn names_label(&self, jump: Node<'_>) -> bool {
        named_children(jump).any(|child| child.kind() == "label")
    }

    fn is_test(&self, _node: Node<'_>, around: &Around<'_>, source: &str) -> bool {
        around
            .leading
            .iter()
            .filter(|node| node.kind() == "attribute_item")
            .any(|node| marks_test(text(*node, source)))
    }

    fn is_public(&self, node: Node<'_>, _around: &Around<'_>, _source: &str) -> bool {
        named_children(node).take(2).any(|child| child.kind() == "visibility_modifier")
    }
}

/// Whether an attribute makes what follows test code: `#[test]`, `#[tokio::test]`, `#[cfg(test)]`, `#[bench]`.
fn marks_test(attribute: &str) -> bool {
    let Some(inner) = attribute.trim_start_matches(['#', '[', ' ']).strip_suffix(']') else { return false };
    let (path, rest) = inner.split_at(inner.find(['(', '=', ' ']).unwrap_or(inner.len()));
    match path.rsplit("::").next().unwrap_or(path) {
        "test" | "bench" | "rstest" | "test_case" | "quickcheck" | "proptest" => true,
        "cfg" => {
            !rest.contains("not(test")
                && rest.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "test")
        }
        _ => false,
    }
}

/// The name of a type without its path, references and arguments.
fn type_name<'s>(mut node: Node<'_>, source: &'s str) -> Option<&'s str> {
    loop {
        node = match node.kind() {
            "generic_type" | "reference_type" | "pointer_type" => node.child_by_field_name("type")?,
            "scoped_type_identifier" => node.child_by_field_name("name")?,
            "dynamic_type" => node.child_by_field_name("trait")?,
            _ => return Some(text(node, source)),
        };
    }
}

/// Object and member where the object is a plain name.
fn member<'s>(
    node: Node<'_>,
    object: &str,
    name: &str,
    source: &'s str,
) -> Option<(Option<&'s str>, &'s str)> {
    let object = node.child_by_field_name(object)?;
    let name = field_text(node, name, source)?;
    (object.named_child_count() == 0).then(|| (Some(text(object, source)), name))
}

fn part(node: Node<'_>) -> Part<'_> {
    let field = |name| node.child_by_field_name(name);
    let step = match node.kind() {
        "field_expression" => field("field").map(|name| Part::Member(field("value"), name, ".")),
        "scoped_identifier" | "scoped_type_identifier" => {
            field("name").map(|name| Part::Member(field("path"), name, "::"))
        }
        "call_expression" => field("function").map(Part::Call),
        "macro_invocation" => field("macro").map(Part::Call),
        "index_expression" => named_children(node).next().map(Part::Index),
        "generic_function" => field("function").map(Part::Shell),
        "generic_type" | "generic_type_with_turbofish" => field("type").map(Part::Shell),
        "reference_expression" => field("value").map(Part::Shell),
        "parenthesized_expression" | "await_expression" | "try_expression" | "bracketed_type" => {
            named_children(node).next().map(Part::Shell)
        }
        "identifier" | "type_identifier" | "self" | "crate" | "super" | "primitive_type" | "metavariable" => {
            Some(Part::Name)
        }
        "string_literal" | "raw_string_literal" => Some(Part::Text),
        _ => None,
    };
    step.unwrap_or(Part::Other)
}

/// Every path that a `use` names, its groups multiplied out; a glob keeps its `*`.
fn used(argument: Node<'_>, source: &str, into: &mut Vec<String>) {
    let mut open = vec![(String::new(), argument)];
    while let Some((prefix, node)) = open.pop() {
        let join = |tail: &str| match (prefix.is_empty(), tail) {
            (true, tail) => tail.to_owned(),
            (false, "self") => prefix.clone(),
            (false, tail) => format!("{prefix}::{tail}"),
        };
        match node.kind() {
            "use_list" => {
                let from = open.len();
                open.extend(named_children(node).map(|child| (prefix.clone(), child)));
                open[from..].reverse();
            }
            "scoped_use_list" => {
                let path = field_text(node, "path", source).map_or_else(|| prefix.clone(), join);
                open.extend(node.child_by_field_name("list").map(|list| (path, list)));
            }
            "use_as_clause" => into.extend(field_text(node, "path", source).map(join)),
            _ => into.push(join(text(node, source))),
        }
    }
}
