//! Passwords and keys written into the source.

use std::sync::LazyLock;

use regex::Regex;
use tree_sitter::Node;
use types::{Category, Severity};

use crate::languages::Roles;
use crate::rules::text::{content, has_word, is_fixed_text};
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/hardcoded-secret",
    title: "Secret in the source",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(798),
    owasp: Some("A07"),
    effort_minutes: 60,
    skills: &["secure-coding", "configuration"],
    in_tests: false,
    what: "A text that has the form of a known service's key, a private key, a password in an address, or something that \
           looks random and is assigned to a name such as `password` or `api_key`. Placeholders are left alone.",
    why: "Whoever can read the source, its history or a copy of the program has the secret, and it cannot be changed \
          without a release.",
    instead: "Read it from the environment or a store of secrets. What was committed once is known: revoke it.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
connect(host="db", password="k9$wTz81!qLp")
"#,
            good: r#"
connect(host="db", password=os.environ["DB_PASSWORD"])
PASSWORD_FIELD = "password1"
"#,
        },
        Example {
            language: "javascript",
            bad: r"
const apiKey = 'b7e23ec29af22b0b4e41da31e868d572';
",
            good: r"
const apiKey = process.env.API_KEY;
const token = 'your-token-here-123';
",
        },
        Example {
            language: "go",
            bad: r#"
package config

const dbPassword = "s3cr3t-Pa55w0rd"
"#,
            good: r#"
package config

var dbPassword = os.Getenv("DB_PASSWORD")
"#,
        },
        Example {
            language: "java",
            bad: r#"
class Config {
  private static final String SECRET = "Zk83hdK2lqPz77Xa";
}
"#,
            good: r#"
class Config {
  private static final String SECRET = System.getenv("APP_SECRET");
}
"#,
        },
        Example {
            language: "rust",
            bad: r#"
const API_KEY: &str = "9f86d081884c7d659a2feaa0c55ad015";
"#,
            good: r#"
const API_KEY: &str = env!("API_KEY");
"#,
        },
    ],
    checks: &[
        Check::Node { roles: Roles::ASSIGNMENT, check: assigned },
        Check::Kind {
            kinds: &["pair", "keyword_argument", "keyed_element", "field_initializer"],
            check: keyed,
        },
        Check::Node { roles: Roles::STRING, check: known_form },
    ],
};

/// Forms of keys that services give out.
static FORMS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,}|glpat-[A-Za-z0-9_-]{20,}",
        r"|xox[abprs]-[0-9A-Za-z-]{20,}|[sr]k_live_[0-9A-Za-z]{20,}|AIza[0-9A-Za-z_-]{35}|npm_[A-Za-z0-9]{36}",
        r"|SG\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{30,}|pypi-[A-Za-z0-9_-]{50,})$",
    ))
    .unwrap_or_else(|error| unreachable!("the pattern is fixed: {error}"))
});

fn assigned(at: &At<'_>, sink: &mut Sink<'_>) {
    if let Some(assignment) = at.file.spec.syntax.assignment(at.node, at.file.source)
        && let [target] = assignment.targets[..]
    {
        judge(at, target, assignment.value, sink);
    }
}

fn keyed(at: &At<'_>, sink: &mut Sink<'_>) {
    let key =
        ["key", "name", "field"].iter().find_map(|field| at.field(field)).or_else(|| at.node.named_child(0));
    let value = at.field("value").or_else(|| at.node.named_child(1));
    if let (Some(key), Some(mut value)) = (key, value) {
        if value.kind() == "literal_element" {
            value = value.named_child(0).unwrap_or(value);
        }
        judge(at, key, value, sink);
    }
}

fn judge(at: &At<'_>, name: Node<'_>, value: Node<'_>, sink: &mut Sink<'_>) {
    if !is_fixed_text(value, at.file) {
        return;
    }
    let name = at.text(name).trim_matches(['"', '\'']);
    let text = content(at.text(value));
    if holds_secret(name) && looks_random(text) && !has_known_form(text) {
        sink.found(value, format!("`{name}` is a secret written into the source; read it from the environment and revoke this one."));
    }
}

fn known_form(at: &At<'_>, sink: &mut Sink<'_>) {
    let length = at.node.end_byte() - at.node.start_byte();
    if !(18..4096).contains(&length) {
        return;
    }
    let text = content(at.text(at.node));
    if text.starts_with("-----BEGIN ") && text.contains("PRIVATE KEY-----") && text.len() > 200 {
        sink.found(
            at.node,
            "A private key is written into the source; keep it in a store of secrets and replace it.",
        );
    } else if has_known_form(text) {
        let kind: String = text.chars().take(4).collect();
        sink.found(at.node, format!("The key that begins with `{kind}` is written into the source; revoke it and read it from the environment."));
    } else if let Some(host) = address_with_password(text) {
        sink.found(
            at.node,
            format!("The address of `{host}` holds a password; take it from the environment and change it."),
        );
    }
}

fn has_known_form(text: &str) -> bool {
    let begins =
        ["AKIA", "ASIA", "gh", "glpat-", "xox", "sk_live_", "rk_live_", "AIza", "npm_", "SG.", "pypi-"];
    begins.iter().any(|start| text.starts_with(start)) && FORMS.is_match(text) && !is_placeholder(text)
}

