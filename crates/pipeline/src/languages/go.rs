//! Go.

use tree_sitter::Node;

use super::call_path::{Part, path};
use super::{
    Argument, Around, Assignment, Call, Comments, Parameter, Roles, Spec, Syntax, field_text, line,
    named_children, text,
};
use crate::facts::Import;

pub(super) static SPEC: Spec = Spec {
    id: "go",
    name: "Go",
    extensions: &["go"],
    file_names: &[],
    interpreters: &[],
    comments: Comments { line: &["//"], block: &[("/*", "*/")], quotes: &["\"", "'", "`"] },
    grammar: || tree_sitter_go::LANGUAGE.into(),
    roles: &[
        ("function_declaration", Roles::FUNCTION),
        ("method_declaration", Roles::FUNCTION),
        ("func_literal", Roles::LAMBDA),
        ("type_spec", Roles::TYPE),
        ("type_declaration", Roles::WRAPPER),
        ("if_statement", Roles::IF),
        ("expression_switch_statement", Roles::SWITCH),
        ("type_switch_statement", Roles::SWITCH),
        ("select_statement", Roles::SWITCH),
        ("expression_case", Roles::CASE),
        ("type_case", Roles::CASE),
        ("communication_case", Roles::CASE),
        ("for_statement", Roles::LOOP),
        ("range_clause", Roles::ASSIGNMENT),
        ("binary_expression", Roles::BINARY),
        ("parenthesized_expression", Roles::PARENTHESES),
        ("break_statement", Roles::JUMP),
        ("continue_statement", Roles::JUMP),
        ("goto_statement", Roles::JUMP),
        ("return_statement", Roles::RETURN),
        ("call_expression", Roles::CALL),
        ("short_var_declaration", Roles::ASSIGNMENT),
        ("assignment_statement", Roles::ASSIGNMENT),
        ("var_spec", Roles::ASSIGNMENT),
        ("const_spec", Roles::ASSIGNMENT),
        ("import_declaration", Roles::IMPORT),
        ("comment", Roles::COMMENT),
        ("interpreted_string_literal", Roles::STRING),
        ("raw_string_literal", Roles::STRING),
        ("rune_literal", Roles::LITERAL),
        ("int_literal", Roles::LITERAL),
        ("float_literal", Roles::LITERAL),
        ("imaginary_literal", Roles::LITERAL),
        ("true", Roles::LITERAL),
        ("false", Roles::LITERAL),
        ("nil", Roles::LITERAL),
        ("iota", Roles::LITERAL),
        ("identifier", Roles::IDENTIFIER),
        ("blank_identifier", Roles::IDENTIFIER),
        ("field_identifier", Roles::IDENTIFIER),
        ("type_identifier", Roles::IDENTIFIER),
        ("package_identifier", Roles::IDENTIFIER),
        ("label_name", Roles::IDENTIFIER),
    ],
    logical_operators: &["&&", "||"],
    nested_apart: false,
    syntax: &Go,
};

struct Go;

