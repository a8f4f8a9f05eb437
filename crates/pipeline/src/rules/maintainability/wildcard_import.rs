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
    examples: &[Example {
        language: "python",
        bad: r"
from os.path import *

def here(name):
    return join(FOLDER, name)
",
        good: r"
from os.path import join
from .models import *
",
    }],
    checks: &[Check::Kind { kinds: &["wildcard_import"], check }],
};

fn check(at: &At<'_>, sink: &mut Sink<'_>) {
    let Some(module) = at.around.parent().and_then(|import| import.child_by_field_name("module_name")) else {
        return;
    };
    let source = at.file.source;
    // A file that only passes names on says so, by `__all__` or by having nothing of its own; `_name` is the part of a
    // module that is written in C.
    let passes_on = source.contains("__all__") || !(source.contains("def ") || source.contains("class "));
    let meant = source[at.node.end_byte()..].lines().next().is_some_and(|rest| rest.contains("noqa"));
    if module.kind() != "relative_import" && !meant && !passes_on && !at.text(module).starts_with('_') {
        sink.found(
            at.node,
            format!(
                "`from {} import *` hides where names come from; import those that you use.",
                at.text(module)
            ),
        );
    }
}
