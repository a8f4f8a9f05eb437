//! Errors caught and dropped.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::languages::{Call, Roles};
use crate::rules::text::{children, short};
use crate::rules::{At, Check, Example, File, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/swallowed-error",
    title: "Error swallowed in silence",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: Some(390),
    owasp: None,
    effort_minutes: 15,
    skills: &["error-handling"],
    in_tests: false,
    what: "An error is caught and nothing is done with it: no log, no comment that says why. In Python only \
           handlers of `Exception` and the like are judged; in Go also results whose error goes to `_`. \
           JavaScript is left out: there an empty `catch` mostly asks whether something works.",
    why: "What failed then shows far from where it failed, or never. The program goes on with values that \
          were not made.",
    instead: "Handle it, hand it on, or log it. Where nothing is to be done, catch the narrowest kind and \
              say why in a comment.",
    examples: &[
        Example {
            language: "python",
            bad: r"
try:
    save(order)
except Exception:
    pass
",
            good: r#"
try:
    save(order)
except Exception:
    log.exception("order %s was not saved", order.id)
"#,
        },
        Example {
            language: "java",
            bad: r"
class Orders {
  void save(Order order) {
    try {
      store.write(order);
    } catch (IOException e) {
    }
  }
}
",
            good: r"
class Orders {
  void close() {
    try {
      store.close();
    } catch (IOException ignored) {
    }
  }
}
",
        },
        Example {
            language: "go",
            bad: r"
package orders

func total(text string) int {
	value, _ := strconv.Atoi(text)
	return value
}
",
            good: r"
package orders

func total(text string) (int, error) {
	value, err := strconv.Atoi(text)
	if err != nil {
		return 0, err
	}
	return value, nil
}

func page(text string) int {
	if page, _ := strconv.Atoi(text); page > 0 {
		return page
	}
	return 1
}

func year(text string) int {
	match := date.FindStringSubmatch(text)
	year, _ := strconv.Atoi(match[1])
	return year
}
",
        },
    ],
    checks: &[
        Check::Node { roles: Roles::CATCH, check: handler },
        Check::Kind { kinds: &["if_statement"], check: go_branch },
        Check::Kind { kinds: &["short_var_declaration", "assignment_statement"], check: go_blank },
    ],
};

/// Python's handlers of everything.
const BROAD: &[&str] = &["Exception", "BaseException", "(Exception)", "StandardError"];

/// Go functions whose second result is an error that changes the first.
const GO_FALLIBLE: &[&str] = &[
    "strconv.Atoi",
    "strconv.ParseInt",
    "strconv.ParseUint",
    "strconv.ParseFloat",
    "json.Marshal",
    "os.Open",
    "os.Create",
    "os.ReadFile",
    "ioutil.ReadFile",
    "ioutil.ReadAll",
    "io.ReadAll",
    "http.Get",
    "http.NewRequest",
    "url.Parse",
    "time.Parse",
    "time.ParseDuration",
    "sql.Open",
];

fn handler(at: &At<'_>, sink: &mut Sink<'_>) {
    let Some(body) = at.field("body").or_else(|| children(at.node).pop()) else { return };
    if !is_empty(body, at.file) || at.text(at.node).contains("//") || at.text(at.node).contains(['#', '*']) {
        return;
    }
    let caught = if at.file.spec.id == "python" {
        let kind = children(at.node).into_iter().find(|child| child.kind() != "block");
        let kind = kind.map_or("everything", |kind| at.text(kind).split(" as ").next().unwrap_or_default());
        if kind != "everything" && !BROAD.contains(&kind) {
            return;
        }
        kind
    } else {
        let parameter =
            children(at.node).into_iter().find(|child| *child != body).map_or("error", |node| at.text(node));
        let meant = ["ignore", "expected", "unused", "_"].iter().any(|name| parameter.contains(name));
        if meant {
            return;
        }
        parameter
    };
    let message = format!(
        "`{}` is caught and nothing is done with it; handle it, log it, or say why it does not matter.",
        short(caught)
    );
    sink.found(at.node, message);
}

/// Whether a block does nothing.
fn is_empty(body: Node<'_>, file: &File<'_>) -> bool {
    if file.spec.id != "python" {
        return body.named_child_count() == 0;
    }
    let statements = children(body);
    statements.len() == 1 && matches!(file.text(statements[0]), "pass" | "...")
}

/// `if err != nil {}`.
fn go_branch(at: &At<'_>, sink: &mut Sink<'_>) {
    let (Some(condition), Some(body)) = (at.field("condition"), at.field("consequence")) else { return };
    if at.file.spec.id == "go"
        && at.text(condition) == "err != nil"
        && body.named_child_count() == 0
        && at.field("alternative").is_none()
    {
        sink.found(at.node, "`err` is looked at and nothing is done with it; handle it or hand it on.");
    }
}

/// `value, _ := strconv.Atoi(text)`.
fn go_blank(at: &At<'_>, sink: &mut Sink<'_>) {
    if at.file.spec.id != "go" || !at.text(at.node).contains(", _") {
        return;
    }
    let Some(assignment) = at.file.spec.syntax.assignment(at.node, at.file.source) else { return };
    let [_, second] = assignment.targets[..] else { return };
    if at.text(second) != "_" || !at.file.roles(assignment.value).contains(Roles::CALL) {
        return;
    }
    if let Some(call) = at.file.spec.syntax.call(assignment.value, at.file.source)
        && GO_FALLIBLE.contains(&call.path.as_str())
        && !(call.path.starts_with("strconv.")
            && is_judged_by_value(at, at.text(assignment.targets[0]), &call))
    {
        // A number that could not be read is zero, which is often survived.
        let low = call.path.starts_with("strconv.");
        let severity = if low { Severity::Low } else { RULE.severity };
        sink.found_with(
            at.node,
            severity,
            RULE.effort_minutes,
            format!(
                "The error of `{}` goes to `_`; look at it, for the value means nothing without it.",
                call.path
            ),
        );
    }
}

/// Whether a number that could not be read is told by its zero, which the code asks for right away, or was matched as one
/// by a pattern before.
fn is_judged_by_value(at: &At<'_>, name: &str, call: &Call<'_>) -> bool {
    let function = at.enclosing(Roles::FUNCTION).map_or(at.file.source, |function| at.text(function));
    let matched = function.contains("Submatch(")
        && call.arguments.first().is_some_and(|argument| argument.value.kind() == "index_expression");
    let asks = |branch: Node<'_>| {
        let condition = branch.child_by_field_name("condition").map_or("", |condition| at.text(condition));
        ["> 0", "== 0", "!= 0", "<= 0", "< 1", ">= 1"]
            .iter()
            .any(|than| condition.contains(&format!("{name} {than}")))
    };
    let parent = at.around.ancestors.last().filter(|parent| parent.kind() == "if_statement");
    matched || parent.is_some_and(|branch| asks(*branch)) || at.node.next_named_sibling().is_some_and(asks)
}
