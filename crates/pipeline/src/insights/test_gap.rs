//! Complex code that no test reaches.

use std::cmp::Reverse;

use types::{Insight, Severity};

use super::draft::{at, called, count, draft, function, list, number, on, short};
use crate::AnalyzedFile;
use crate::facts::FunctionFacts;
use crate::whole::Whole;

/// A function is worth a test of its own from this cognitive complexity on.
const MIN_COGNITIVE: u32 = 8;
/// A repository with less code may well do without tests.
const MIN_CODE: u64 = 200;

/// A file that no test reaches, with its complex functions.
pub(crate) struct Gap<'a> {
    pub file: &'a AnalyzedFile,
    /// The hardest first.
    pub functions: Vec<&'a FunctionFacts>,
    /// How much a test would be worth: complexity, doubled by heat and by what leans on the file.
    pub weight: f64,
}

/// The files that no test reaches and that have complex functions, those most worth a test first.
pub(crate) fn gaps<'a>(whole: &Whole<'a>) -> Vec<Gap<'a>> {
    let mut gaps: Vec<Gap<'a>> = whole
        .product()
        .filter(|file| !whole.is_tested(&file.path))
        .filter_map(|file| {
            let mut functions: Vec<_> =
                file.facts.functions.iter().filter(|f| is_complex(f) && !whole.is_mentioned(f)).collect();
            functions.sort_by_key(|f| (Reverse(f.cognitive), f.start_line));
            let sum: u32 = functions.iter().map(|f| f.cognitive).sum();
            let weight = f64::from(sum) * (1.0 + whole.heat(&file.path)) * (1.0 + whole.reach(&file.path));
            (!functions.is_empty()).then_some(Gap { file, functions, weight })
        })
        .collect();
    gaps.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.file.path.cmp(&b.file.path)));
    gaps
}

fn is_complex(function: &FunctionFacts) -> bool {
    !function.in_test && !function.nested && function.cognitive >= MIN_COGNITIVE
}

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let gaps = gaps(whole);
    if whole.has_tests() { reached(whole, &gaps) } else { none(whole, &gaps) }
}

/// There are tests, but not everywhere.
fn reached(whole: &Whole<'_>, gaps: &[Gap<'_>]) -> Vec<Insight> {
    let Some(first) = gaps.first() else { return Vec::new() };
    let functions: usize = gaps.iter().map(|gap| gap.functions.len()).sum();
    let all = whole.functions().filter(|(_, f)| is_complex(f)).count();
    let names: Vec<_> = gaps.iter().map(|gap| short(&gap.file.path)).collect();
    let hardest = first.functions[0];
    let share = functions as f64 / all.max(1) as f64;
    let mut evidence =
        vec![number(format!("{functions} of {all} complex functions stand in files that no test reaches"))];
    evidence.extend(gaps.iter().take(6).map(|gap| function(&gap.file.path, gap.functions[0])));
    vec![Insight {
        title: format!(
            "No test reaches {}, with {} (cognitive complexity {})",
            short(&first.file.path),
            called(hardest),
            hardest.cognitive
        ),
        detail: format!(
            "{functions} of the {all} functions with branches enough to go wrong stand in {} that no test file \
             imports or is named after, and no test has their names: {}. (A test that starts the whole program is not \
             seen.)",
            count(gaps.len() as u64, "file"),
            list(&names, 4),
        ),
        advice: format!(
            "Write the first test for {}: one case per branch of its outermost decision.{}",
            called(hardest),
            if functions > 1 { " Then go on down the list." } else { "" }
        ),
        evidence,
        ..draft(
            "test-gap",
            &[],
            if share > 0.3 { Severity::High } else { Severity::Medium },
            0.5 + 0.25 * share,
        )
    }]
}

/// There are no tests at all.
fn none(whole: &Whole<'_>, gaps: &[Gap<'_>]) -> Vec<Insight> {
    let code: u64 = whole.product().map(|file| file.facts.totals.code).sum();
    if code < MIN_CODE {
        return Vec::new();
    }
    let begin = gaps.first().map(|gap| (gap.file, gap.functions[0]));
    let advice = match begin {
        Some((file, f)) => format!(
            "Begin where it pays most: one test for {} in {}, run on every push.",
            called(f),
            short(&file.path)
        ),
        None => "Begin with one test of the most used function, run on every push.".to_owned(),
    };
    let mut evidence = vec![number(format!("{code} lines of code, no test"))];
    evidence.extend(begin.map(|(file, f)| at(&file.path, f.start_line, f.end_line, "most worth a test")));
    if begin.is_none() {
        evidence.extend(
            whole
                .product()
                .max_by_key(|file| file.facts.totals.code)
                .map(|file| on(&file.path, "the largest file")),
        );
    }
    vec![Insight {
        title: format!("Nothing tests these {code} lines of code"),
        detail: "No test file and no test function was found, so nobody can tell whether a change breaks something \
                 until it is used."
            .to_owned(),
        advice,
        evidence,
        ..draft("test-gap", &[], Severity::High, 0.82)
    }]
}
