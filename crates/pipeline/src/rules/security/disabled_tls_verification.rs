//! TLS without asking who is at the other end.

use types::{Category, Severity};

use crate::languages::{Call, Roles};
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/disabled-tls-verification",
    title: "TLS without checking the certificate",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(295),
    owasp: Some("A07"),
    effort_minutes: 20,
    skills: &["tls", "http"],
    in_tests: false,
    what: "A client is told to accept any certificate, or any host name on it.",
    why: "Whoever stands between the two ends can present a certificate of his own, read everything and change it; the \
          encryption then only hides that from you.",
    instead: "Leave the check on. For a private authority, add its certificate to the trusted ones.",
    examples: &[
        Example {
            language: "python",
            bad: "requests.get(url, verify=False, timeout=5)",
            good: "requests.get(url, verify=\"/etc/ssl/private-ca.pem\", timeout=5)",
        },
        Example {
            language: "javascript",
            bad: "const agent = new https.Agent({ rejectUnauthorized: false });",
            good: "const agent = new https.Agent({ ca });",
        },
        Example {
            language: "go",
            bad: r"
package web

var config = &tls.Config{InsecureSkipVerify: true}
",
            good: r"
package web

var config = &tls.Config{RootCAs: pool}
",
        },
        Example {
            language: "java",
            bad: r"
class Client {
  CloseableHttpClient client() {
    return HttpClients.custom().setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE).build();
  }
}
",
            good: r"
class Client {
  CloseableHttpClient client() {
    return HttpClients.custom().setSSLContext(context).build();
  }
}
",
        },
        Example {
            language: "rust",
            bad: r"
fn client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder().danger_accept_invalid_certs(true).build()
}
",
            good: r"
fn client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder().add_root_certificate(authority).build()
}
",
        },
    ],
    checks: &[
        Check::Call {
            names: &[
                "danger_accept_invalid_certs",
                "danger_accept_invalid_hostnames",
                "_create_unverified_context",
                "set_verify",
                "setSSLHostnameVerifier",
                "setHostnameVerifier",
                "setDefaultHostnameVerifier",
                "get",
                "post",
                "put",
                "patch",
                "delete",
                "head",
                "request",
                "Client",
                "AsyncClient",
                "Session",
            ],
            check: call,
        },
        Check::Kind { kinds: &["pair", "keyed_element"], check: key },
        Check::Kind { kinds: &["assignment", "assignment_expression"], check: assignment },
    ],
};

fn call(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let first = call.arguments.first().map_or("", |argument| at.text(argument.value));
    let unchecked = match call.name.as_str() {
        "danger_accept_invalid_certs" | "danger_accept_invalid_hostnames" => first == "true",
        "_create_unverified_context" => call.path.ends_with("ssl._create_unverified_context"),
        "set_verify" => first.ends_with("SslVerifyMode::NONE"),
        "setSSLHostnameVerifier" | "setHostnameVerifier" | "setDefaultHostnameVerifier" => {
            first.contains("NoopHostnameVerifier")
                || first.contains("ALLOW_ALL")
                || first.ends_with("-> true")
        }
        _ => call.arguments.iter().any(|argument| {
            argument.keyword.as_deref() == Some("verify") && at.text(argument.value) == "False"
        }),
    };
    if unchecked && !is_asked_for(at) {
        sink.found(at.node, format!("`{}` accepts any certificate here; leave the check on, or trust your own authority's certificate.", call.path));
    }
}

/// Whether a condition around asks for it: a library that lets its user choose.
fn is_asked_for(at: &At<'_>) -> bool {
    let inside =
        at.around.ancestors.iter().rev().take_while(|node| !at.file.roles(**node).contains(Roles::FUNCTION));
    inside.filter(|node| at.file.roles(**node).intersects(Roles::IF.and(Roles::ELSE_IF))).any(|branch| {
        let condition = branch
            .child_by_field_name("condition")
            .map_or("", |condition| at.text(condition))
            .to_ascii_lowercase();
        ["verif", "valid", "insecure", "unsafe", "check", "skip", "trust", "hostname", "cert"]
            .iter()
            .any(|word| condition.contains(word))
    })
}

fn key(at: &At<'_>, sink: &mut Sink<'_>) {
    if at.node.end_byte() - at.node.start_byte() > 60 {
        return;
    }
    let text: String =
        at.text(at.node).chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'')).collect();
    if matches!(text.as_str(), "rejectUnauthorized:false" | "InsecureSkipVerify:true") && !is_asked_for(at) {
        sink.found(at.node, format!("`{}` accepts any certificate; leave the check on, or trust your own authority's certificate.", at.text(at.node)));
    }
}

fn assignment(at: &At<'_>, sink: &mut Sink<'_>) {
    let (Some(left), Some(right)) = (at.field("left"), at.field("right")) else { return };
    let (left, right) = (at.text(left), at.text(right));
    let unchecked = left.ends_with(".check_hostname") && right == "False"
        || left.ends_with(".verify_mode") && right.ends_with("CERT_NONE")
        || left.contains("NODE_TLS_REJECT_UNAUTHORIZED") && matches!(right.trim_matches(['"', '\'']), "0")
        || left.ends_with("_create_default_https_context") && right.ends_with("_create_unverified_context");
    if unchecked && !is_asked_for(at) {
        sink.found(at.node, format!("`{left} = {right}` accepts any certificate; leave the check on, or trust your own authority's certificate."));
    }
}
