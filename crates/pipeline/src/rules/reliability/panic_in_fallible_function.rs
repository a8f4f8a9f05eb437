//! `unwrap` where an error could be handed on.

use types::{Category, Severity};

use crate::languages::{Call, Roles};
use crate::rules::text::short;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/panic-in-fallible-function",
    title: "Panic in a function that can fail",
    category: Category::Reliability,
    severity: Severity::Low,
    cwe: Some(248),
    owasp: None,
    effort_minutes: 10,
    skills: &["rust", "error-handling"],
    in_tests: false,
    what: "A function gives back a `Result` and unwraps another one on the way. Locks and joins are left \
           alone: their errors are panics already.",
    why: "The caller was promised an error to handle and gets a crash.",
    instead: "Hand the error on with `?`; where it cannot happen, say why with `expect`.",
    examples: &[Example {
        language: "rust",
        bad: r"
fn load(path: &str) -> Result<Config, Error> {
    let text = std::fs::read_to_string(path).unwrap();
    parse(&text)
}
",
        good: r"
fn load(path: &str) -> Result<Config, Error> {
    let text = std::fs::read_to_string(path)?;
    let seen = SEEN.lock().unwrap();
    parse(&text, &seen)
}
",
    }],
    checks: &[Check::Call { names: &["unwrap"], check }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let Some(receiver) = call.receiver.filter(|_| call.arguments.is_empty()) else { return };
    let Some(inner) =
        at.file.spec.syntax.call(receiver, at.file.source).filter(|_| receiver.kind() == "call_expression")
    else {
        return;
    };
    if inner.receiver.is_some_and(|text| at.file.roles(text).contains(Roles::STRING)) {
        return;
    }
    if !FALLIBLE.contains(&inner.name.as_str())
        && !FALLIBLE.iter().any(|name| name.contains("::") && inner.path.ends_with(name))
    {
        return;
    }
    for (depth, node) in at.around.ancestors.iter().enumerate().rev() {
        match node.kind() {
            "closure_expression" | "async_block" => return,
            "function_item" => {
                let gives = node.child_by_field_name("return_type").map_or("", |kind| at.text(kind));
                if gives.contains("Result") && !gives.contains("fmt::Result") && depth > 0 {
                    sink.found(at.node, format!("`{}` is unwrapped in a function that gives back a `Result`; hand the error on with `?`.", short(&inner.path)));
                }
                return;
            }
            _ => {}
        }
    }
}

/// Calls that fail because of what is outside the program.
const FALLIBLE: &[&str] = &[
    "read_to_string",
    "read_to_end",
    "read_line",
    "write_all",
    "flush",
    "connect",
    "bind",
    "send",
    "recv",
    "parse",
    "from_slice",
    "File::open",
    "File::create",
    "fs::read",
    "fs::write",
    "create_dir_all",
    "canonicalize",
    "metadata",
    "env::var",
    "current_dir",
    "spawn",
    "execute",
    "query",
    "fetch_one",
    "fetch_all",
];
