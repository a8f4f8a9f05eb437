//! Small faults that no other kind tells of, as one piece of work.

use std::collections::BTreeMap;

use types::{Category, Finding, Insight, Severity};

use super::draft::{count, draft, finding, list, short, time};
use super::recurring;
use crate::rules;
use crate::whole::Whole;

/// Fewer are told by the list of findings well enough.
const MIN_TIMES: usize = 3;
/// Evidence names at most so many.
const MAX_PLACES: usize = 8;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let (_, found) = recurring::split(whole);
    if found.len() < MIN_TIMES {
        return Vec::new();
    }
    let first = found[0];
    let dangerous = found.iter().filter(|found| found.category != Category::Maintainability).count();
    let minutes: u32 = found.iter().map(|found| found.effort_minutes).sum();
    vec![Insight {
        title: format!(
            "{} smaller faults to tidy up in about {}, first {}:{}",
            found.len(),
            time(minutes),
            short(&first.path),
            first.start_line
        ),
        detail: format!(
            "They are: {}. {}",
            list(&kinds(&found), 5),
            match dangerous {
                0 => "They cost readers rather than users.".to_owned(),
                1 => "One of them can make the program do the wrong thing; take it first.".to_owned(),
                all if all == found.len() => "Each can make the program do the wrong thing.".to_owned(),
                some => format!("{some} of them can make the program do the wrong thing; take these first."),
            }
        ),
        advice: format!(
            "Take them file by file, in one sitting or whenever a file is open anyway; the tasks put them together \
             ({} among them).",
            count(files(&found) as u64, "file")
        ),
        evidence: found.iter().take(MAX_PLACES).map(|found| finding(found)).collect(),
        ..draft("minor-faults", &[], first.severity.min(Severity::Medium), 0.24)
    }]
}

/// What they are and how often, the most frequent first.
fn kinds(found: &[&Finding]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for found in found {
        *times.entry(rules::by_id(&found.rule).map_or(&*found.rule, |rule| rule.title)).or_insert(0) += 1;
    }
    let mut kinds: Vec<_> = times.into_iter().collect();
    kinds.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    kinds.iter().map(|(title, times)| format!("{} ({times})", title.to_lowercase())).collect()
}

/// In how many files they stand.
fn files(found: &[&Finding]) -> usize {
    found.iter().map(|found| found.path.as_str()).collect::<std::collections::BTreeSet<_>>().len()
}
