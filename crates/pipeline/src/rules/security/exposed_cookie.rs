//! Cookies that scripts may read or that travel in the open.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/exposed-cookie",
    title: "Cookie open to scripts or to the wire",
    category: Category::Security,
    severity: Severity::Low,
    cwe: Some(1004),
    owasp: Some("A05"),
    effort_minutes: 10,
    skills: &["http", "secure-coding"],
    in_tests: false,
    what: "`HttpOnly` or `Secure` is turned off on a cookie by hand.",
    why: "A script that got into the page reads the first kind; whoever listens on the way reads the second.",
    instead: "Leave both on. A value that the page's script must read belongs in the page, not in a session's cookie.",
    examples: &[
        Example {
            language: "python",
            bad: "response.set_cookie(\"session\", value, httponly=False)",
            good: "response.set_cookie(\"session\", value, httponly=True, secure=True)",
        },
        Example {
            language: "javascript",
            bad: "res.cookie('session', value, { httpOnly: false });",
            good: "res.cookie('session', value, { httpOnly: true, secure: true });",
        },
        Example {
            language: "java",
            bad: r"
class Session {
  void keep(Cookie cookie) {
    cookie.setHttpOnly(false);
  }
}
",
            good: r"
class Session {
  void keep(Cookie cookie) {
    cookie.setHttpOnly(true);
  }
}
",
        },
    ],
    checks: &[Check::Call { names: &["set_cookie", "cookie", "session", "setHttpOnly", "setSecure"], check }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let off = match call.name.as_str() {
        "set_cookie" => call.arguments.iter().find_map(|argument| {
            let keyword =
                argument.keyword.as_deref().filter(|keyword| matches!(*keyword, "httponly" | "secure"))?;
            (at.text(argument.value) == "False").then(|| keyword.to_owned())
        }),
        "setHttpOnly" | "setSecure" => {
            let cookie = call.path.to_ascii_lowercase().contains("cookie");
            let off = call.arguments.first().is_some_and(|argument| at.text(argument.value) == "false");
            (cookie && off).then(|| call.name["set".len()..].to_owned())
        }
        _ => call.arguments.last().filter(|options| options.value.kind() == "object").and_then(|options| {
            let text: String = at.text(options.value).chars().filter(|c| !c.is_whitespace()).collect();
            ["httpOnly", "secure"]
                .iter()
                .find(|name| text.contains(&format!("{name}:false")))
                .map(|name| (*name).to_owned())
        }),
    };
    if let Some(name) = off {
        sink.found(at.node, format!("`{}` turns `{name}` off for a cookie; leave it on.", call.path));
    }
}
