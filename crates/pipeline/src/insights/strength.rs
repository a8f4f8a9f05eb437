//! What is good here and should stay so.

use types::{Category, Insight, Severity};

use super::draft::{count, draft, list, number, percent, thousands};
use crate::whole::Whole;

/// With less code, praise means nothing.
const MIN_CODE: u64 = 100;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let strong = strengths(whole);
    if whole.parts.totals.code < MIN_CODE || strong.is_empty() {
        return Vec::new();
    }
    let says: Vec<&str> = strong.iter().map(|strength| strength.says.as_str()).collect();
    let keep: Vec<&str> = strong.iter().map(|strength| strength.keep).collect();
    vec![Insight {
        title: format!("What is strong here: {}", list(&says, 3)),
        detail: format!(
            "These are worth keeping: {}. The score is {:.0} of 100.",
            list(&says, 6),
            whole.parts.quality.score
        ),
        advice: format!("Hold it there by a check on every push: {}.", list(&keep, 6)),
        evidence: strong.iter().map(|strength| number(strength.fact.clone())).collect(),
        ..draft("strength", &[], Severity::Info, 0.12)
    }]
}

/// Something good.
struct Strength {
    says: String,
    keep: &'static str,
    fact: String,
}

fn strengths(whole: &Whole<'_>) -> Vec<Strength> {
    let mut strong = Vec::new();
    let functions: Vec<u32> = whole.functions().map(|(_, f)| f.cognitive).collect();
    let simple = functions.iter().filter(|&&cognitive| cognitive <= 15).count();
    let hardest = functions.iter().copied().max().unwrap_or(0);
    if functions.len() >= 10 && simple as f64 >= 0.97 * functions.len() as f64 && hardest <= 50 {
        strong.push(Strength {
            says: "small, plain functions".to_owned(),
            keep: "no function above a cognitive complexity of 15",
            fact: format!(
                "{simple} of {} are at most 15 in cognitive complexity",
                count(functions.len() as u64, "function")
            ),
        });
    }
    let grave = |found: &&types::Finding| {
        found.category == Category::Security && !found.in_test && found.severity >= Severity::Medium
    };
    if !functions.is_empty() && !whole.parts.findings.iter().any(|found| grave(&found)) {
        strong.push(Strength {
            says: "no security weakness that the rules know".to_owned(),
            keep: "no new security finding",
            fact: "no open security finding of medium severity or worse outside tests".to_owned(),
        });
    }
    if whole.parts.totals.code >= 1000 && whole.parts.duplication.ratio < 0.02 {
        strong.push(Strength {
            says: "next to no repeated code".to_owned(),
            keep: "no new clone",
            fact: format!("{} of the product code is repeated", percent(whole.parts.duplication.ratio)),
        });
    }
    let (test, product) = test_lines(whole);
    if test as f64 >= 0.4 * product as f64 && product > 0 {
        strong.push(Strength {
            says: format!("much test code ({} per 100 of product)", count(100 * test / product, "line")),
            keep: "a test with every change",
            fact: format!("{} of test code, {} of product code", count(test, "line"), thousands(product)),
        });
    }
    if whole.product().count() >= 10
        && whole.parts.graph.edges.len() >= 10
        && whole.parts.graph.cycles.is_empty()
    {
        strong.push(Strength {
            says: "no import circles".to_owned(),
            keep: "no import circle",
            fact: format!(
                "{} between files, none in a circle",
                count(whole.parts.graph.edges.len() as u64, "import")
            ),
        });
    }
    strong
}

/// Lines with code in tests, and in product code.
fn test_lines(whole: &Whole<'_>) -> (u64, u64) {
    let mut test = 0;
    let mut product = 0;
    for file in whole.parts.files.iter().filter(|file| file.is_judged()) {
        let inside: u64 = file
            .facts
            .functions
            .iter()
            .filter(|function| function.in_test)
            .map(|f| u64::from(f.code_lines))
            .sum();
        let code = file.facts.totals.code;
        let inside = if file.class.test { code } else { inside.min(code) };
        test += inside;
        product += code - inside;
    }
    (test, product)
}
