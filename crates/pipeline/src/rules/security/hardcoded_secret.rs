//! Passwords and keys written into the source.

use tree_sitter::Node;
use types::{Category, Severity};

use super::secret_text::{
    address_with_password, has_known_form, holds_secret, is_placeholder, is_reference, looks_random,
};
use crate::languages::{Call, Roles};
use crate::rules::text::{children, content, has_word, is_fixed_text};
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
           looks random and is assigned to a name such as `password` or `api_key`; or a fixed key that sessions or tokens are \
           signed with. Placeholders are left alone, and keys that are meant for the browser.",
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
const search = { appId: 'X', apiKey: 'b7e23ec29af22b0b4e41da31e868d572', indexName: 'docs' };
",
        },
        Example {
            language: "javascript",
            bad: r"
const token = jwt.sign(claims, 'kingfisher');
",
            good: r"
const token = jwt.sign(claims, process.env.SIGNING_KEY);
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
        Check::Call {
            names: &["createHmac", "cookieParser", "session", "sign", "verify", "encode", "decode"],
            check: signing,
        },
    ],
};

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

/// A key handed to what signs with it.
fn signing(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let place = match call.name.as_str() {
        "createHmac" => 1,
        "cookieParser" | "session" => 0,
        _ if ["jwt", "jsonwebtoken"].iter().any(|name| call.path.starts_with(name)) => 1,
        _ => return,
    };
    let Some(mut key) = call.arguments.get(place).map(|argument| argument.value) else { return };
    if call.name == "session" {
        let secret = children(key)
            .into_iter()
            .find(|pair| pair.child_by_field_name("key").is_some_and(|name| at.text(name) == "secret"));
        let Some(secret) = secret.and_then(|pair| pair.child_by_field_name("value")) else { return };
        key = secret;
    }
    let text = content(at.text(key));
    if is_fixed_text(key, at.file) && text.len() >= 4 && !is_placeholder(text) && !is_reference(text) {
        let message = format!(
            "The key that `{}` works with is written into the source; read it from the environment and change it.",
            call.path
        );
        sink.found(key, message);
    }
}

/// Whether the object around is a configuration for the browser, whose key anybody may see: a search that is only read
/// from (Algolia), or an app of Firebase.
fn is_for_browser(at: &At<'_>) -> bool {
    let object =
        at.around.ancestors.iter().rev().take(2).find(|node| matches!(node.kind(), "object" | "dictionary"));
    object.is_some_and(|object| {
        children(*object).into_iter().filter_map(|pair| pair.child_by_field_name("key")).any(|key| {
            matches!(at.text(key).trim_matches(['"', '\'']), "indexName" | "authDomain" | "messagingSenderId")
        })
    })
}

/// Whether the text is handed to something that says by its name that it is for trying out.
fn is_tried(at: &At<'_>) -> bool {
    at.around.ancestors.iter().rev().take(3).any(|node| {
        at.file.roles(*node).contains(Roles::CALL)
            && node.child_by_field_name("function").is_some_and(|callee| {
                has_word(at.text(callee), &["test", "example", "sample", "dummy", "fake", "mock", "fixture"])
            })
    })
}

fn judge(at: &At<'_>, name: Node<'_>, value: Node<'_>, sink: &mut Sink<'_>) {
    if !is_fixed_text(value, at.file) || is_for_browser(at) {
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
        if is_tried(at) || is_for_browser(at) {
            return;
        }
        let kind: String = text.chars().take(4).collect();
        sink.found(at.node, format!("The key that begins with `{kind}` is written into the source; revoke it and read it from the environment."));
    } else if let Some(host) = address_with_password(text) {
        sink.found(
            at.node,
            format!("The address of `{host}` holds a password; take it from the environment and change it."),
        );
    }
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
            let tried = format!("TestValue(\"{start}{rest}\")\n");
            assert_eq!(found("security/hardcoded-secret", "python", &tried), [], "{start}");
        }
    }

    #[test]
    fn keys_for_the_browser_are_no_secrets() {
        let key = ["AIza", "SyB3kLq8Zt0Xv7Wm2Rt5Yb9Nc4Hf6Ga1Ue"].concat();
        let app = format!("const app = {{ apiKey: '{key}', authDomain: 'a.example.com' }};\n");
        assert_eq!(found("security/hardcoded-secret", "javascript", &app), []);
    }

    #[test]
    fn keys_that_are_signed_with_are_secrets() {
        for (code, expected) in [
            ("app.use(session({ secret: 'keyboard cat', resave: true }));", 1),
            ("app.use(cookieParser('kingfisher'));", 1),
            ("const mac = crypto.createHmac('sha256', 'pa4qz2ea4').update(x);", 1),
            ("const mac = crypto.createHmac('sha256', key).update(x);", 0),
            ("app.use(session({ secret: config.secret }));", 0),
            ("message.sign(x, 'kingfisher');", 0),
        ] {
            assert_eq!(
                found("security/hardcoded-secret", "javascript", &format!("{code}\n")).len(),
                expected,
                "{code}"
            );
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
