//! `import *`.

use types::{Category, Severity};

use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "maintainability/wildcard-import",
    title: "Everything imported",
    category: Category::Maintainability,
    severity: Severity::Low,
    cwe: None,
    owasp: None,
    effort_minutes: 10,
    skills: &["python"],
    in_tests: false,
    what: "`from module import *` of another package. Relative ones, by which a package shows what is \
           inside it, are left alone.",
    why: "Nobody can tell where a name comes from, and a new version of the module may bring one that hides \
          yours.",
    instead: "Import the names that you use, or the module.",
    examples: &[
        Example {
            language: "python",
            bad: "from os.path import *",
            good: r#"
from os.path import join
from .models import *
"#,
        },
    ],
    checks: &[Check::Kind { kinds: &["wildcard_import"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let Some(module) = at.around.parent().and_then(|import| import.child_by_field_name("module_name")) else { return };
    // A file that brings in and shows names on purpose says so.
    if module.kind() != "relative_import" && !at.file.source.contains("__all__") {
        sink.found(at.node, format!("`from {} import *` hides where names come from; import those that you use.", at.text(module)));
    }
}
