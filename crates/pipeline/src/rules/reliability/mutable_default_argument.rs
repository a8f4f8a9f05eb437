//! Python defaults that calls share.

use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/mutable-default-argument",
    title: "Default value shared between calls",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: None,
    owasp: None,
    effort_minutes: 10,
    skills: &["python"],
    in_tests: false,
    what: "A parameter's default is a list, dictionary or set, and the function changes it, keeps it or \
           gives it back.",
    why: "The default is made once, when the function is defined: what one call puts into it, the next one \
          finds there.",
    instead: "Let the default be `None`, and make the list inside the function.",
    examples: &[Example {
        language: "python",
        bad: r"
def add(item, items=[]):
    items.append(item)
    return items
",
        good: r"
def add(item, items=None):
    items = [] if items is None else items
    items.append(item)
    return items

def total(items=[]):
    return sum(items)
",
    }],
    checks: &[Check::Node { roles: Roles::FUNCTION, check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    for parameter in at.file.spec.syntax.parameters(at.node, at.file.source) {
        let Some(default) = parameter.default else { continue };
        let made = matches!(default.kind(), "list" | "dictionary" | "set")
            || matches!(
                at.text(default),
                "list()" | "dict()" | "set()" | "defaultdict(list)" | "OrderedDict()"
            );
        let name = at.text(parameter.name);
        // A cache kept in a default is meant to be shared.
        let shared =
            name.starts_with('_') || ["cache", "memo", "seen"].iter().any(|word| name.contains(word));
        if made && !shared && at.field("body").is_some_and(|body| is_changed(name, at.text(body))) {
            let message = format!(
                "`{name}={}` is made once and shared between calls, and is changed or handed out; use `None`.",
                at.text(default)
            );
            sink.found(parameter.name, message);
        }
    }
}

/// Whether a body changes what a name holds, or lets it out.
fn is_changed(name: &str, body: &str) -> bool {
    const CHANGING: &[&str] = &[
        "append(",
        "extend(",
        "add(",
        "update(",
        "insert(",
        "setdefault(",
        "pop(",
        "remove(",
        "clear(",
        "sort(",
    ];
    body.lines().map(str::trim).any(|line| {
        let Some(at) = find_name(line, name) else { return false };
        let after = line[at + name.len()..].trim_start();
        let before = line[..at].trim_end();
        if before.is_empty() && after.starts_with('=') && !after.starts_with("==") {
            return false;
        }
        after.strip_prefix('.').is_some_and(|call| CHANGING.iter().any(|method| call.starts_with(method)))
            || before.is_empty() && (after.starts_with("+=") || after.starts_with("|="))
            || after.starts_with('[') && before.is_empty() && after.contains("] =")
            || before == "return" && after.is_empty()
            || before.starts_with("self.") && before.ends_with('=') && after.is_empty()
    }) && !is_rebound(name, body)
}

/// Whether a body gives the name a value of its own first: `items = list(items)`.
fn is_rebound(name: &str, body: &str) -> bool {
    body.lines().map(str::trim).any(|line| {
        line.strip_prefix(name).is_some_and(|rest| {
            rest.trim_start().strip_prefix('=').is_some_and(|rest| !rest.starts_with('='))
        })
    })
}

/// Where a whole name stands in a line first.
fn find_name(line: &str, name: &str) -> Option<usize> {
    line.match_indices(name).map(|(at, _)| at).find(|&at| {
        let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        !line[..at].ends_with(inside)
            && !line[at + name.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}
