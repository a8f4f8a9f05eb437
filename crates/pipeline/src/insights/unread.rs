//! Files that could not be read as code, so that nobody takes silence for praise.

use types::{Insight, Severity, SkipReason};

use super::draft::{count, draft, list, on, short};
use crate::whole::Whole;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let mut odd: Vec<(&str, &str)> = whole
        .parts
        .skipped
        .iter()
        .filter_map(|skipped| Some((skipped.path.as_str(), why(skipped.reason)?)))
        .filter(|(path, _)| is_code(path))
        .collect();
    odd.extend(
        whole
            .product()
            .filter(|file| file.facts.syntax_errors)
            .map(|file| (file.path.as_str(), "has syntax that its language does not know")),
    );
    odd.sort_unstable();
    odd.dedup_by_key(|(path, _)| *path);
    if odd.is_empty() {
        return Vec::new();
    }
    let names: Vec<_> = odd.iter().map(|(path, _)| short(path)).collect();
    let share = odd.len() as f64 / (whole.product().count() + odd.len()) as f64;
    vec![Insight {
        title: format!("{} could be judged in part only: {}", count(odd.len() as u64, "file"), list(&names, 3)),
        detail: "What stands there may be missing in every number and finding here. It may be broken, a template, \
                 newer than the grammar, or test data."
            .to_owned(),
        advice: "Look whether it compiles. Exclude what is data or a template under `exclude` in `.devmentor.toml`."
            .to_owned(),
        evidence: odd.iter().take(8).map(|(path, why)| on(path, *why)).collect(),
        ..draft("unread", &[], Severity::Low, 0.15 + 0.3 * share)
    }]
}

/// Why it matters that a file was passed over; `None` where it was meant to be.
fn why(reason: SkipReason) -> Option<&'static str> {
    match reason {
        SkipReason::TooLarge => Some("is larger than the limit"),
        SkipReason::NotUtf8 => Some("is not UTF-8"),
        SkipReason::ParseTimeout => Some("took too long to parse"),
        SkipReason::TooDeep => Some("is nested too deeply to be judged"),
        SkipReason::Unreadable => Some("could not be read"),
        _ => None,
    }
}

/// Whether a path looks like source in a language that is parsed.
fn is_code(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    crate::languages::ALL.iter().any(|spec| spec.extensions.contains(&ending))
}
