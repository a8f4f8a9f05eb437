//! Texts that grow by `+=` in a loop.

use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/concatenation-in-loop",
    title: "Text grown in a loop",
    category: Category::Reliability,
    severity: Severity::Low,
    cwe: Some(1046),
    owasp: None,
    effort_minutes: 10,
    skills: &["performance"],
    in_tests: false,
    what: "A text is made longer with `+=` in every round of a loop, in Java or Go.",
    why: "Texts do not change there: each round copies all that was there before, so that the time grows \
          with the square of the length.",
    instead: "Use `StringBuilder` in Java, `strings.Builder` in Go, or join a list at the end.",
    examples: &[
        Example {
            language: "java",
            bad: r#"
class Join {
  String join(List<String> names) {
    String all = "";
    for (String name : names) {
      all += name;
    }
    return all;
  }
}
"#,
            good: r"
class Join {
  String join(List<String> names) {
    StringBuilder all = new StringBuilder();
    for (String name : names) {
      all.append(name);
    }
    return all.toString();
  }
}
",
        },
        Example {
            language: "go",
            bad: r#"
package join

func join(names []string) string {
	all := ""
	for _, name := range names {
		all += name
	}
	return all
}
"#,
            good: r"
package join

func join(names []string) string {
	var all strings.Builder
	count := 0
	for _, name := range names {
		count += len(name)
		all.WriteString(name)
	}
	return all.String()
}
",
        },
    ],
    checks: &[Check::Kind { kinds: &["assignment_expression", "assignment_statement"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    if !at.text(at.node).contains("+=") {
        return;
    }
    let Some(looped) = at
        .enclosing(Roles::LOOP.and(Roles::FUNCTION).and(Roles::LAMBDA))
        .filter(|node| at.file.roles(*node).contains(Roles::LOOP))
    else {
        return;
    };
    let Some(function) = at.enclosing(Roles::FUNCTION) else { return };
    let name = at.field("left").map_or("", |left| at.text(left));
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return;
    }
    let declared: &[String] = if at.file.spec.id == "java" {
        &[format!("String {name} ="), format!("String {name};")]
    } else {
        &[format!("{name} := \""), format!("var {name} string"), format!("{name} := `")]
    };
    let before = &at.file.source[function.start_byte()..looped.start_byte()];
    let inside = &at.file.source[looped.start_byte()..at.node.start_byte()];
    // A loop that is left right behind runs the line once.
    let leaves =
        at.file.source[at.node.end_byte()..looped.end_byte()].trim_start_matches([';', '\n', '\t', ' ']);
    if declared.iter().any(|text| before.contains(text.as_str()))
        && !declared.iter().any(|text| inside.contains(text.as_str()))
        && !leaves.starts_with("break")
        && !leaves.starts_with("return")
    {
        sink.found(
            at.node,
            format!("`{name}` is copied whole in every round; collect the parts in a builder."),
        );
    }
}