/// The host of `scheme://user:password@host`, where the password is one.
fn address_with_password(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("://")?;
    let (user, host) = rest.split('/').next()?.rsplit_once('@')?;
    let (name, password) = user.split_once(':')?;
    let host = host.split(':').next()?;
    let local = matches!(
        host,
        "localhost" | "127.0.0.1" | "0.0.0.0" | "host" | "db" | "postgres" | "redis" | "mysql"
    );
    let fixed = password.len() >= 6 && !password.contains(['{', '$', '%', '<', '*', '[']) && password != name;
    let secret =
        fixed && !local && !host.contains("example") && host.contains('.') && !is_placeholder(password);
    (secret && !text.contains(char::is_whitespace)).then_some(host)
}

/// Whether a name ends in the word for a secret: `api_key`, `dbPassword`; not `password_field`.
fn holds_secret(name: &str) -> bool {
    let mut words = types::words::split_identifier(name.rsplit(['.', ':']).next().unwrap_or(name));
    if words.last().is_some_and(|word| matches!(word.as_str(), "value" | "default" | "str")) {
        words.pop();
    }
    let Some(last) = words.pop() else { return false };
    match last.as_str() {
        "password" | "passwd" | "pwd" | "passphrase" | "secret" | "apikey" | "token" => {
            !words.iter().any(|word| {
                matches!(word.as_str(), "public" | "no" | "next" | "page" | "csrf" | "end" | "start")
            })
        }
        "key" => words.last().is_some_and(|word| {
            matches!(
                word.as_str(),
                "api" | "secret" | "private" | "access" | "encryption" | "signing" | "auth"
            )
        }),
        _ => false,
    }
}

/// Whether a text looks like nobody would say it: letters and digits mixed, hardly any repeated, no words in a row.
fn looks_random(text: &str) -> bool {
    let (length, unfit) = (text.len(), |c: char| c.is_whitespace() || !c.is_ascii_graphic());
    if !(8..=256).contains(&length) || text.contains(unfit) || is_placeholder(text) || is_reference(text) {
        return false;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    digits >= 2 && letters >= 2 && entropy(text) >= 2.9
}

/// Whether a text points somewhere: an address, a path, a name with dots, a version, an object's id.
fn is_reference(text: &str) -> bool {
    text.contains("://")
        || text.starts_with(['/', '.', '@', '#', '^', '\\'])
        || text.contains(['(', '{', '<', '[', '|'])
        || text
            .split(['.', '-', '_', ':', '/'])
            .filter(|part| part.len() > 2 && part.bytes().all(|b| b.is_ascii_alphabetic()))
            .count()
            >= 2
        || text.len() == 36 && text.bytes().filter(|byte| *byte == b'-').count() == 4
}

fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let marks = [
        "example",
        "your",
        "changeme",
        "change-me",
        "placeholder",
        "xxxx",
        "dummy",
        "fake",
        "sample",
        "redacted",
        "insert",
        "123456789",
        "abcdef",
        "0000000",
        "replace",
    ];
    marks.iter().any(|mark| lower.contains(mark))
        || has_word(text, &["test", "testing", "mock", "todo", "foo", "bar", "env", "default"])
}

/// Shannon's entropy in bits per character.
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let length = text.len() as f64;
    counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| f64::from(*count) / length)
        .map(|share| -share * share.log2())
        .sum()
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::found;

    #[test]
    fn known_forms_are_found_wherever_they_stand() {
        // Put together here, so that no scanner takes this file for a leak.
        for (start, rest) in [("AKIA", "Z7QK3VJ2WX9P4M6T"), ("ghp_", "k3Jd8sLq0PzXv7Wm2Rt5Yb9Nc4Hf6Ga1Ue8T")]
        {
            let code = format!("client.sign_in(\"{start}{rest}\")\n");
            assert_eq!(found("security/hardcoded-secret", "python", &code).len(), 1, "{start}");
        }
    }

    #[test]
    fn what_is_no_secret_is_left_alone() {
        for code in [
            "password = \"password\"",
            "token = \"next-page-token\"",
            "token_url = \"https://a.example.com/k3Jd8sLq0P\"",
            "PASSWORD = \"<your password 123>\"",
            "secret = \"{{ vault.secret1 }}\"",
            "api_key = \"AKIAIOSFODNN7EXAMPLE\"",
            "token = \"refresh_token2\"",
            "next_token = \"k3Jd8sLq0P\"",
            "url = \"postgres://user:pass1234@localhost:5432/db\"",
            "url = \"postgres://{user}:{password}@db.internal.net/db\"",
            "password_hash_algorithm = \"pbkdf2_sha256\"",
            "secret = \"550e8400-e29b-41d4-a716-446655440000\"",
        ] {
            assert_eq!(found("security/hardcoded-secret", "python", &format!("{code}\n")), [], "{code}");
        }
    }

    #[test]
    fn addresses_with_passwords_are_found() {
        let code = "url = \"postgres://app:t7Rw2kLp@db.internal.net/orders\"\n";
        assert_eq!(found("security/hardcoded-secret", "python", code).len(), 1);
    }
}
