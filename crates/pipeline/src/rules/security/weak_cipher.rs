//! Broken ciphers and modes.

use types::{Category, Severity};

use crate::languages::Call;
use crate::rules::{At, Check, Example, Rule, Sink};

pub(in crate::rules) static RULE: Rule = Rule {
    id: "security/weak-cipher",
    title: "Broken cipher",
    category: Category::Security,
    severity: Severity::High,
    cwe: Some(327),
    owasp: Some("A02"),
    effort_minutes: 60,
    skills: &["cryptography"],
    in_tests: false,
    what: "Data is encrypted with DES, 3DES, RC4 or Blowfish, or block by block (ECB).",
    why: "DES and RC4 can be broken at a desk; blocks of 64 bits repeat after some gigabytes; ECB shows which parts of the \
          text are equal.",
    instead: "Use AES-256-GCM or ChaCha20-Poly1305 with a fresh nonce for every message.",
    examples: &[
        Example {
            language: "python",
            bad: "cipher = AES.new(key, AES.MODE_ECB)",
            good: "cipher = AES.new(key, AES.MODE_GCM)",
        },
        Example {
            language: "javascript",
            bad: "const cipher = crypto.createCipheriv('des-ede3-cbc', key, iv);",
            good: "const cipher = crypto.createCipheriv('aes-256-gcm', key, iv);",
        },
        Example {
            language: "go",
            bad: r"
package seal

func block(key []byte) (cipher.Block, error) {
	return des.NewCipher(key)
}
",
            good: r"
package seal

func block(key []byte) (cipher.Block, error) {
	return aes.NewCipher(key)
}
",
        },
        Example {
            language: "java",
            bad: r#"
class Seal {
  Cipher cipher() throws Exception {
    return Cipher.getInstance("AES/ECB/PKCS5Padding");
  }
}
"#,
            good: r#"
class Seal {
  Cipher cipher() throws Exception {
    return Cipher.getInstance("AES/GCM/NoPadding");
  }
}
"#,
        },
        Example {
            language: "rust",
            bad: r"
fn cipher() -> Cipher {
    Cipher::aes_256_ecb()
}
",
            good: r"
fn cipher() -> Cipher {
    Cipher::aes_256_gcm()
}
",
        },
    ],
    checks: &[Check::Call {
        names: &[
            "new",
            "ECB",
            "TripleDES",
            "ARC4",
            "Blowfish",
            "createCipheriv",
            "createCipher",
            "NewCipher",
            "NewTripleDESCipher",
            "getInstance",
            "aes_128_ecb",
            "aes_256_ecb",
            "aes_192_ecb",
            "des_cbc",
            "des_ecb",
            "des_ede3_cbc",
            "rc4",
        ],
        check,
    }],
};

fn check(at: &At<'_>, call: &Call<'_>, sink: &mut Sink<'_>) {
    if let Some(what) = weakness(at, call) {
        sink.found(
            at.node,
            format!("`{}` encrypts with {what}; use AES-256-GCM or ChaCha20-Poly1305.", call.path),
        );
    }
}

fn weakness(at: &At<'_>, call: &Call<'_>) -> Option<&'static str> {
    let argument = |position: usize| {
        call.arguments
            .get(position)
            .map(|argument| at.text(argument.value).trim_matches(['"', '\'', '`']).to_ascii_lowercase())
    };
    match (at.file.spec.id, call.name.as_str()) {
        ("python", "new") => match call.path.split('.').next()? {
            "DES" => Some("DES"),
            "DES3" => Some("3DES"),
            "ARC4" | "ARC2" => Some("RC4"),
            "Blowfish" => Some("Blowfish"),
            "AES" if argument(1)?.ends_with("mode_ecb") => Some("ECB, which shows equal blocks"),
            _ => None,
        },
        ("python", "ECB") if call.path == "modes.ECB" => Some("ECB, which shows equal blocks"),
        ("python", name) if call.path.starts_with("algorithms.") => of_name(&name.to_ascii_lowercase()),
        ("javascript" | "typescript" | "tsx", "createCipheriv" | "createCipher") => of_name(&argument(0)?),
        ("java", "getInstance") if call.path.ends_with("Cipher.getInstance") => match argument(0)?.as_str() {
            "aes" => Some("AES in ECB mode, the default, which shows equal blocks"),
            name => of_name(name),
        },
        ("go", _) if call.path.starts_with("des.") => Some("DES"),
        ("go", _) if call.path.starts_with("rc4.") => Some("RC4"),
        ("rust", name) if call.path.contains("Cipher::") => of_name(&name.replace('_', "-")),
        _ => None,
    }
}

/// What a cipher's name says: `des-ede3-cbc`, `aes/ecb/pkcs5padding`.
fn of_name(name: &str) -> Option<&'static str> {
    let parts: Vec<&str> = name.split(['-', '/', '_']).collect();
    let has = |part: &str| parts.contains(&part);
    if has("ecb") && !has("rsa") {
        return Some("ECB, which shows equal blocks");
    }
    match parts[0] {
        "des" | "desede" | "des3" | "tripledes" => Some("DES or 3DES"),
        "rc4" | "arc4" | "arcfour" | "rc2" => Some("RC4"),
        "bf" | "blowfish" => Some("Blowfish"),
        _ => None,
    }
}
