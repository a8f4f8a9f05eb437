//! Complex code that no test reaches: one task per file.

use types::{Severity, TaskDraft};

use super::draft::Work;
use super::score;
use crate::insights::{Gap, called, count, gaps, short};
use crate::whole::Whole;

/// Minutes to set a test up, and for each way through a function.
const BASE: u32 = 20;
const PER_WAY: u32 = 3;
/// One task covers at most so many functions.
const MAX_FUNCTIONS: usize = 5;
const MAX_TOLD: usize = 20;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    gaps(whole).iter().take(MAX_TOLD).map(|gap| task(whole, gap)).collect()
}

fn task(whole: &Whole<'_>, gap: &Gap<'_>) -> TaskDraft {
    let path = gap.file.path.as_str();
    let functions = &gap.functions[..gap.functions.len().min(MAX_FUNCTIONS)];
    let hardest = functions[0];
    let ways: u32 = functions.iter().map(|f| f.cyclomatic).sum();
    let severity = if gap.weight >= 60.0 { Severity::High } else { Severity::Medium };
    let others = match functions.len() {
        1 => String::new(),
        several => format!(" and {}", count(several as u64 - 1, "other function")),
    };
    Work {
        cause: vec!["test", path],
        title: format!("Write tests for {}{others} in {}", called(hardest), short(path)),
        why: format!(
            "No test imports {} or is named after it, and {} enough branches to go wrong unseen.",
            short(path),
            if functions.len() == 1 { "it has a function with" } else { "it has functions with" },
        ),
        evidence: functions
            .iter()
            .map(|f| {
                format!(
                    "`{path}:{}` `{}`: {} ways through, cognitive complexity {}",
                    f.start_line, f.name, f.cyclomatic, f.cognitive
                )
            })
            .collect(),
        steps: vec![
            format!("Call {} with the plainest input and assert what comes back.", called(hardest)),
            "Add a case per branch, the error cases first.".to_owned(),
            "Where it cannot be called alone, hand in what it reaches for, and test that.".to_owned(),
        ],
        place: Some((path, Some((hardest.start_line, hardest.end_line)))),
        findings: Vec::new(),
    }
    .scored(score::at(whole, path, severity, BASE + PER_WAY * ways))
}
