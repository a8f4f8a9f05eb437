//! Files that change together though neither imports the other.

use rustc_hash::FxHashSet;
use types::{Coupling, Insight, Severity};

use super::draft::{draft, on, percent, short};
use crate::detect::ending;
use crate::whole::Whole;

/// Weaker ties have other reasons more often than not.
const MIN_DEGREE: f64 = 0.5;
const MAX_TOLD: usize = 2;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let Some(commits) = whole.parts.commits else { return Vec::new() };
    let imports: FxHashSet<(&str, &str)> =
        whole.parts.graph.edges.iter().map(|edge| (edge.from.as_str(), edge.to.as_str())).collect();
    commits
        .summary()
        .coupling
        .iter()
        .filter(|pair| pair.degree >= MIN_DEGREE && is_hidden(whole, &imports, pair))
        .take(MAX_TOLD)
        .map(tell)
        .collect()
}

/// Whether nothing in the code says why the two belong together.
fn is_hidden(whole: &Whole<'_>, imports: &FxHashSet<(&str, &str)>, pair: &Coupling) -> bool {
    let code = |path: &str| {
        whole
            .file(path)
            .is_some_and(|file| file.is_judged() && !file.class.test && !file.facts.functions.is_empty())
    };
    let (left, right) = (pair.left.as_str(), pair.right.as_str());
    // In Go and Java a folder is a package: its files see each other without imports.
    let one_package = folder(left) == folder(right) && (left.ends_with(".go") || left.ends_with(".java"));
    let by_folder = imports.contains(&(left, folder(right))) || imports.contains(&(right, folder(left)));
    // What both import may well be what ties them, and it is there to be seen.
    let shared = whole.parts.graph.edges.iter().filter(|edge| edge.from == left);
    code(left)
        && code(right)
        && !shared.into_iter().any(|edge| imports.contains(&(right, edge.to.as_str())))
        && !one_package
        && !by_folder
        && !imports.contains(&(left, right))
        && !imports.contains(&(right, left))
}

fn tell(pair: &Coupling) -> Insight {
    let (left, right) = (short(&pair.left), short(&pair.right));
    let fact = format!("{} shared commits, {} of the mean of both", pair.shared, percent(pair.degree));
    Insight {
        title: format!("{left} and {right} change together, but neither imports the other"),
        detail: format!(
            "{} commits changed both, {} of the commits that touched either on average. Something ties them that the \
             code does not show: a format, a constant, or knowledge kept twice. Whoever changes one must know of the \
             other.",
            pair.shared,
            percent(pair.degree),
        ),
        advice: format!(
            "Read the last few of these commits for what was changed in both places, and {}, or add a test that fails \
             when they drift apart.",
            if ending(&pair.left) == ending(&pair.right) {
                "give that one home which both import. Where that cannot be, say so in a comment on both sides"
            } else {
                "make one the source of the other: generate it. Where that cannot be, say so in a comment on both sides"
            },
        ),
        evidence: vec![on(&pair.left, fact.clone()), on(&pair.right, fact)],
        ..draft("hidden-coupling", &[&pair.left, &pair.right], Severity::Medium, 0.2 + 0.35 * pair.degree)
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}
