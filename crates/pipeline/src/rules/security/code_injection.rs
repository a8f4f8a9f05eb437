//! Data from outside that is run as code.

use types::{Category, Severity};

use crate::rules::{Check, Example, Rule, Weakness};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/code-injection",
    title: "Data run as code",
    category: Category::Security,
    severity: Severity::Critical,
    cwe: Some(94),
    owasp: Some("A03"),
    effort_minutes: 45,
    skills: &["secure-coding"],
    in_tests: false,
    what: "Data that came in with a request or from the command line reaches `eval`, `exec`, `Function`, a script engine, or \
           the text of a template.",
    why: "Whoever chooses the data then runs what they like inside the program, with its secrets and connections.",
    instead: "Parse data as data: JSON, `ast.literal_eval`, a table of known operations. Hand data to templates as variables, \
              never as their text.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
from flask import request

@app.post("/calc")
def calc():
    return str(eval(request.form["sum"]))
"#,
            good: r#"
import ast
from flask import request

@app.post("/calc")
def calc():
    return str(ast.literal_eval(request.form["sum"]))
"#,
        },
        Example {
            language: "javascript",
            bad: r"
app.post('/calc', (req, res) => {
  const result = eval(req.body.sum);
  res.json({ result });
});
",
            good: r"
app.post('/calc', (req, res) => {
  const result = JSON.parse(req.body.sum);
  res.json({ result });
});
",
        },
        Example {
            language: "java",
            bad: r#"
class Calc {
  Object calc(HttpServletRequest request) throws Exception {
    ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
    return engine.eval(request.getParameter("sum"));
  }
}
"#,
            good: r#"
class Calc {
  Object calc(HttpServletRequest request) throws Exception {
    ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
    engine.put("sum", request.getParameter("sum"));
    return engine.eval("parse(sum)");
  }
}
"#,
        },
    ],
    checks: &[Check::Flow(Weakness::Code)],
};
