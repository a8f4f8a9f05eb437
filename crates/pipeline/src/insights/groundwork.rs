//! What a repository is expected to have and lacks: checks on every push, a licence, a word of welcome.

use types::{Insight, Severity, Technology, TechnologyKind};

use super::draft::{draft, list, number};
use crate::whole::Whole;

/// Below this, a repository may be a note to oneself.
const MIN_CODE: u64 = 50;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let missing = missing(whole);
    if missing.is_empty() || whole.parts.totals.code < MIN_CODE {
        return Vec::new();
    }
    let names: Vec<&str> = missing.iter().map(|lack| lack.name).collect();
    let reasons: Vec<&str> = missing.iter().map(|lack| lack.why).collect();
    let advice: Vec<&str> = missing.iter().map(|lack| lack.advice).collect();
    vec![Insight {
        title: format!("The repository has no {}", list(&names, 3).replace(" and ", " and no ")),
        detail: reasons.join(" "),
        advice: advice.join(" "),
        evidence: missing.iter().map(|lack| number(lack.seen)).collect(),
        ..draft("groundwork", &[], Severity::Low, 0.3 + 0.06 * missing.len() as f64)
    }]
}

/// Something that is not there.
pub(crate) struct Lack {
    /// Without an article.
    pub name: &'static str,
    /// With one.
    pub named: &'static str,
    pub why: &'static str,
    pub advice: &'static str,
    seen: &'static str,
}

/// What is not there.
pub(crate) fn missing(whole: &Whole<'_>) -> Vec<&'static Lack> {
    // Robots that propose newer dependencies check nothing.
    let has = |kind| {
        let named = |technology: &&Technology| !matches!(technology.name.as_str(), "Dependabot" | "Renovate");
        whole.parts.stack.iter().filter(named).any(|technology| technology.kind == kind)
    };
    let file = |begins: &[&str]| {
        whole.parts.paths.iter().any(|path| {
            let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
            path.matches('/').count() <= 1 && begins.iter().any(|begin| name.starts_with(begin))
        })
    };
    let mut missing = Vec::new();
    if !has(TechnologyKind::Ci) {
        missing.push(&NO_CI);
    }
    if !has(TechnologyKind::Licence) && !file(&["licen", "copying", "unlicense"]) {
        missing.push(&NO_LICENCE);
    }
    if !file(&["readme"]) {
        missing.push(&NO_README);
    }
    missing
}

static NO_CI: Lack = Lack {
    name: "checks on every push",
    named: "checks on every push",
    why: "Whether a change breaks something is found by whoever pulls it.",
    advice: "Add a workflow that runs the build and the tests on every push.",
    seen: "no configuration of a continuous-integration service was found",
};
static NO_LICENCE: Lack = Lack {
    name: "licence",
    named: "a licence",
    why: "Without terms, nobody else may use or change the code.",
    advice: "Add a LICENSE file with the terms you want.",
    seen: "no licence file was found",
};
static NO_README: Lack = Lack {
    name: "README",
    named: "a README",
    why: "A newcomer is not told what this is or how to run it.",
    advice: "Add a README with what it is for, and the commands to build, test and run it.",
    seen: "no README was found",
};
