//! Files that nobody closes.

use types::{Category, Severity};

use crate::languages::{Call, Roles};
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/unclosed-resource",
    title: "File opened and never closed",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: Some(772),
    owasp: None,
    effort_minutes: 10,
    skills: &["resources"],
    in_tests: false,
    what: "A file or connection is opened into a local name, or used on the spot, and nothing closes it: no \
           `with`, `defer`, `try (..)` or `close`. What is handed on or given back is left alone.",
    why: "Each one keeps a handle of the process; what was written may sit in a buffer. Under load the \
          handles run out.",
    instead: "Open it in `with`, `try (..)`, or close it with `defer` right behind.",
    examples: &[
        Example {
            language: "python",
            bad: r"
def read(path):
    return open(path).read()
",
            good: r"
def read(path):
    with open(path) as file:
        return file.read()
",
        },
        Example {
            language: "java",
            bad: r"
class Read {
  int first(String path) throws IOException {
    FileInputStream in = new FileInputStream(path);
    return in.read();
  }
}
",
            good: r"
class Read {
  int first(String path) throws IOException {
    try (FileInputStream in = new FileInputStream(path)) {
      return in.read();
    }
  }
}
",
        },
        Example {
            language: "go",
            bad: r"
package read

func first(path string) (byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	return firstByte(bufio.NewReader(file))
}
",
            good: r"
package read

func first(path string) (byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	return firstByte(bufio.NewReader(file))
}
",
        },
    ],
    checks: &[Check::Call {
        names: &[
            "open",
            "FileInputStream",
            "FileOutputStream",
            "FileReader",
            "FileWriter",
            "RandomAccessFile",
            "Open",
            "Create",
            "OpenFile",
        ],
        check,
    }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    match at.file.spec.id {
        "python" if call.path == "open" => python(at, sink),
        "java" => java(at, &call.path, sink),
        "go" if matches!(call.path.as_str(), "os.Open" | "os.Create" | "os.OpenFile") => {
            go(at, &call.path, sink);
        }
        _ => {}
    }
}

/// `open(path).read()`, `json.load(open(path))`.
fn python(at: &At<'_>, sink: &mut Sink<'_>) {
    let [.., before, parent] = at.around.ancestors else { return };
    let used_on_the_spot = parent.kind() == "attribute" && {
        let method = parent.child_by_field_name("attribute").map_or("", |name| at.text(name));
        matches!(method, "read" | "readlines" | "write" | "readline" | "writelines")
    };
    let read_by_another = parent.kind() == "argument_list"
        && before.child_by_field_name("function").is_some_and(|function| {
            matches!(
                at.text(function),
                "json.load"
                    | "yaml.safe_load"
                    | "yaml.load"
                    | "pickle.load"
                    | "csv.reader"
                    | "csv.DictReader"
                    | "list"
            )
        });
    if used_on_the_spot || read_by_another {
        sink.found(
            at.node,
            "The file that `open` gives is never closed here; open it in a `with` statement.",
        );
    }
}

/// A stream that is put into a local name that is neither closed nor handed on.
fn java(at: &At<'_>, made: &str, sink: &mut Sink<'_>) {
    let Some(declarator) = at.around.parent().filter(|parent| parent.kind() == "variable_declarator") else {
        return;
    };
    let local = at
        .around
        .ancestors
        .iter()
        .rev()
        .nth(1)
        .is_some_and(|node| node.kind() == "local_variable_declaration");
    let name = declarator.child_by_field_name("name").map_or("", |name| at.text(name));
    let Some(function) =
        at.enclosing(Roles::FUNCTION.and(Roles::LAMBDA)).filter(|_| local && !name.is_empty())
    else {
        return;
    };
    let rest = &at.file.source[at.node.end_byte()..function.end_byte()];
    if !is_let_go(rest, name) {
        sink.found(at.node, format!("`{name}`, a `{made}`, is never closed; open it in `try (..)`."));
    }
}

fn go(at: &At<'_>, made: &str, sink: &mut Sink<'_>) {
    let assigned =
        at.around.ancestors.iter().rev().take(2).find(|node| node.kind() == "short_var_declaration");
    let Some(assignment) = assigned.and_then(|node| at.file.spec.syntax.assignment(*node, at.file.source))
    else {
        return;
    };
    let name = assignment.targets.first().map_or("", |target| at.text(*target));
    let Some(function) = at.enclosing(Roles::FUNCTION.and(Roles::LAMBDA)) else { return };
    let rest = &at.file.source[at.node.end_byte()..function.end_byte()];
    let read = ["bufio.", "io.ReadAll(", "ioutil.ReadAll(", "io.Copy(", "json.New", "csv.New", "gob.New"];
    let used = name != "_" && read.iter().any(|reader| rest.contains(reader));
    let kept = rest.contains(&format!("{name}.Close")) || rest.lines().any(|line| keeps(line, name));
    if used && !kept {
        sink.found(
            at.node,
            format!("`{name}` from `{made}` is never closed; put `defer {name}.Close()` behind it."),
        );
    }
}

/// Whether a line gives a value away: returns it, or puts it into something.
fn keeps(line: &str, name: &str) -> bool {
    let line = line.trim().trim_end_matches([',', ';']);
    line.starts_with("return") && line.split([' ', ',']).any(|word| word == name)
        || [format!("= {name}"), format!(": {name}"), format!("&{name}"), format!(", {name})")]
            .iter()
            .any(|end| line.ends_with(end.as_str()))
        || line == name
}

/// Whether code closes a stream, hands it to something, or gives it back.
fn is_let_go(rest: &str, name: &str) -> bool {
    let handed = [
        format!("{name}.close"),
        format!("({name})"),
        format!("({name},"),
        format!(", {name})"),
        format!(", {name},"),
        format!("return {name};"),
        format!("= {name};"),
        format!("{name}::close"),
    ];
    handed.iter().any(|use_| rest.contains(use_.as_str())) || rest.contains("closeQuietly")
}
