//! The one function that is hardest to follow.

use types::{Insight, Severity};

use super::draft::{at, called, count, draft, short};
use super::{concentration, hotspot};
use crate::whole::Whole;

/// From here on a function is hard to follow (SonarSource's threshold).
const HARD: u32 = 15;
/// Simpler functions need no word.
const MIN_COGNITIVE: u32 = 5;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let hardest = whole.functions().max_by(|(a, f), (b, g)| {
        f.cognitive.cmp(&g.cognitive).then_with(|| (&b.path, g.start_line).cmp(&(&a.path, f.start_line)))
    });
    let Some((file, f)) = hardest.filter(|(_, f)| f.cognitive >= MIN_COGNITIVE) else { return Vec::new() };
    // Where a few functions hold most of the complexity, or the hottest file is told by it, this one has been named.
    if concentration::names_first(whole, f) || hotspot::names_first(whole, &file.path, f) {
        return Vec::new();
    }
    let hard = f.cognitive > HARD;
    let lines = count(u64::from(f.code_lines), "line");
    vec![Insight {
        title: format!(
            "{} in {} is the hardest function to follow: cognitive complexity {}",
            called(f),
            short(&file.path),
            f.cognitive
        ),
        detail: format!(
            "It has {lines}{}. {}",
            if f.cognitive > 4 * f.cyclomatic {
                ", and functions inside it that hold most of this".to_owned()
            } else {
                format!(", {} ways through, and is nested {} deep", f.cyclomatic, f.nesting)
            },
            if hard {
                "Beyond 15 a reader can no longer hold it in mind, and a test for each way is rarely there."
            } else {
                "That is within what a reader can hold in mind; nothing here is worse."
            }
        ),
        advice: if f.nesting >= 4 {
            "Turn its outer conditions into early returns, and move the body of its innermost loop or branch into a \
             function named after what it does."
                .to_owned()
        } else if hard {
            "Name its conditions, and move each of its cases into a function of its own.".to_owned()
        } else {
            "Leave it, but when it next grows, move one of its branches into a function first.".to_owned()
        },
        evidence: vec![at(
            &file.path,
            f.start_line,
            f.end_line,
            format!(
                "cognitive complexity {}, cyclomatic {}, nesting {}, {lines}",
                f.cognitive, f.cyclomatic, f.nesting
            ),
        )],
        ..draft(
            "hardest-function",
            &[&file.path, &f.name],
            if hard { Severity::Medium } else { Severity::Info },
            if hard { (0.3 + f64::from(f.cognitive) / 400.0).min(0.5) } else { 0.18 },
        )
    }]
}
