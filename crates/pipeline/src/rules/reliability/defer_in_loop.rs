//! `defer` in loops.

use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::short;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/defer-in-loop",
    title: "`defer` inside a loop",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: Some(772),
    owasp: None,
    effort_minutes: 15,
    skills: &["go", "resources"],
    in_tests: false,
    what: "A `defer` stands directly in a loop.",
    why: "Deferred calls run when the function ends, not when the round does: files and locks pile up until \
          then.",
    instead: "Put the body of the loop into a function of its own, or close at the end of the round.",
    examples: &[Example {
        language: "go",
        bad: r"
package read

func all(paths []string) {
	for _, path := range paths {
		file := open(path)
		defer file.Close()
		use(file)
	}
}
",
        good: r"
package read

func all(paths []string) {
	for _, path := range paths {
		func() {
			file := open(path)
			defer file.Close()
			use(file)
		}()
	}
}
",
    }],
    checks: &[Check::Kind { kinds: &["defer_statement"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let around = at.enclosing(Roles::LOOP.and(Roles::FUNCTION).and(Roles::LAMBDA));
    let Some(looped) = around.filter(|node| at.file.roles(*node).contains(Roles::LOOP)) else { return };
    // A loop that ends by leaving the function runs its `defer` at once.
    let leaves = looped.child_by_field_name("body").and_then(|body| {
        let list = body.named_child(0).filter(|child| child.kind() == "statement_list").unwrap_or(body);
        list.named_child(list.named_child_count().checked_sub(1)? as u32)
    });
    if leaves.is_none_or(|last| last.kind() != "return_statement") {
        sink.found(at.node, format!("`{}` runs when the function ends, once for each round; move the round into a function of its own.", short(at.text(at.node))));
    }
}
