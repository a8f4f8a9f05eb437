//! What tells secrets from other texts.

use std::sync::LazyLock;

use regex::Regex;

use crate::rules::text::has_word;

/// Forms of keys that services give out.
static FORMS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,}|glpat-[A-Za-z0-9_-]{20,}",
        r"|xox[abprs]-[0-9A-Za-z-]{20,}|[sr]k_live_[0-9A-Za-z]{20,}|AIza[0-9A-Za-z_-]{35}|npm_[A-Za-z0-9]{36}",
        r"|SG\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{30,}|pypi-[A-Za-z0-9_-]{50,})$",
    ))
    .unwrap_or_else(|error| unreachable!("the pattern is fixed: {error}"))
});

/// Whether a text has the form of a known service's key.
pub(super) fn has_known_form(text: &str) -> bool {
    let begins =
        ["AKIA", "ASIA", "gh", "glpat-", "xox", "sk_live_", "rk_live_", "AIza", "npm_", "SG.", "pypi-"];
    begins.iter().any(|start| text.starts_with(start)) && FORMS.is_match(text) && !is_placeholder(text)
}

/// The host of `scheme://user:password@host`, where the password is one.
pub(super) fn address_with_password(text: &str) -> Option<&str> {
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
pub(super) fn holds_secret(name: &str) -> bool {
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
pub(super) fn looks_random(text: &str) -> bool {
    let (length, unfit) = (text.len(), |c: char| c.is_whitespace() || !c.is_ascii_graphic());
    if !(8..=256).contains(&length) || text.contains(unfit) || is_placeholder(text) || is_reference(text) {
        return false;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    digits >= 2 && letters >= 2 && entropy(text) >= 2.9
}

/// Whether a text points somewhere: an address, a path, a name with dots, a version, an object's id.
pub(super) fn is_reference(text: &str) -> bool {
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

/// Whether a text says that it stands for another.
pub(super) fn is_placeholder(text: &str) -> bool {
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
