//! `forEach` with an async function.

use types::{Category, Severity};

use crate::languages::{Call, Roles};
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/async-for-each",
    title: "Async function handed to `forEach`",
    category: Category::Reliability,
    severity: Severity::High,
    cwe: None,
    owasp: None,
    effort_minutes: 10,
    skills: &["javascript", "concurrency"],
    in_tests: false,
    what: "`forEach` is given an async function.",
    why: "`forEach` does not wait: what follows runs before the work is done, and an error becomes an \
          unhandled rejection.",
    instead: "Use `for (const x of xs) await ..`, or `await Promise.all(xs.map(async ..))`.",
    examples: &[Example {
        language: "javascript",
        bad: "orders.forEach(async (order) => { await save(order); });",
        good: "await Promise.all(orders.map(async (order) => { await save(order); }));",
    }],
    checks: &[Check::Call { names: &["forEach"], check }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let asynchronous = call.arguments.first().is_some_and(|argument| {
        at.file.roles(argument.value).contains(Roles::LAMBDA)
            && at.text(argument.value).starts_with("async")
            && at.text(argument.value).contains("await")
    });
    if asynchronous {
        sink.found(
            at.node,
            format!(
                "`{}` does not wait for its async function; use `for .. of` with `await`, or `Promise.all`.",
                call.path
            ),
        );
    }
}
