//! A web application that runs with its debugger.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/debug-mode-enabled",
    title: "Debugger left on",
    category: Category::Security,
    severity: Severity::Medium,
    cwe: Some(489),
    owasp: Some("A05"),
    effort_minutes: 10,
    skills: &["configuration", "secure-coding"],
    in_tests: false,
    what: "A web application is started with `debug=True`.",
    why: "Its error pages show source and variables, and those of Flask run Python for whoever guesses the pin.",
    instead: "Read the switch from the environment, off by default; serve with gunicorn or uvicorn.",
    examples: &[Example {
        language: "python",
        bad: "app.run(host=\"0.0.0.0\", debug=True)",
        good: "app.run(host=\"0.0.0.0\", debug=os.environ.get(\"APP_DEBUG\") == \"1\")",
    }],
    checks: &[Check::Call { names: &["run", "FastAPI", "Starlette"], check }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let starts = call.name != "run"
        || matches!(call.path.as_str(), "app.run" | "application.run" | "self.app.run" | "create_app().run");
    let debug = call
        .arguments
        .iter()
        .any(|argument| argument.keyword.as_deref() == Some("debug") && at.text(argument.value) == "True");
    if starts && debug {
        sink.found(at.node, format!("`{}` starts with `debug=True`, which shows and runs code in the browser; read it from the environment.", call.path));
    }
}
