//! HTTP requests without a time limit.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "reliability/missing-timeout",
    title: "Call to another host without a time limit",
    category: Category::Reliability,
    severity: Severity::Medium,
    cwe: Some(400),
    owasp: None,
    effort_minutes: 10,
    skills: &["http", "resilience"],
    in_tests: false,
    what: "An HTTP request is sent with no limit on how long it may take: `requests` without `timeout`, \
           Go's default client or one without `Timeout`.",
    why: "When the other side hangs, so does the thread that waits, for ever; soon all of them do.",
    instead: "Give every call a limit that fits its purpose: `timeout=10`, `http.Client{Timeout: ..}`, a \
              context with a deadline.",
    examples: &[
        Example {
            language: "python",
            bad: r"
import requests
requests.get(url)
",
            good: r"
import requests
requests.get(url, timeout=10)
requests.get(url, **options)
",
        },
        Example {
            language: "go",
            bad: r"
package web

func page(url string) (*http.Response, error) {
	return http.Get(url)
}
",
            good: r"
package web

func page(url string) (*http.Response, error) {
	client := &http.Client{Timeout: 10 * time.Second}
	return client.Get(url)
}
",
        },
    ],
    checks: &[
        Check::Call {
            names: &[
                "get", "post", "put", "patch", "delete", "head", "options", "request", "Get", "Post",
                "PostForm", "Head",
            ],
            check: call,
        },
        Check::Kind { kinds: &["composite_literal"], check: client },
    ],
};

fn call(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let unlimited = match at.file.spec.id {
        "python" => {
            call.path.strip_prefix("requests.").is_some_and(|name| name == call.name)
                && at.file.source.contains("import requests")
                && !call.arguments.iter().any(|argument| {
                    argument.keyword.as_deref() == Some("timeout")
                        || argument.value.kind() == "dictionary_splat"
                })
        }
        _ => matches!(call.path.as_str(), "http.Get" | "http.Post" | "http.PostForm" | "http.Head"),
    };
    if unlimited {
        sink.found(
            at.node,
            format!("`{}` waits for ever when the other side hangs; give it a time limit.", call.path),
        );
    }
}

/// `&http.Client{}`.
fn client(at: &At<'_>, sink: &mut Sink<'_>) {
    let (Some(kind), Some(body)) = (at.field("type"), at.field("body")) else { return };
    if at.text(kind) == "http.Client"
        && !at.text(body).contains("Timeout")
        && !at.file.source.contains(".Timeout =")
    {
        sink.found(
            at.node,
            "`http.Client` has no `Timeout`: its calls wait for ever when the other side hangs.",
        );
    }
}
