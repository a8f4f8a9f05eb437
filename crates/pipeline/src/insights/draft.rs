//! The pieces that insights are written with.

use std::borrow::Cow;

use types::{Evidence, Finding, Insight, InsightKind, Severity};

use crate::facts::FunctionFacts;
use crate::fingerprint;

/// An insight without words yet. `cause` is what it stays the same by from one analysis to the next: paths and names,
/// never lines or numbers.
pub(super) fn draft(kind: &str, cause: &[&str], severity: Severity, usefulness: f64) -> Insight {
    let parts: Vec<&[u8]> = std::iter::once(kind).chain(cause.iter().copied()).map(str::as_bytes).collect();
    Insight {
        key: fingerprint::key(&parts),
        kind: InsightKind(kind.to_owned()),
        severity,
        title: String::new(),
        detail: String::new(),
        advice: String::new(),
        usefulness,
        evidence: Vec::new(),
    }
}

/// A number without a place.
pub(super) fn number(fact: impl Into<String>) -> Evidence {
    Evidence { path: None, start_line: None, end_line: None, fingerprint: None, fact: fact.into() }
}

/// Something about a file.
pub(super) fn on(path: &str, fact: impl Into<String>) -> Evidence {
    Evidence { path: Some(path.to_owned()), ..number(fact) }
}

/// Something about some lines.
pub(super) fn at(path: &str, start_line: u32, end_line: u32, fact: impl Into<String>) -> Evidence {
    Evidence { start_line: Some(start_line), end_line: Some(end_line), ..on(path, fact) }
}

/// A finding.
pub(super) fn finding(finding: &Finding) -> Evidence {
    Evidence {
        fingerprint: Some(finding.fingerprint.clone()),
        ..at(&finding.path, finding.start_line, finding.end_line, finding.message.clone())
    }
}

/// A function with how hard it is.
pub(super) fn function(path: &str, function: &FunctionFacts) -> Evidence {
    let fact = format!(
        "{}: cognitive complexity {}, {}",
        called(function),
        function.cognitive,
        count(u64::from(function.code_lines), "line")
    );
    at(path, function.start_line, function.end_line, fact)
}

/// How to speak of a function: its name, or its line where it has none.
pub(crate) fn called(function: &FunctionFacts) -> String {
    if function.name.contains(' ') {
        format!("the {} in line {}", function.name, function.start_line)
    } else {
        format!("`{}`", function.name)
    }
}

/// `1 file`, `3 files`, `2 copies`.
pub(crate) fn count(number: u64, noun: &str) -> String {
    if number == 1 {
        return format!("1 {noun}");
    }
    let number = thousands(number);
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{number} {stem}ies"),
        None => format!("{number} {noun}s"),
    }
}

/// `1234567` as `1,234,567`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `40 minutes`, `3 hours`.
pub(super) fn time(minutes: u32) -> String {
    if minutes < 90 { count(minutes.into(), "minute") } else { count(minutes.div_ceil(60).into(), "hour") }
}

/// `41 %`, never `0 %` for something.
pub(crate) fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    if share > 0.0 && rounded < 1.0 { "under 1 %".to_owned() } else { format!("{rounded:.0} %") }
}

/// `a`, `a and b`, `a, b and c`; from `most` on, `a, b and 3 others`.
pub(crate) fn list<S: AsRef<str>>(names: &[S], most: usize) -> String {
    let mut shown: Vec<String> = names.iter().take(most).map(|name| name.as_ref().to_owned()).collect();
    if names.len() > most {
        let rest = names.len() - most;
        shown.push(if rest == 1 { "1 other".to_owned() } else { format!("{rest} others") });
    }
    match shown.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// A path in a line of words: whole, or where it is long its first folder, `…`, and as many of its last parts as fit,
/// at least two.
pub(crate) fn short(path: &str) -> Cow<'_, str> {
    const FITS: usize = 52;
    let parts: Vec<usize> = path.match_indices('/').map(|(at, _)| at + 1).collect();
    let [first, .., last_but_one, _] = parts.as_slice() else { return path.into() };
    if path.len() <= FITS {
        return path.into();
    }
    // Between the first folder and what is kept stands `…/`.
    let fits = parts[1..].iter().find(|&&at| first + 2 + path.len() - at <= FITS);
    let kept = fits.map_or(*last_but_one, |at| *at.min(last_but_one));
    format!("{}…/{}", &path[..*first], &path[kept..]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(count(1, "copy"), "1 copy");
        assert_eq!(count(2, "copy"), "2 copies");
        assert_eq!(count(0, "day"), "0 days");
        assert_eq!([0, 999, 1_000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(percent(0.004), "under 1 %");
        assert_eq!(percent(0.414), "41 %");
        assert_eq!([time(1), time(89), time(91)], ["1 minute", "89 minutes", "2 hours"]);
        assert_eq!(list(&["a", "b", "c"], 3), "a, b and c");
        assert_eq!(list(&["a", "b", "c", "d"], 2), "a, b and 2 others");
        assert_eq!(list(&["a"], 2), "a");
        for (path, expected) in [
            ("a/b/c/d.rs", "a/b/c/d.rs"),
            ("crates/pipeline/src/facts/walk/decisions.rs", "crates/pipeline/src/facts/walk/decisions.rs"),
            (
                "src/main/java/org/example/samples/petclinic/owner/Owner.java",
                "src/…/org/example/samples/petclinic/owner/Owner.java",
            ),
            (
                "web/one/two/a_file_with_a_very_long_name_indeed_for_any_file.rs",
                "web/…/two/a_file_with_a_very_long_name_indeed_for_any_file.rs",
            ),
            (
                "a_folder/a_file_with_a_very_long_name_indeed_for_any_file.rs",
                "a_folder/a_file_with_a_very_long_name_indeed_for_any_file.rs",
            ),
        ] {
            assert_eq!(short(path), expected);
        }
    }
}
