//! Broken hash functions used on secrets.

use types::{Category, Severity};

use crate::languages::{Call, Roles};
use crate::rules::context::names_secret;
use crate::rules::text::{has_word, short};
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/weak-hash",
    title: "Broken hash of a secret",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(328),
    owasp: Some("A02"),
    effort_minutes: 60,
    skills: &["cryptography"],
    in_tests: false,
    what: "MD5 or SHA-1 is applied to a password, secret or key, going by the names around it. Checksums and cache keys are \
           left alone.",
    why: "Graphics cards try tens of thousands of millions of these a second, so that a stolen table of hashes is a table of passwords a \
          day later.",
    instead: "Hash passwords with Argon2id, scrypt or bcrypt; sign with HMAC-SHA-256.",
    examples: &[
        Example {
            language: "python",
            bad: r"
def store(user, password):
    user.digest = hashlib.md5(password.encode()).hexdigest()
",
            good: r"
def cache_key(path):
    return hashlib.md5(path.encode()).hexdigest()

def allows_password_attempt(email):
    return take(hashlib.sha1(email.encode()).hexdigest(), times=20)
",
        },
        Example {
            language: "javascript",
            bad: "const digest = crypto.createHash('sha1').update(password).digest('hex');",
            good: "const etag = crypto.createHash('sha1').update(body).digest('hex');",
        },
        Example {
            language: "go",
            bad: r"
package auth

func hashPassword(text string) [16]byte {
	return md5.Sum([]byte(text))
}
",
            good: r"
package files

func checksum(data []byte) [16]byte {
	return md5.Sum(data)
}
",
        },
        Example {
            language: "java",
            bad: r#"
class Auth {
  byte[] hashPassword(String text) throws Exception {
    return MessageDigest.getInstance("MD5").digest(text.getBytes());
  }
}
"#,
            good: r#"
class Files {
  byte[] checksum(byte[] data) throws Exception {
    return MessageDigest.getInstance("MD5").digest(data);
  }
}
"#,
        },
        Example {
            language: "rust",
            bad: r"
fn store(user: &mut User, password: &str) {
    user.digest = Md5::digest(password);
}
",
            good: r"
fn checksum(data: &[u8]) -> Digest {
    Md5::digest(data)
}
",
        },
    ],
    checks: &[Check::Call {
        names: &[
            "md5",
            "sha1",
            "new",
            "createHash",
            "getInstance",
            "Sum",
            "digest",
            "compute",
            "md5Hex",
            "sha1Hex",
        ],
        check,
    }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    let Some(function) = hash_function(at, call) else { return };
    let kept = call.arguments.iter().any(|argument| argument.keyword.as_deref() == Some("usedforsecurity"));
    if kept {
        return;
    }
    let of = secret_argument(at, call).or_else(|| {
        at.purposes().into_iter().find(|name| names_secret(name) && is_hashed(at, name)).map(str::to_owned)
    });
    if let Some(of) = of {
        sink.found(at.node, format!("`{of}` is hashed with {function}, which is broken; use Argon2id for passwords, HMAC-SHA-256 to sign."));
    }
}

/// Whether a name says that what it names is hashed here. A function that is about passwords may hash something else; one
/// that hashes them says so.
fn is_hashed(at: &At<'_>, name: &str) -> bool {
    let function = at.enclosing(Roles::FUNCTION).and_then(|function| function.child_by_field_name("name"));
    let verbs = ["hash", "digest", "encrypt", "encode", "crypt", "md5", "sha", "sha1", "sign"];
    function.is_none_or(|function| at.text(function) != name) || has_word(name, &verbs)
}

/// Which broken function is called, if one is.
fn hash_function(at: &At<'_>, call: &Call<'_>) -> Option<&'static str> {
    let lower = call.path.to_ascii_lowercase();
    let named = || {
        call.arguments
            .first()
            .map(|argument| at.text(argument.value).trim_matches(['"', '\'']).to_ascii_lowercase())
    };
    let text = match call.name.as_str() {
        "createHash" | "getInstance" => named()?,
        "new" if lower == "hashlib.new" => named()?,
        "new" => return None,
        _ => lower,
    };
    let whole = |name: &str| text.split(['.', ':', '-', '_']).any(|part| part == name);
    if whole("md5") || text.contains("md5hex") {
        Some("MD5")
    } else if whole("sha1") || text == "sha-1" || text.contains("sha1hex") {
        Some("SHA-1")
    } else {
        None
    }
}

/// What is hashed, where its name says that it is secret: an argument of this call, or of one further down the chain
/// (`createHash(..).update(password)`).
fn secret_argument(at: &At<'_>, call: &Call<'_>) -> Option<String> {
    let own = call.arguments.iter().map(|argument| at.text(argument.value));
    let chained = at.around.ancestors.iter().rev().take(4).filter_map(|node| {
        let list =
            node.child_by_field_name("arguments").filter(|list| list.start_byte() >= at.node.end_byte())?;
        Some(at.text(list).trim_matches(['(', ')']))
    });
    own.chain(chained)
        .find(|text| text.len() < 120 && !text.starts_with(['"', '\'']) && names_secret(text))
        .map(short)
}
