//! Python.

use tree_sitter::Node;

use super::call_path::{Part, path};
use super::{
    Argument, Around, Assignment, Call, Comments, Parameter, Roles, Spec, Syntax, field_text, line,
    named_children, text,
};
use crate::facts::Import;

pub(super) static SPEC: Spec = Spec {
    id: "python",
    name: "Python",
    extensions: &["py", "pyi", "pyw"],
    file_names: &["SConstruct", "SConscript", "wscript"],
    interpreters: &["python", "pypy"],
    comments: Comments { line: &["#"], block: &[], quotes: &["\"\"\"", "'''", "\"", "'"] },
    grammar: || tree_sitter_python::LANGUAGE.into(),
    roles: &[
        ("function_definition", Roles::FUNCTION),
        ("lambda", Roles::LAMBDA),
        ("class_definition", Roles::TYPE),
        ("decorated_definition", Roles::WRAPPER),
        ("decorator", Roles::ATTRIBUTE),
        ("if_statement", Roles::IF),
        ("elif_clause", Roles::ELSE_IF),
        ("else_clause", Roles::ELSE),
        ("conditional_expression", Roles::TERNARY),
        ("match_statement", Roles::SWITCH),
        ("case_clause", Roles::CASE),
        ("for_statement", Roles::LOOP.and(Roles::ASSIGNMENT)),
        ("while_statement", Roles::LOOP),
        ("for_in_clause", Roles::COMPREHENSION.and(Roles::ASSIGNMENT)),
        ("if_clause", Roles::COMPREHENSION),
        ("try_statement", Roles::TRY),
        ("except_clause", Roles::CATCH),
        ("boolean_operator", Roles::BINARY),
        ("binary_operator", Roles::BINARY),
        ("parenthesized_expression", Roles::PARENTHESES),
        ("return_statement", Roles::RETURN),
        ("call", Roles::CALL),
        ("assignment", Roles::ASSIGNMENT),
        ("augmented_assignment", Roles::ASSIGNMENT),
        ("named_expression", Roles::ASSIGNMENT),
        ("as_pattern", Roles::ASSIGNMENT),
        ("import_statement", Roles::IMPORT),
        ("import_from_statement", Roles::IMPORT),
        ("future_import_statement", Roles::IMPORT),
        ("comment", Roles::COMMENT),
        ("expression_statement", Roles::DOCUMENTATION),
        ("string", Roles::STRING.and(Roles::TEMPLATE)),
        ("integer", Roles::LITERAL),
        ("float", Roles::LITERAL),
        ("true", Roles::LITERAL),
        ("false", Roles::LITERAL),
        ("none", Roles::LITERAL),
        ("identifier", Roles::IDENTIFIER),
    ],
    logical_operators: &["and", "or"],
    nested_apart: false,
    syntax: &Python,
};

struct Python;

