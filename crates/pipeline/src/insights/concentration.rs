//! How few functions hold most of the complexity.

use types::{Insight, Severity};

use super::draft::{called, draft, function, list, number, percent, short, thousands};
use crate::AnalyzedFile;
use crate::facts::FunctionFacts;
use crate::whole::Whole;

const MIN_FUNCTIONS: usize = 40;
/// Functions that are looked at: this share of all, the hardest.
const TOP: f64 = 0.03;
/// Less is as code usually is.
const MIN_SHARE: f64 = 0.25;

/// Whether this is told, with this function as the first to be taken apart.
pub(super) fn names_first(whole: &Whole<'_>, function: &FunctionFacts) -> bool {
    concentrated(whole).is_some_and(|held| std::ptr::eq(held.functions[0].1, function))
}

/// The hardest functions of a repository where they hold much of the complexity.
struct Concentrated<'a> {
    /// The hardest first, two at least.
    functions: Vec<(&'a AnalyzedFile, &'a FunctionFacts)>,
    /// Of how many.
    all: usize,
    /// What they hold, 0..1.
    share: f64,
}

fn concentrated<'a>(whole: &Whole<'a>) -> Option<Concentrated<'a>> {
    let mut functions: Vec<(&AnalyzedFile, &FunctionFacts)> = whole.functions().collect();
    let all = functions.len();
    if all < MIN_FUNCTIONS {
        return None;
    }
    let sum = |functions: &[(&AnalyzedFile, &FunctionFacts)]| {
        functions.iter().map(|(_, f)| u64::from(f.cognitive)).sum::<u64>()
    };
    let complexity = sum(&functions);
    let hardest = |a: &(&AnalyzedFile, &FunctionFacts), b: &(&AnalyzedFile, &FunctionFacts)| {
        (b.1.cognitive, &a.0.path, a.1.start_line).cmp(&(a.1.cognitive, &b.0.path, b.1.start_line))
    };
    let few = ((all as f64 * TOP).ceil() as usize).max(2);
    functions.select_nth_unstable_by(few - 1, hardest);
    functions.truncate(few);
    functions.sort_by(hardest);
    let share = sum(&functions) as f64 / complexity.max(1) as f64;
    (share >= MIN_SHARE && functions[0].1.cognitive >= 15).then_some(Concentrated { functions, all, share })
}

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let Some(Concentrated { functions, all, share }) = concentrated(whole) else { return Vec::new() };
    let few = functions.len();
    let all = thousands(all as u64);
    let names: Vec<String> = functions.iter().map(|(_, f)| called(f)).collect();
    let mut evidence =
        vec![number(format!("{few} of {all} functions hold {} of the cognitive complexity", percent(share)))];
    evidence.extend(functions.iter().take(6).map(|(file, f)| function(&file.path, f)));
    vec![Insight {
        title: format!(
            "{few} of {all} functions hold {} of the complexity, first {} in {}",
            percent(share),
            names[0],
            short(&functions[0].0.path)
        ),
        detail: format!(
            "Hardest are {}. A few functions taken apart would change how the whole repository reads.",
            list(&names, 5)
        ),
        advice: format!(
            "Take them one at a time, beginning with {}: name each branch by what it decides, return early, and move \
             loops with a body of their own into functions.",
            names[0]
        ),
        evidence,
        ..draft("complexity", &[], Severity::Medium, 0.35 + 0.5 * share.min(0.6))
    }]
}
