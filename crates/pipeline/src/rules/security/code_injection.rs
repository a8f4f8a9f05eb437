//! Data from outside that is run as code.

use tree_sitter::Node;
use types::{Category, Severity};

use crate::rules::text::{children, is_fixed_text};
use crate::rules::{At, Check, Example, Rule, Sink, Weakness};

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
           the text of a template; or a text put together becomes a `$where` of MongoDB, which runs it as JavaScript.",
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
            language: "javascript",
            bad: r"
function over(stocks, threshold) {
  return stocks.find({ $where: `this.price > '${threshold}'` });
}
",
            good: r"
function over(stocks, threshold) {
  stocks.find({ $where: `this.price > ${Number(threshold)}` });
  return stocks.find({ price: { $gt: threshold } });
}
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
    checks: &[Check::Flow(Weakness::Code), Check::Kind { kinds: &["pair"], check: database_code }],
};

/// Calls that make a number of whatever it is.
const NUMBERS: &[&str] = &["Number(", "Number.parse", "parseInt(", "parseFloat("];

/// `{ $where: '..' + x }`.
fn database_code(at: &At<'_>, sink: &mut Sink<'_>) {
    let (Some(key), Some(value)) = (at.field("key"), at.field("value")) else { return };
    if at.text(key).trim_matches(['"', '\'']) != "$where" {
        return;
    }
    let parts = match value.kind() {
        "template_string" => {
            children(value).into_iter().filter(|part| part.kind() == "template_substitution").collect()
        }
        "binary_expression" => children(value),
        _ => return,
    };
    let harmless = |part: Node<'_>| {
        let text = at.text(part).trim_start_matches(['$', '{', ' ']);
        is_fixed_text(part, at.file) || NUMBERS.iter().any(|number| text.starts_with(number))
    };
    if !parts.into_iter().all(harmless) {
        sink.found_with(
            at.node,
            Severity::High,
            RULE.effort_minutes,
            "This `$where` is put together and run as JavaScript by the database; use query operators, which take values.",
        );
    }
}
