//! Objects made from data by a format that can run code.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::{At, Check, Example, Rule, Sink, Weakness};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/unsafe-deserialization",
    title: "Objects made from untrusted data",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(502),
    owasp: Some("A08"),
    effort_minutes: 30,
    skills: &["secure-coding", "serialization"],
    in_tests: false,
    what: "Data from a request or a socket is read by `pickle`, `ObjectInputStream` and the like; or YAML is read by a loader \
           that makes any object (`yaml.load` without a safe loader).",
    why: "These formats name the classes and functions to be called while reading. Crafted data runs a command before the \
          first field is looked at.",
    instead: "Use a format that holds data only: JSON, Protocol Buffers, `yaml.safe_load`. Where objects must travel, sign \
              them and check the signature first.",
    examples: &[
        Example {
            language: "python",
            bad: r"
import yaml

def read(stream):
    return yaml.load(stream, Loader=yaml.Loader)
",
            good: r"
import yaml

def read(stream):
    return yaml.load(stream, Loader=yaml.SafeLoader)
",
        },
        Example {
            language: "javascript",
            bad: r"
const { unserialize } = require('node-serialize');
app.post('/', (req, res) => {
  use(unserialize(req.cookies.profile));
});
",
            good: r"
app.post('/', (req, res) => {
  use(JSON.parse(req.cookies.profile));
});
",
        },
        Example {
            language: "java",
            bad: r"
class Read {
  Object read(HttpServletRequest request) throws Exception {
    ObjectInputStream in = new ObjectInputStream(request.getInputStream());
    return in.readObject();
  }
}
",
            good: r"
class Read {
  Profile read(HttpServletRequest request) throws Exception {
    return mapper.readValue(request.getInputStream(), Profile.class);
  }
}
",
        },
    ],
    checks: &[
        Check::Flow(Weakness::Deserialization),
        Check::Call { names: &["load", "load_all"], check: yaml_load },
    ],
};

/// `yaml.load(stream, Loader=yaml.Loader)`; a loader of one's own is left alone.
fn yaml_load(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    // The `yaml` of JavaScript makes plain values only.
    if at.file.spec.id != "python" || !matches!(call.path.as_str(), "yaml.load" | "yaml.load_all") {
        return;
    }
    let loader = call
        .arguments
        .iter()
        .find(|argument| argument.keyword.as_deref() == Some("Loader"))
        .or_else(|| call.arguments.get(1).filter(|argument| argument.keyword.is_none()));
    match loader.and_then(|loader| at.text(loader.value).rsplit('.').next()) {
        None => sink.found(
            at.node,
            format!("`{}` is called without a safe loader; use `yaml.safe_load`.", call.path),
        ),
        Some(name @ ("Loader" | "UnsafeLoader" | "CLoader")) => {
            let message = format!(
                "`{}` with `{name}` makes any object that the text names; use `yaml.SafeLoader`.",
                call.path
            );
            sink.found(at.node, message);
        }
        Some(_) => {}
    }
}
