//! JavaScript, and the syntax that TypeScript shares with it.

use tree_sitter::Node;

use super::call_path::{Part, path};
use super::{
    Argument, Around, Assignment, Call, Comments, Parameter, Roles, Spec, Syntax, field_text, line,
    named_children, text,
};
use crate::facts::Import;

/// The roles of the node kinds that the grammars of JavaScript and TypeScript share, and more.
macro_rules! ecmascript_roles {
    ($($more:expr),* $(,)?) => {
        [
            ("function_declaration", Roles::FUNCTION),
            ("generator_function_declaration", Roles::FUNCTION),
            ("method_definition", Roles::FUNCTION),
            ("function_expression", Roles::LAMBDA),
            ("generator_function", Roles::LAMBDA),
            ("arrow_function", Roles::LAMBDA),
            ("class_declaration", Roles::TYPE),
            ("class", Roles::TYPE),
            ("decorator", Roles::ATTRIBUTE),
            ("export_statement", Roles::WRAPPER.and(Roles::MAY_IMPORT)),
            ("lexical_declaration", Roles::WRAPPER),
            ("variable_declaration", Roles::WRAPPER),
            ("expression_statement", Roles::WRAPPER),
            ("pair", Roles::WRAPPER),
            ("if_statement", Roles::IF),
            ("else_clause", Roles::ELSE),
            ("ternary_expression", Roles::TERNARY),
            ("switch_statement", Roles::SWITCH),
            ("switch_case", Roles::CASE),
            ("for_statement", Roles::LOOP),
            ("for_in_statement", Roles::LOOP.and(Roles::ASSIGNMENT)),
            ("while_statement", Roles::LOOP),
            ("do_statement", Roles::LOOP),
            ("try_statement", Roles::TRY),
            ("catch_clause", Roles::CATCH),
            ("binary_expression", Roles::BINARY),
            ("parenthesized_expression", Roles::PARENTHESES),
            ("break_statement", Roles::JUMP),
            ("continue_statement", Roles::JUMP),
            ("return_statement", Roles::RETURN),
            ("call_expression", Roles::CALL.and(Roles::SCOPE).and(Roles::MAY_IMPORT)),
            ("new_expression", Roles::CALL),
            ("variable_declarator", Roles::ASSIGNMENT.and(Roles::WRAPPER)),
            ("assignment_expression", Roles::ASSIGNMENT.and(Roles::WRAPPER)),
            ("augmented_assignment_expression", Roles::ASSIGNMENT),
            ("import_statement", Roles::IMPORT),
            ("comment", Roles::COMMENT),
            ("html_comment", Roles::COMMENT),
            ("string", Roles::STRING),
            ("template_string", Roles::STRING.and(Roles::TEMPLATE)),
            ("regex", Roles::STRING),
            ("number", Roles::LITERAL),
            ("true", Roles::LITERAL),
            ("false", Roles::LITERAL),
            ("null", Roles::LITERAL),
            ("undefined", Roles::LITERAL),
            ("identifier", Roles::IDENTIFIER),
            ("property_identifier", Roles::IDENTIFIER),
            ("private_property_identifier", Roles::IDENTIFIER),
            ("shorthand_property_identifier", Roles::IDENTIFIER),
            ("shorthand_property_identifier_pattern", Roles::IDENTIFIER),
            ("statement_identifier", Roles::IDENTIFIER),
            ("this", Roles::IDENTIFIER),
            $($more),*
        ]
    };
}
pub(super) use ecmascript_roles;

pub(super) static SPEC: Spec = Spec {
    id: "javascript",
    name: "JavaScript",
    extensions: &["js", "mjs", "cjs", "jsx"],
    file_names: &["Jakefile"],
    interpreters: &["node", "nodejs"],
    comments: COMMENTS,
    grammar: || tree_sitter_javascript::LANGUAGE.into(),
    roles: &ecmascript_roles!(
        ("field_definition", Roles::ASSIGNMENT.and(Roles::WRAPPER)),
        ("jsx_text", Roles::LITERAL),
    ),
    logical_operators: &["&&", "||"],
    nested_apart: true,
    syntax: &EcmaScript,
};

/// How JavaScript and TypeScript write comments.
pub(super) const COMMENTS: Comments =
    Comments { line: &["//"], block: &[("/*", "*/")], quotes: &["\"", "'", "`"] };

/// The syntax of JavaScript, TypeScript and TSX.
pub(super) struct EcmaScript;

