//! Files that everybody on the machine may change.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/permissive-file-mode",
    title: "File that everybody may change",
    category: Category::Security,
    severity: Severity::Medium,
    cwe: Some(732),
    owasp: Some("A01"),
    effort_minutes: 10,
    skills: &["files", "operating-systems"],
    in_tests: false,
    what: "`chmod` or its like gives the right to write to every user of the machine.",
    why: "Any other program or user there can change what this one later reads or runs.",
    instead: "Give the owner the right to write, the group at most: `0o640`, `0o750`.",
    examples: &[
        Example { language: "python", bad: "os.chmod(path, 0o777)", good: "os.chmod(path, 0o750)" },
        Example {
            language: "javascript",
            bad: "fs.chmodSync(path, 0o666);",
            good: "fs.chmodSync(path, 0o640);",
        },
        Example {
            language: "go",
            bad: r"
package files

func open(path string) error {
	return os.Chmod(path, 0777)
}
",
            good: r"
package files

func open(path string) error {
	return os.Chmod(path, 0750)
}
",
        },
        Example {
            language: "java",
            bad: r"
class Share {
  void share(File file) {
    file.setWritable(true, false);
  }
}
",
            good: r"
class Share {
  void share(File file) {
    file.setWritable(true, true);
  }
}
",
        },
        Example {
            language: "rust",
            bad: r"
fn share(path: &Path) -> std::io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(0o777))
}
",
            good: r"
fn share(path: &Path) -> std::io::Result<()> {
    fs::set_permissions(path, Permissions::from_mode(0o750))
}
",
        },
    ],
    checks: &[Check::Call {
        names: &[
            "chmod",
            "fchmod",
            "chmodSync",
            "Chmod",
            "set_mode",
            "from_mode",
            "setWritable",
            "fromString",
        ],
        check,
    }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let texts: Vec<&str> = call.arguments.iter().map(|argument| at.text(argument.value)).collect();
    let open = match call.name.as_str() {
        "setWritable" => texts == ["true", "false"],
        "fromString" => {
            call.path.ends_with("PosixFilePermissions.fromString")
                && texts.first().is_some_and(|mode| mode.len() == 11 && mode.as_bytes()[8] == b'w')
        }
        _ => texts.last().and_then(|mode| octal(mode)).is_some_and(|mode| mode & 0o1002 == 0o002),
    };
    if open {
        let mode = texts.join(", ");
        sink.found(
            at.node,
            format!(
                "`{}({mode})` lets every user of the machine write; take that right away from others.",
                call.path
            ),
        );
    }
}

/// The value of an octal literal: `0o777`, `0777`.
fn octal(text: &str) -> Option<u32> {
    let digits =
        text.strip_prefix("0o").or_else(|| text.strip_prefix("0O")).or_else(|| text.strip_prefix('0'))?;
    u32::from_str_radix(digits, 8).ok()
}
