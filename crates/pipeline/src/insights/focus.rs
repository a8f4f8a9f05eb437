//! Where the work goes: the few files that take half of the recent changes.

use types::{Insight, Severity};

use super::draft::{count, draft, list, number, on, percent, short};
use crate::whole::Whole;

const MIN_COMMITS: u64 = 20;
const MIN_FILES: usize = 6;
/// Half of the changes in more of the files than this is no focus.
const MAX_SHARE: f64 = 0.34;
const MAX_FILES: usize = 12;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let Some(commits) = whole.parts.commits.filter(|commits| commits.summary().commits >= MIN_COMMITS) else {
        return Vec::new();
    };
    let mut changes: Vec<(f64, &str)> =
        whole.product().map(|file| (commits.file(&file.path).decayed_changes, file.path.as_str())).collect();
    changes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let all: f64 = changes.iter().map(|(weight, _)| weight).sum();
    let mut sum = 0.0;
    let few = changes
        .iter()
        .take_while(|(weight, _)| {
            let more = sum * 2.0 < all;
            sum += weight;
            more
        })
        .count();
    let files = changes.len();
    let share = few as f64 / files.max(1) as f64;
    if files < MIN_FILES || few == 0 || share > MAX_SHARE || few > MAX_FILES {
        return Vec::new();
    }
    let names: Vec<_> = changes[..few].iter().map(|(_, path)| short(path)).collect();
    let mut evidence =
        vec![number(format!("half of the recent changes went to {few} of {}", count(files as u64, "file")))];
    evidence.extend(
        changes[..few.min(6)]
            .iter()
            .map(|(weight, path)| on(path, format!("{} of the recent changes", percent(weight / all)))),
    );
    let untested =
        changes[..few].iter().find(|(_, path)| !whole.is_tested(path)).map(|(_, path)| short(path));
    let advice = match &untested {
        Some(path) => {
            format!("Spend care where change is: {path} is among them, and no test reaches it yet.")
        }
        None => {
            "Spend care where change is: tests, review and time to tidy up pay back first in these files."
                .to_owned()
        }
    };
    vec![Insight {
        title: format!("Half of the recent work went to {}: {}", count(few as u64, "file"), list(&names, 3)),
        detail: format!(
            "{} of the {files} product files took half of all changes, where a change counts half per half year of \
             age: {}.",
            few,
            list(&names, 6)
        ),
        advice,
        evidence,
        ..draft("focus", &[], Severity::Info, if untested.is_some() { 0.36 } else { 0.26 })
    }]
}