impl Syntax for Python {
    fn name<'s>(&self, node: Node<'_>, _around: &Around<'_>, source: &'s str) -> Option<&'s str> {
        field_text(node, "name", source)
    }

    fn receiver<'s>(&self, function: Node<'_>, source: &'s str) -> Option<&'s str> {
        let first = named_children(function.child_by_field_name("parameters")?).next()?;
        (first.kind() == "identifier")
            .then(|| text(first, source))
            .filter(|name| matches!(*name, "self" | "cls"))
    }

    fn parameters<'t>(&self, function: Node<'t>, source: &str) -> Vec<Parameter<'t>> {
        let Some(list) = function.child_by_field_name("parameters") else { return Vec::new() };
        named_children(list)
            .filter(|child| !matches!(child.kind(), "keyword_separator" | "positional_separator"))
            .enumerate()
            .filter(|(at, child)| !(*at == 0 && matches!(text(*child, source), "self" | "cls")))
            .map(|(_, child)| Parameter {
                name: child
                    .child_by_field_name("name")
                    .or_else(|| (child.kind() == "typed_parameter").then(|| child.named_child(0)).flatten())
                    .unwrap_or(child),
                kind: child.child_by_field_name("type"),
                default: child.child_by_field_name("value"),
            })
            .collect()
    }

    fn imports(&self, node: Node<'_>, source: &str, into: &mut Vec<Import>) {
        let named = |child: Node<'_>| {
            let name = child.child_by_field_name("name").unwrap_or(child);
            text(name, source).to_owned()
        };
        let mut cursor = node.walk();
        let names = node.children_by_field_name("name", &mut cursor).map(named);
        let deferred = is_for_types(node, source);
        let import = |target: String, names: Vec<String>| Import {
            target,
            names,
            line: line(node),
            in_test: false,
            deferred,
        };
        match node.kind() {
            "import_statement" => into.extend(names.map(|name| import(name, Vec::new()))),
            "import_from_statement" => {
                let mut names: Vec<String> = names.collect();
                if named_children(node).any(|child| child.kind() == "wildcard_import") {
                    names.push("*".to_owned());
                }
                if let Some(module) = field_text(node, "module_name", source) {
                    into.push(import(module.chars().filter(|c| !c.is_whitespace()).collect(), names));
                }
            }
            _ => into.push(import("__future__".to_owned(), names.collect())),
        }
    }

    fn call<'t>(&self, node: Node<'t>, source: &str) -> Option<Call<'t>> {
        let (path, name, receiver) = path(node.child_by_field_name("function")?, source, part)?;
        let arguments =
            node.child_by_field_name("arguments").map(|list| arguments(list, source)).unwrap_or_default();
        Some(Call { path, name, receiver, arguments })
    }

    fn callee<'s>(&self, node: Node<'_>, source: &'s str) -> Option<(Option<&'s str>, &'s str)> {
        let function = node.child_by_field_name("function")?;
        match function.kind() {
            "identifier" => Some((None, text(function, source))),
            "attribute" => {
                let object =
                    function.child_by_field_name("object").filter(|node| node.kind() == "identifier")?;
                Some((Some(text(object, source)), field_text(function, "attribute", source)?))
            }
            _ => None,
        }
    }

    fn assignment<'t>(&self, node: Node<'t>, _source: &str) -> Option<Assignment<'t>> {
        let field = |name| node.child_by_field_name(name);
        if node.kind() == "as_pattern" {
            let alias = field("alias")?;
            return Some(Assignment {
                targets: vec![alias.named_child(0).unwrap_or(alias)],
                value: node.named_child(0)?,
                appends: false,
            });
        }
        let mut value = field("right").or_else(|| field("value"))?;
        while value.kind() == "assignment" {
            value = value.child_by_field_name("right")?;
        }
        Some(Assignment {
            targets: vec![field("left").or_else(|| field("name"))?],
            value,
            appends: node.kind() == "augmented_assignment",
        })
    }

    fn is_else_if(&self, _node: Node<'_>, _around: &Around<'_>) -> bool {
        false
    }

    fn is_default_case(&self, case: Node<'_>, source: &str) -> bool {
        case.child_by_field_name("guard").is_none()
            && named_children(case).next().is_some_and(|pattern| text(pattern, source) == "_")
    }

    fn is_documentation(&self, statement: Node<'_>) -> bool {
        statement.child_count() == 1 && statement.child(0).is_some_and(|child| child.kind() == "string")
    }

    fn only_returns_function(&self, function: Node<'_>) -> bool {
        let Some(body) = function.child_by_field_name("body") else { return false };
        let mut defined = 0;
        named_children(body).all(|statement| match statement.kind() {
            "function_definition" | "decorated_definition" => {
                defined += 1;
                defined == 1
            }
            "return_statement" => true,
            "expression_statement" => self.is_documentation(statement),
            _ => false,
        })
    }

    fn is_test(&self, node: Node<'_>, around: &Around<'_>, source: &str) -> bool {
        let Some(name) = field_text(node, "name", source) else { return false };
        if node.kind() == "class_definition" {
            return field_text(node, "superclasses", source).is_some_and(|list| list.contains("TestCase"))
                || name.starts_with("Test")
                    && node.child_by_field_name("body").is_some_and(|body| has_test(body, source));
        }
        let method = around.ancestors.iter().any(|ancestor| ancestor.kind() == "class_definition");
        !method && name.starts_with("test_")
            || around.leading.iter().any(|node| text(*node, source).starts_with("@pytest."))
    }

    fn is_public(&self, node: Node<'_>, _around: &Around<'_>, source: &str) -> bool {
        field_text(node, "name", source)
            .is_some_and(|name| !name.starts_with('_') || name.starts_with("__") && name.ends_with("__"))
    }
}

/// Whether a class's body has a test method.
fn has_test(body: Node<'_>, source: &str) -> bool {
    named_children(body).any(|child| {
        let method = child.child_by_field_name("definition").unwrap_or(child);
        method.kind() == "function_definition"
            && field_text(method, "name", source).is_some_and(|name| name.starts_with("test"))
    })
}

fn arguments<'t>(list: Node<'t>, source: &str) -> Vec<Argument<'t>> {
    if list.kind() != "argument_list" {
        return vec![Argument { keyword: None, value: list }];
    }
    named_children(list)
        .map(|child| match (child.child_by_field_name("name"), child.child_by_field_name("value")) {
            (Some(name), Some(value)) if child.kind() == "keyword_argument" => {
                Argument { keyword: Some(text(name, source).to_owned()), value }
            }
            _ => Argument { keyword: None, value: child },
        })
        .collect()
}

fn part(node: Node<'_>) -> Part<'_> {
    let field = |name| node.child_by_field_name(name);
    let step = match node.kind() {
        "attribute" => field("attribute").map(|name| Part::Member(field("object"), name, ".")),
        "call" => field("function").map(Part::Call),
        "subscript" => field("value").map(Part::Index),
        "parenthesized_expression" | "await" => named_children(node).next().map(Part::Shell),
        "identifier" => Some(Part::Name),
        "string" | "concatenated_string" => Some(Part::Text),
        _ => None,
    };
    step.unwrap_or(Part::Other)
}

/// Whether an import stands under `if TYPE_CHECKING:`, where only a type checker reads it.
fn is_for_types(import: Node<'_>, source: &str) -> bool {
    let around =
        import.parent().and_then(|block| block.parent()).filter(|node| node.kind() == "if_statement");
    around
        .and_then(|node| field_text(node, "condition", source))
        .is_some_and(|text| text.contains("TYPE_CHECKING"))
}
