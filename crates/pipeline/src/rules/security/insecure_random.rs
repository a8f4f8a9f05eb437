//! Secrets made by a predictable generator.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::text::squeezed;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/insecure-random",
    title: "Secret from a predictable generator",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(338),
    owasp: Some("A02"),
    effort_minutes: 15,
    skills: &["cryptography"],
    in_tests: false,
    what: "A token, password, salt or code is made, going by the names around, with a generator meant for games and \
           simulations: `random`, `Math.random`, `math/rand`, `java.util.Random`.",
    why: "A few values give the generator's state away, and with it all values before and after.",
    instead: "Use the system's generator: `secrets`, `crypto.randomBytes`, `crypto/rand`, `SecureRandom`.",
    examples: &[
        Example {
            language: "python",
            bad: r#"
import random

def make_reset_token():
    return "".join(random.choice(LETTERS) for _ in range(32))
"#,
            good: r"
import secrets

def make_reset_token():
    return secrets.token_urlsafe(32)
",
        },
        Example {
            language: "javascript",
            bad: "const sessionToken = Math.random().toString(36).slice(2);",
            good: "const color = Math.random().toString(36).slice(2);",
        },
        Example {
            language: "go",
            bad: r#"
package auth

import "math/rand"

func newPassword() int {
	return rand.Intn(1000000)
}
"#,
            good: r#"
package retry

import "math/rand"

func jitter() int {
	return rand.Intn(1000)
}
"#,
        },
        Example {
            language: "java",
            bad: r"
class Tokens {
  String newToken() {
    return Long.toHexString(new Random().nextLong());
  }
}
",
            good: r"
class Tokens {
  String newToken() {
    return Long.toHexString(new SecureRandom().nextLong());
  }
}
",
        },
    ],
    checks: &[Check::Call {
        names: &[
            "random",
            "choice",
            "choices",
            "randint",
            "randrange",
            "getrandbits",
            "sample",
            "Intn",
            "Int",
            "Int63",
            "Int31n",
            "Read",
            "Uint64",
            "Random",
            "nextInt",
        ],
        check,
    }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let path = call.path.as_str();
    let predictable = match at.file.spec.id {
        "python" => path.starts_with("random."),
        "go" => path.starts_with("rand.") && at.file.source.contains("\"math/rand"),
        "java" => matches!(path, "Random" | "java.util.Random" | "Math.random"),
        _ => path == "Math.random",
    };
    // With a seed of its own it is meant to give the same values again.
    let seeded = path == "random.Random" && !call.arguments.is_empty();
    if !predictable || seeded {
        return;
    }
    if let Some(name) = at.purposes().into_iter().find(|name| is_secret(name)) {
        sink.found(at.node, format!("`{name}` is made with `{path}`, whose values can be foretold; use the system's secure generator."));
    }
}

/// Whether a name ends in the word for something that must not be guessed: `makeResetToken`, `password`, `csrf_nonce`.
/// A mere `token` may be anything; a `new_token` is one that somebody will show.
fn is_secret(name: &str) -> bool {
    let squeezed = squeezed(name);
    let secret = ["password", "passwd", "passphrase", "secret", "csrf", "salt", "otp", "apikey", "secretkey"];
    let kinds = [
        "session",
        "auth",
        "access",
        "reset",
        "csrf",
        "xsrf",
        "api",
        "verification",
        "login",
        "invite",
        "new",
        "make",
        "generate",
        "create",
        "random",
    ];
    secret.iter().any(|word| squeezed.ends_with(word))
        || squeezed.strip_suffix("token").is_some_and(|kind| kinds.iter().any(|word| kind.ends_with(word)))
}