impl Syntax for Go {
    fn name<'s>(&self, node: Node<'_>, around: &Around<'_>, source: &'s str) -> Option<&'s str> {
        if node.kind() == "func_literal" {
            return assigned_name(node, around, source);
        }
        field_text(node, "name", source)
    }

    fn owner<'s>(&self, function: Node<'_>, _around: &Around<'_>, source: &'s str) -> Option<&'s str> {
        let mut kind = receiver(function)?.child_by_field_name("type")?;
        loop {
            kind = match kind.kind() {
                "pointer_type" | "parenthesized_type" => named_children(kind).next()?,
                "generic_type" => kind.child_by_field_name("type")?,
                _ => return Some(text(kind, source)),
            };
        }
    }

    fn receiver<'s>(&self, function: Node<'_>, source: &'s str) -> Option<&'s str> {
        field_text(receiver(function)?, "name", source)
    }

    fn parameters<'t>(&self, function: Node<'t>, _source: &str) -> Vec<Parameter<'t>> {
        let Some(list) = function.child_by_field_name("parameters") else { return Vec::new() };
        let mut parameters = Vec::new();
        for declaration in named_children(list) {
            let kind = declaration.child_by_field_name("type");
            let mut cursor = declaration.walk();
            let before = parameters.len();
            let names = declaration.children_by_field_name("name", &mut cursor).filter(Node::is_named);
            parameters.extend(names.map(|name| Parameter { name, kind, default: None }));
            if parameters.len() == before {
                parameters.push(Parameter { name: declaration, kind, default: None });
            }
        }
        parameters
    }

    fn imports(&self, node: Node<'_>, source: &str, into: &mut Vec<Import>) {
        let specs = named_children(node).flat_map(|child| {
            let list: Vec<Node<'_>> = if child.kind() == "import_spec_list" {
                named_children(child).collect()
            } else {
                vec![child]
            };
            list
        });
        for spec in specs {
            if let Some(path) = field_text(spec, "path", source) {
                let target = path.trim_matches(['"', '`']).to_owned();
                into.push(Import {
                    target,
                    names: Vec::new(),
                    line: line(spec),
                    in_test: false,
                    deferred: false,
                });
            }
        }
    }

    fn call<'t>(&self, node: Node<'t>, source: &str) -> Option<Call<'t>> {
        let (path, name, receiver) = path(node.child_by_field_name("function")?, source, part)?;
        let arguments = node
            .child_by_field_name("arguments")
            .map(|list| named_children(list).map(|value| Argument { keyword: None, value }).collect())
            .unwrap_or_default();
        Some(Call { path, name, receiver, arguments })
    }

    fn callee<'s>(&self, node: Node<'_>, source: &'s str) -> Option<(Option<&'s str>, &'s str)> {
        let function = node.child_by_field_name("function")?;
        match function.kind() {
            "identifier" => Some((None, text(function, source))),
            "selector_expression" => {
                let object =
                    function.child_by_field_name("operand").filter(|node| node.kind() == "identifier")?;
                Some((Some(text(object, source)), field_text(function, "field", source)?))
            }
            _ => None,
        }
    }

    fn assignment<'t>(&self, node: Node<'t>, source: &str) -> Option<Assignment<'t>> {
        let field = |name| node.child_by_field_name(name);
        let mut cursor = node.walk();
        let targets: Vec<Node<'t>> = match field("left") {
            Some(list) if list.kind() == "expression_list" => named_children(list).collect(),
            Some(single) => vec![single],
            None => node.children_by_field_name("name", &mut cursor).filter(Node::is_named).collect(),
        };
        let value = field("right").or_else(|| field("value"))?;
        let value = if value.kind() == "expression_list" && value.named_child_count() == 1 {
            value.named_child(0)?
        } else {
            value
        };
        let appends = node.kind() == "assignment_statement"
            && field_text(node, "operator", source).is_some_and(|operator| operator != "=");
        (!targets.is_empty()).then_some(Assignment { targets, value, appends })
    }

    fn is_else_if(&self, node: Node<'_>, around: &Around<'_>) -> bool {
        around.parent().is_some_and(|parent| {
            parent.kind() == "if_statement" && parent.child_by_field_name("alternative") == Some(node)
        })
    }

    fn is_test(&self, node: Node<'_>, _around: &Around<'_>, source: &str) -> bool {
        node.kind() == "function_declaration"
            && field_text(node, "parameters", source).is_some_and(|list| list.contains("*testing."))
    }

    fn is_public(&self, node: Node<'_>, _around: &Around<'_>, source: &str) -> bool {
        field_text(node, "name", source).is_some_and(|name| name.starts_with(char::is_uppercase))
    }

    fn package<'s>(&self, root: Node<'_>, source: &'s str) -> Option<&'s str> {
        let clause = named_children(root).find(|child| child.kind() == "package_clause")?;
        named_children(clause).next().map(|name| text(name, source))
    }
}

/// The declaration of a method's receiver.
fn receiver(function: Node<'_>) -> Option<Node<'_>> {
    named_children(function.child_by_field_name("receiver")?).next()
}

/// The name in `f := func() { .. }` and `var f = func() { .. }`.
fn assigned_name<'s>(node: Node<'_>, around: &Around<'_>, source: &'s str) -> Option<&'s str> {
    let [.., statement, list] = around.ancestors else { return None };
    let target = match statement.kind() {
        "short_var_declaration" => statement.child_by_field_name("left")?,
        "var_spec" => statement.child_by_field_name("name")?,
        _ => return None,
    };
    let alone = list.kind() == "expression_list"
        && list.named_child(0) == Some(node)
        && list.named_child_count() == 1;
    alone.then(|| text(target, source)).filter(|name| !name.contains(','))
}

fn part(node: Node<'_>) -> Part<'_> {
    let field = |name| node.child_by_field_name(name);
    let step = match node.kind() {
        "selector_expression" => field("field").map(|name| Part::Member(field("operand"), name, ".")),
        "qualified_type" => field("name").map(|name| Part::Member(field("package"), name, ".")),
        "call_expression" => field("function").map(Part::Call),
        "index_expression" | "slice_expression" => field("operand").map(Part::Index),
        "type_assertion_expression" | "unary_expression" => field("operand").map(Part::Shell),
        "type_instantiation_expression" | "generic_type" => field("type").map(Part::Shell),
        "parenthesized_expression" => named_children(node).next().map(Part::Shell),
        "identifier" | "type_identifier" | "package_identifier" => Some(Part::Name),
        "interpreted_string_literal" | "raw_string_literal" => Some(Part::Text),
        _ => None,
    };
    step.unwrap_or(Part::Other)
}
