//! Stops for the debugger.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/leftover-debugger",
    title: "Debugger left in",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: Some(489),
    owasp: None,
    effort_minutes: 2,
    skills: &["debugging"],
    in_tests: false,
    what: "A statement that stops in the debugger, or Rust's `dbg!`, is left in the code.",
    why: "The program halts where nobody looks, or prints what should stay inside.",
    instead: "Delete it before the change is shared.",
    examples: &[
        Example { language: "python", bad: "breakpoint()", good: r#"log.debug("total %s", total)"# },
        Example { language: "javascript", bad: "debugger;", good: "console.error(error);" },
        Example {
            language: "rust",
            bad: r"
fn total(items: &[u32]) -> u32 {
    dbg!(items.iter().sum())
}
",
            good: r"
fn total(items: &[u32]) -> u32 {
    items.iter().sum()
}
",
        },
    ],
    checks: &[
        Check::Kind { kinds: &["debugger_statement"], check: statement },
        Check::Call { names: &["breakpoint", "set_trace", "dbg!"], check: call },
    ],
};

fn statement(at: &At<'_>, sink: &mut Sink<'_>) {
    sink.found(at.node, "`debugger` is left in the code; delete it.");
}

fn call(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let stops = matches!(
        call.path.as_str(),
        "breakpoint" | "pdb.set_trace" | "ipdb.set_trace" | "pudb.set_trace" | "dbg!" | "std::dbg!"
    );
    if stops {
        sink.found(at.node, format!("`{}` is left in the code; delete it.", call.path));
    }
}
