//! Temporary files whose name others can foresee.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::text::{content, is_fixed_text};
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/insecure-temp-file",
    title: "Temporary file with a known name",
    category: Category::Security,
    severity: Severity::Medium,
    cwe: Some(377),
    owasp: Some("A01"),
    effort_minutes: 10,
    skills: &["files", "operating-systems"],
    in_tests: false,
    what: "A file with a fixed name is written under `/tmp`, or a name is made first and the file later (`mktemp`).",
    why: "Every user may write there: another can put a link in its place beforehand, so that the program overwrites a file of \
          his choice.",
    instead: "Let one call choose the name and open the file: `NamedTemporaryFile`, `mkstemp`, `os.CreateTemp`, \
              `Files.createTempFile`, the `tempfile` crate.",
    examples: &[
        Example {
            language: "python",
            bad: "path = tempfile.mktemp()",
            good: "file = tempfile.NamedTemporaryFile()",
        },
        Example {
            language: "javascript",
            bad: "fs.writeFileSync('/tmp/report.csv', text);",
            good: "fs.writeFileSync(path.join(fs.mkdtempSync(prefix), 'report.csv'), text);",
        },
        Example {
            language: "go",
            bad: r#"
package report

func write() (*os.File, error) {
	return os.Create("/tmp/report.csv")
}
"#,
            good: r#"
package report

func write() (*os.File, error) {
	return os.CreateTemp("", "report-*.csv")
}
"#,
        },
        Example {
            language: "java",
            bad: r#"
class Report {
  Writer open() throws Exception {
    return new FileWriter("/tmp/report.csv");
  }
}
"#,
            good: r#"
class Report {
  Writer open() throws Exception {
    return Files.newBufferedWriter(Files.createTempFile("report", ".csv"));
  }
}
"#,
        },
        Example {
            language: "rust",
            bad: r#"
fn open() -> std::io::Result<File> {
    File::create("/tmp/report.csv")
}
"#,
            good: r"
fn open() -> std::io::Result<File> {
    tempfile::tempfile()
}
",
        },
    ],
    checks: &[Check::Call {
        names: &[
            "mktemp",
            "tempnam",
            "tmpnam",
            "open",
            "writeFile",
            "writeFileSync",
            "createWriteStream",
            "appendFileSync",
            "Create",
            "WriteFile",
            "FileWriter",
            "FileOutputStream",
            "create",
            "write",
        ],
        check,
    }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    if matches!(call.path.as_str(), "tempfile.mktemp" | "os.tempnam" | "os.tmpnam") {
        // Pipes and sockets are made by name, not opened as files.
        if ["pipe", "sock", "listener"]
            .iter()
            .any(|word| at.text(at.node).to_ascii_lowercase().contains(word))
        {
            return;
        }
        sink.found(at.node, format!("`{}` gives a name that another may take first; use `tempfile.mkstemp` or `NamedTemporaryFile`.", call.path));
        return;
    }
    let writes = match (at.file.spec.id, call.name.as_str()) {
        ("python", "open") => {
            call.path == "open"
                && call
                    .arguments
                    .get(1)
                    .is_some_and(|mode| content(at.text(mode.value)).contains(['w', 'a', 'x']))
        }
        ("rust", "create") => call.path.ends_with("File::create"),
        ("rust", "write") => call.path.ends_with("fs::write"),
        ("go", _) => matches!(call.path.as_str(), "os.Create" | "os.WriteFile" | "ioutil.WriteFile"),
        ("java", _) => matches!(call.name.as_str(), "FileWriter" | "FileOutputStream"),
        (_, name) => name.starts_with("write") || name.starts_with("append") || name == "createWriteStream",
    };
    let Some(path) = call.arguments.first().map(|argument| argument.value).filter(|_| writes) else { return };
    let name = content(at.text(path));
    if is_fixed_text(path, at.file) && ["/tmp/", "/var/tmp/"].iter().any(|folder| name.starts_with(folder)) {
        sink.found(
            at.node,
            format!(
                "`{name}` is a name that anybody on the machine can take first; let the system choose one."
            ),
        );
    }
}
