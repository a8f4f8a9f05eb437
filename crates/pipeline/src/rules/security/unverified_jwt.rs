//! Tokens believed without their signature being checked.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/unverified-jwt",
    title: "Token believed without its signature",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(347),
    owasp: Some("A02"),
    effort_minutes: 20,
    skills: &["authentication", "cryptography"],
    in_tests: false,
    what: "A JSON Web Token is read with its signature check turned off, or the algorithm `none` is accepted.",
    why: "Anybody can then write a token that says what they like, such as who they are.",
    instead: "Decode with the key and a list of the algorithms that you use.",
    examples: &[
        Example {
            language: "python",
            bad: "claims = jwt.decode(token, options={\"verify_signature\": False})",
            good: "claims = jwt.decode(token, key, algorithms=[\"RS256\"])",
        },
        Example {
            language: "javascript",
            bad: "const claims = jwt.verify(token, key, { algorithms: ['none'] });",
            good: "const claims = jwt.verify(token, key, { algorithms: ['RS256'] });",
        },
        Example {
            language: "go",
            bad: r"
package auth

func read(text string) (*jwt.Token, error) {
	token, _, err := new(jwt.Parser).ParseUnverified(text, claims)
	return token, err
}
",
            good: r"
package auth

func read(text string) (*jwt.Token, error) {
	return jwt.Parse(text, key)
}
",
        },
        Example {
            language: "rust",
            bad: r"
fn read(token: &str) -> Claims {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.insecure_disable_signature_validation();
    decode::<Claims>(token, &key, &validation).unwrap().claims
}
",
            good: r"
fn read(token: &str) -> Claims {
    decode::<Claims>(token, &key, &Validation::new(Algorithm::HS256)).unwrap().claims
}
",
        },
    ],
    checks: &[Check::Call {
        names: &[
            "decode",
            "verify",
            "ParseUnverified",
            "insecure_disable_signature_validation",
            "dangerous_insecure_decode",
            "insecure_decode",
        ],
        check,
    }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let squeezed = |text: &str| text.replace([' ', '\n', '\t'], "").replace('\'', "\"").to_ascii_lowercase();
    let arguments = || {
        call.arguments.iter().map(|argument| (argument.keyword.as_deref(), squeezed(at.text(argument.value))))
    };
    let unverified = match call.name.as_str() {
        "decode" if call.path.ends_with("jwt.decode") => arguments().any(|(keyword, text)| match keyword {
            Some("verify") => text == "false",
            Some("options") => text.contains("\"verify_signature\":false"),
            Some("algorithms") => text.contains("\"none\""),
            _ => false,
        }),
        "verify" if call.path.ends_with("jwt.verify") => {
            arguments().any(|(_, text)| text.contains("algorithms:[\"none\"") || text.contains(",\"none\"]"))
        }
        "decode" | "verify" => false,
        _ => true,
    };
    if unverified {
        sink.found(at.node, format!("`{}` believes a token whose signature nobody checked; verify it with the key and fixed algorithms.", call.path));
    }
}