impl Syntax for EcmaScript {
    fn name<'s>(&self, node: Node<'_>, around: &Around<'_>, source: &'s str) -> Option<&'s str> {
        field_text(node, "name", source).or_else(|| assigned_name(node, around, source)).map(unquoted)
    }

    fn owner<'s>(&self, function: Node<'_>, around: &Around<'_>, source: &'s str) -> Option<&'s str> {
        let parent = around.parent()?;
        if parent.kind() == "assignment_expression" {
            return owning_object(parent.child_by_field_name("left")?.child_by_field_name("object")?, source);
        }
        // A member of an object literal belongs to the name that the object is given.
        let depth = if parent.kind() == "pair" { 2 } else { 1 };
        let object = *around.ancestors.get(around.ancestors.len().checked_sub(depth)?)?;
        let holder = *around.ancestors.get(around.ancestors.len().checked_sub(depth + 1)?)?;
        let named = object.kind() == "object"
            && holder.kind() == "variable_declarator"
            && self.is_member(function, around);
        named.then(|| field_text(holder, "name", source)).flatten()
    }

    fn is_member(&self, function: Node<'_>, around: &Around<'_>) -> bool {
        around.parent().is_some_and(|parent| match parent.kind() {
            "pair" => true,
            "object" => function.kind() == "method_definition",
            "assignment_expression" => {
                parent.child_by_field_name("left").is_some_and(|left| left.kind() == "member_expression")
            }
            _ => false,
        })
    }

    fn receiver<'s>(&self, _function: Node<'_>, _source: &'s str) -> Option<&'s str> {
        Some("this")
    }

    fn parameters<'t>(&self, function: Node<'t>, _source: &str) -> Vec<Parameter<'t>> {
        if let Some(name) = function.child_by_field_name("parameter") {
            return vec![Parameter { name, kind: None, default: None }];
        }
        let Some(list) = function.child_by_field_name("parameters") else { return Vec::new() };
        named_children(list)
            .map(|child| {
                let field = |name| child.child_by_field_name(name);
                Parameter {
                    name: field("pattern").or_else(|| field("left")).unwrap_or(child),
                    kind: field("type").map(|annotation| annotation.named_child(0).unwrap_or(annotation)),
                    default: field("value").or_else(|| field("right")),
                }
            })
            .filter(|parameter| parameter.name.kind() != "this")
            .collect()
    }

    fn imports(&self, node: Node<'_>, source: &str, into: &mut Vec<Import>) {
        let (target, names, deferred) = if node.kind() == "call_expression" {
            let Some((target, deferred)) = called_import(node, source) else { return };
            (target, Vec::new(), deferred)
        } else {
            let clause = named_children(node).find(|child| matches!(child.kind(), "import_require_clause"));
            let target = node.child_by_field_name("source").or_else(|| clause?.child_by_field_name("source"));
            // `import type` is gone when the program runs.
            let for_types = node.child(1).is_some_and(|word| word.kind() == "type");
            (target, imported_names(node, source), for_types)
        };
        if let Some(target) = target.filter(|target| target.kind() == "string") {
            let target = unquoted(text(target, source)).to_owned();
            into.push(Import { target, names, line: line(node), in_test: false, deferred });
        }
    }

    fn call<'t>(&self, node: Node<'t>, source: &str) -> Option<Call<'t>> {
        let function =
            node.child_by_field_name("function").or_else(|| node.child_by_field_name("constructor"))?;
        let (path, name, receiver) = path(function, source, part)?;
        let arguments = match node.child_by_field_name("arguments") {
            Some(list) if list.kind() == "arguments" => {
                named_children(list).map(|value| Argument { keyword: None, value }).collect()
            }
            Some(template) => vec![Argument { keyword: None, value: template }],
            None => Vec::new(),
        };
        Some(Call { path, name, receiver, arguments })
    }

    fn callee<'s>(&self, node: Node<'_>, source: &'s str) -> Option<(Option<&'s str>, &'s str)> {
        let function =
            node.child_by_field_name("function").or_else(|| node.child_by_field_name("constructor"))?;
        match function.kind() {
            "identifier" => Some((None, text(function, source))),
            "member_expression" => {
                let object = function
                    .child_by_field_name("object")
                    .filter(|object| object.named_child_count() == 0)?;
                Some((Some(text(object, source)), field_text(function, "property", source)?))
            }
            _ => None,
        }
    }

    fn assignment<'t>(&self, node: Node<'t>, _source: &str) -> Option<Assignment<'t>> {
        let field = |name| node.child_by_field_name(name);
        Some(Assignment {
            targets: vec![field("left").or_else(|| field("name")).or_else(|| field("property"))?],
            value: field("right").or_else(|| field("value"))?,
            appends: node.kind() == "augmented_assignment_expression",
        })
    }

    fn is_else_if(&self, _node: Node<'_>, around: &Around<'_>) -> bool {
        around.parent().is_some_and(|parent| parent.kind() == "else_clause")
    }

    fn is_test(&self, node: Node<'_>, _around: &Around<'_>, source: &str) -> bool {
        // Asked of every call: a look at one letter spares most of them the rest.
        if !matches!(source.as_bytes().get(node.start_byte()), Some(b'd' | b'i' | b't' | b's' | b'b' | b'a'))
            || node.kind() != "call_expression"
        {
            return false;
        }
        let Some(mut function) = node.child_by_field_name("function") else { return false };
        // `describe.only.each(..)(..)` is as long as it gets.
        for _ in 0..4 {
            let inner =
                function.child_by_field_name("object").or_else(|| function.child_by_field_name("function"));
            function = inner.unwrap_or(function);
        }
        matches!(
            text(function, source),
            "describe" | "it" | "test" | "suite" | "beforeEach" | "afterEach" | "beforeAll" | "afterAll"
        ) && node.child_by_field_name("arguments").is_some_and(|list| {
            named_children(list).any(|value| matches!(value.kind(), "arrow_function" | "function_expression"))
        })
    }

    fn is_public(&self, node: Node<'_>, around: &Around<'_>, source: &str) -> bool {
        if node.kind() == "method_definition" {
            let mut children = named_children(node);
            return !field_text(node, "name", source).is_some_and(|name| name.starts_with(['#', '_']))
                && !children.any(|child| {
                    child.kind() == "accessibility_modifier" && text(child, source) != "public"
                });
        }
        around
            .ancestors
            .iter()
            .rev()
            .take_while(|ancestor| {
                matches!(
                    ancestor.kind(),
                    "export_statement"
                        | "variable_declarator"
                        | "lexical_declaration"
                        | "variable_declaration"
                )
            })
            .any(|ancestor| ancestor.kind() == "export_statement")
            || around.parent().is_some_and(|parent| {
                parent.kind() == "assignment_expression"
                    && field_text(parent, "left", source).is_some_and(|left| {
                        left.starts_with("module.exports") || left.starts_with("exports.")
                    })
            })
    }
}

