//! How few functions hold most of the complexity.

use types::{Insight, Severity};

use super::draft::{called, draft, function, list, number, percent};
use crate::AnalyzedFile;
use crate::facts::FunctionFacts;
use crate::whole::Whole;

const MIN_FUNCTIONS: usize = 40;
/// Functions that are looked at: this share of all, the hardest.
const TOP: f64 = 0.03;
/// Less is as code usually is.
const MIN_SHARE: f64 = 0.25;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let mut functions: Vec<(&AnalyzedFile, &FunctionFacts)> = whole.functions().collect();
    if functions.len() < MIN_FUNCTIONS {
        return Vec::new();
    }
    functions.sort_by(|a, b| {
        (b.1.cognitive, &a.0.path, a.1.start_line).cmp(&(a.1.cognitive, &b.0.path, b.1.start_line))
    });
    let all: u64 = functions.iter().map(|(_, f)| u64::from(f.cognitive)).sum();
    let few = ((functions.len() as f64 * TOP).ceil() as usize).max(2);
    let held: u64 = functions[..few].iter().map(|(_, f)| u64::from(f.cognitive)).sum();
    let share = held as f64 / all.max(1) as f64;
    if share < MIN_SHARE || functions[0].1.cognitive < 15 {
        return Vec::new();
    }
    let names: Vec<String> = functions[..few].iter().map(|(_, f)| called(f)).collect();
    let mut evidence = vec![number(format!(
        "{few} of {} functions hold {} of the cognitive complexity",
        functions.len(),
        percent(share)
    ))];
    evidence.extend(functions[..few].iter().take(6).map(|(file, f)| function(&file.path, f)));
    vec![Insight {
        title: format!(
            "{few} of {} functions hold {} of the complexity, first {}",
            functions.len(),
            percent(share),
            names[0]
        ),
        detail: format!(
            "The rest of the code is plain; {} are not. A few functions taken apart would change how the whole \
             repository reads.",
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
