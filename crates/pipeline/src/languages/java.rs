//! Java.

use tree_sitter::Node;

use super::call_path::{Part, path};
use super::{
    Argument, Around, Assignment, Call, Comments, Parameter, Roles, Spec, Syntax, field_text, line,
    named_children, text,
};
use crate::facts::Import;

pub(super) static SPEC: Spec = Spec {
    id: "java",
    name: "Java",
    extensions: &["java"],
    file_names: &[],
    interpreters: &[],
    comments: Comments { line: &["//"], block: &[("/*", "*/")], quotes: &["\"\"\"", "\"", "'"] },
    grammar: || tree_sitter_java::LANGUAGE.into(),
    roles: &[
        ("method_declaration", Roles::FUNCTION),
        ("constructor_declaration", Roles::FUNCTION),
        ("compact_constructor_declaration", Roles::FUNCTION),
        ("lambda_expression", Roles::LAMBDA),
        ("class_declaration", Roles::TYPE),
        ("interface_declaration", Roles::TYPE),
        ("enum_declaration", Roles::TYPE),
        ("record_declaration", Roles::TYPE),
        ("annotation_type_declaration", Roles::TYPE),
        ("if_statement", Roles::IF),
        ("ternary_expression", Roles::TERNARY),
        ("switch_expression", Roles::SWITCH),
        ("switch_label", Roles::CASE),
        ("guard", Roles::COMPREHENSION),
        ("for_statement", Roles::LOOP),
        ("enhanced_for_statement", Roles::LOOP.and(Roles::ASSIGNMENT)),
        ("while_statement", Roles::LOOP),
        ("do_statement", Roles::LOOP),
        ("try_statement", Roles::TRY),
        ("try_with_resources_statement", Roles::TRY),
        ("catch_clause", Roles::CATCH),
        ("resource", Roles::ASSIGNMENT),
        ("binary_expression", Roles::BINARY),
        ("parenthesized_expression", Roles::PARENTHESES),
        ("break_statement", Roles::JUMP),
        ("continue_statement", Roles::JUMP),
        ("return_statement", Roles::RETURN),
        ("method_invocation", Roles::CALL),
        ("object_creation_expression", Roles::CALL),
        ("variable_declarator", Roles::ASSIGNMENT),
        ("assignment_expression", Roles::ASSIGNMENT),
        ("import_declaration", Roles::IMPORT),
        ("line_comment", Roles::COMMENT),
        ("block_comment", Roles::COMMENT),
        ("string_literal", Roles::STRING.and(Roles::TEMPLATE)),
        ("character_literal", Roles::LITERAL),
        ("decimal_integer_literal", Roles::LITERAL),
        ("hex_integer_literal", Roles::LITERAL),
        ("octal_integer_literal", Roles::LITERAL),
        ("binary_integer_literal", Roles::LITERAL),
        ("decimal_floating_point_literal", Roles::LITERAL),
        ("hex_floating_point_literal", Roles::LITERAL),
        ("true", Roles::LITERAL),
        ("false", Roles::LITERAL),
        ("null_literal", Roles::LITERAL),
        ("identifier", Roles::IDENTIFIER),
        ("type_identifier", Roles::IDENTIFIER),
        ("this", Roles::IDENTIFIER),
    ],
    logical_operators: &["&&", "||"],
    nested_apart: false,
    syntax: &Java,
};

struct Java;