/// The name that a function or class without one of its own is assigned to.
fn assigned_name<'s>(node: Node<'_>, around: &Around<'_>, source: &'s str) -> Option<&'s str> {
    let parent = around.parent()?;
    let holds = |field| parent.child_by_field_name(field).is_some_and(|value| value == node);
    match parent.kind() {
        "variable_declarator" | "public_field_definition" if holds("value") => {
            field_text(parent, "name", source)
        }
        "field_definition" if holds("value") => field_text(parent, "property", source),
        "pair" if holds("value") => field_text(parent, "key", source),
        "assignment_expression" if holds("right") => {
            let left = parent.child_by_field_name("left")?;
            match left.child_by_field_name("property") {
                Some(property) if text(property, source) != "exports" => Some(text(property, source)),
                None if left.kind() == "identifier" => Some(text(left, source)),
                _ => None,
            }
        }
        _ => None,
    }
    .filter(|name| !name.starts_with('['))
}

/// The name of what a function is assigned to a member of: `res` in `res.send = ..`, `A` in `A.prototype.f = ..`,
/// `exports` in `module.exports.f = ..`; none for `this`.
fn owning_object<'s>(object: Node<'_>, source: &'s str) -> Option<&'s str> {
    match object.child_by_field_name("property") {
        Some(property) if text(property, source) == "prototype" => {
            owning_object(object.child_by_field_name("object")?, source)
        }
        Some(property) => Some(text(property, source)),
        None => Some(text(object, source)).filter(|_| object.kind() == "identifier"),
    }
}

/// What `require(..)` or `import(..)` names, and whether it waits until it is called: `import()` does.
fn called_import<'t>(call: Node<'t>, source: &str) -> Option<(Option<Node<'t>>, bool)> {
    // Most calls are neither, which their first letter tells.
    matches!(source.as_bytes().get(call.start_byte()), Some(b'r' | b'i')).then_some(())?;
    let function = text(call.child_by_field_name("function")?, source);
    matches!(function, "require" | "import").then_some(())?;
    let target = call.child_by_field_name("arguments").and_then(|list| list.named_child(0));
    Some((target, function == "import"))
}

fn imported_names(node: Node<'_>, source: &str) -> Vec<String> {
    let Some(clause) =
        named_children(node).find(|child| matches!(child.kind(), "import_clause" | "export_clause"))
    else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for child in named_children(clause) {
        match child.kind() {
            "identifier" => names.push("default".to_owned()),
            "namespace_import" => names.push("*".to_owned()),
            "named_imports" => names.extend(
                named_children(child).filter_map(|one| field_text(one, "name", source)).map(str::to_owned),
            ),
            _ => names.extend(field_text(child, "name", source).map(str::to_owned)),
        }
    }
    names
}

fn unquoted(name: &str) -> &str {
    name.trim_matches(['"', '\'', '`'])
}

fn part(node: Node<'_>) -> Part<'_> {
    let field = |name| node.child_by_field_name(name);
    let step = match node.kind() {
        "member_expression" => field("property").map(|name| Part::Member(field("object"), name, ".")),
        "call_expression" => field("function").map(Part::Call),
        "new_expression" => field("constructor").map(Part::Call),
        "subscript_expression" => field("object").map(Part::Index),
        "parenthesized_expression"
        | "await_expression"
        | "non_null_expression"
        | "as_expression"
        | "satisfies_expression"
        | "instantiation_expression" => named_children(node).next().map(Part::Shell),
        "identifier" | "this" | "super" | "import" => Some(Part::Name),
        "string" | "template_string" | "regex" => Some(Part::Text),
        _ => None,
    };
    step.unwrap_or(Part::Other)
}