impl Syntax for Java {
    fn name<'s>(&self, node: Node<'_>, _around: &Around<'_>, source: &'s str) -> Option<&'s str> {
        field_text(node, "name", source)
    }

    fn receiver<'s>(&self, _function: Node<'_>, _source: &'s str) -> Option<&'s str> {
        Some("this")
    }

    fn parameters<'t>(&self, function: Node<'t>, _source: &str) -> Vec<Parameter<'t>> {
        let Some(list) = function.child_by_field_name("parameters") else { return Vec::new() };
        if list.kind() == "identifier" {
            return vec![Parameter { name: list, kind: None, default: None }];
        }
        named_children(list)
            .filter(|child| child.kind() != "receiver_parameter")
            .map(|child| {
                let declarator = named_children(child).find(|part| part.kind() == "variable_declarator");
                Parameter {
                    name: declarator.unwrap_or(child).child_by_field_name("name").unwrap_or(child),
                    kind: child.child_by_field_name("type"),
                    default: None,
                }
            })
            .collect()
    }

    fn imports(&self, node: Node<'_>, source: &str, into: &mut Vec<Import>) {
        let mut target: String = String::new();
        for child in named_children(node) {
            if child.kind() == "asterisk" {
                target.push_str(".*");
            } else {
                target.extend(text(child, source).chars().filter(|c| !c.is_whitespace()));
            }
        }
        into.push(Import { target, names: Vec::new(), line: line(node), in_test: false, deferred: false });
    }

    fn call<'t>(&self, node: Node<'t>, source: &str) -> Option<Call<'t>> {
        let called =
            if node.kind() == "method_invocation" { node } else { node.child_by_field_name("type")? };
        let (path, name, receiver) =
            path(called, source, |at| if at == node { method(at) } else { part(at) })?;
        let arguments = node
            .child_by_field_name("arguments")
            .map(|list| named_children(list).map(|value| Argument { keyword: None, value }).collect())
            .unwrap_or_default();
        Some(Call { path, name, receiver, arguments })
    }

    fn callee<'s>(&self, node: Node<'_>, source: &'s str) -> Option<(Option<&'s str>, &'s str)> {
        let name = field_text(node, "name", source)?;
        match node.child_by_field_name("object") {
            None => Some((None, name)),
            Some(object) if object.named_child_count() == 0 => Some((Some(text(object, source)), name)),
            Some(_) => None,
        }
    }

    fn assignment<'t>(&self, node: Node<'t>, source: &str) -> Option<Assignment<'t>> {
        let field = |name| node.child_by_field_name(name);
        Some(Assignment {
            targets: vec![field("left").or_else(|| field("name"))?],
            value: field("right").or_else(|| field("value"))?,
            appends: field_text(node, "operator", source).is_some_and(|operator| operator != "="),
        })
    }

    fn is_else_if(&self, node: Node<'_>, around: &Around<'_>) -> bool {
        around.parent().is_some_and(|parent| {
            parent.kind() == "if_statement" && parent.child_by_field_name("alternative") == Some(node)
        })
    }

    fn is_default_case(&self, case: Node<'_>, source: &str) -> bool {
        text(case, source).starts_with("default")
    }

    fn is_test(&self, node: Node<'_>, _around: &Around<'_>, source: &str) -> bool {
        modifiers(node).into_iter().flat_map(named_children).any(|annotation| {
            field_text(annotation, "name", source).is_some_and(|name| {
                let name = name.rsplit('.').next().unwrap_or(name);
                name.ends_with("Test")
                    || matches!(
                        name,
                        "BeforeEach"
                            | "AfterEach"
                            | "BeforeAll"
                            | "AfterAll"
                            | "Before"
                            | "After"
                            | "TestFactory"
                    )
            })
        })
    }

    fn is_public(&self, node: Node<'_>, _around: &Around<'_>, source: &str) -> bool {
        modifiers(node)
            .is_some_and(|modifiers| text(modifiers, source).split_whitespace().any(|word| word == "public"))
    }

    fn package<'s>(&self, root: Node<'_>, source: &'s str) -> Option<&'s str> {
        let declaration = named_children(root).find(|child| child.kind() == "package_declaration")?;
        named_children(declaration)
            .find(|child| child.kind().ends_with("identifier"))
            .map(|name| text(name, source))
    }
}

fn modifiers(node: Node<'_>) -> Option<Node<'_>> {
    named_children(node).next().filter(|child| child.kind() == "modifiers")
}

/// The method that an invocation calls.
fn method(node: Node<'_>) -> Part<'_> {
    match node.child_by_field_name("name") {
        Some(name) => Part::Member(node.child_by_field_name("object"), name, "."),
        None => Part::Other,
    }
}

fn part(node: Node<'_>) -> Part<'_> {
    let field = |name| node.child_by_field_name(name);
    let step = match node.kind() {
        "field_access" => field("field").map(|name| Part::Member(field("object"), name, ".")),
        "scoped_identifier" => field("name").map(|name| Part::Member(field("scope"), name, ".")),
        "method_invocation" => field("name").map(|name| Part::MemberCall(field("object"), name)),
        "object_creation_expression" => field("type").map(Part::Call),
        "array_access" => field("array").map(Part::Index),
        "cast_expression" => field("value").map(Part::Shell),
        "generic_type" | "parenthesized_expression" | "annotated_type" => {
            named_children(node).next().map(Part::Shell)
        }
        "scoped_type_identifier" => {
            let parts: Vec<Node<'_>> = named_children(node).collect();
            match parts[..] {
                [scope, name] => Some(Part::Member(Some(scope), name, ".")),
                _ => Some(Part::Name),
            }
        }
        "identifier" | "type_identifier" | "this" | "super" => Some(Part::Name),
        "string_literal" => Some(Part::Text),
        _ => None,
    };
    step.unwrap_or(Part::Other)
}
