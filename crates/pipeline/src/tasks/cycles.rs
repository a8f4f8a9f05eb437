//! Import circles: one task per circle.

use types::{Severity, TaskDraft};

use super::draft::Work;
use super::score;
use crate::insights::{count, cycles_worth_telling, list, short};
use crate::whole::Whole;

/// Minutes to cut one import.
const BASE: u32 = 45;
const PER_FILE: u32 = 5;
const MAX_TOLD: usize = 10;

pub(super) fn derive(whole: &Whole<'_>) -> Vec<TaskDraft> {
    cycles_worth_telling(whole).take(MAX_TOLD).map(|group| task(whole, group)).collect()
}

fn task(whole: &Whole<'_>, group: &[String]) -> TaskDraft {
    let circle = whole.parts.graph.shortest_circle(group);
    let names: Vec<_> = circle.iter().map(|path| short(path)).collect();
    let way =
        circle.iter().chain(circle.first()).map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" -> ");
    let in_rust = group.iter().all(|path| path.ends_with(".rs"));
    let severity = if in_rust || group.len() == 2 { Severity::Low } else { Severity::Medium };
    let most =
        group.iter().max_by_key(|path| (whole.parts.graph.importers(path), std::cmp::Reverse(path.as_str())));
    let most = most.map_or("", String::as_str);
    let effort = BASE + PER_FILE * (group.len() as u32).min(20);
    let mut cause = vec!["cycle"];
    cause.extend(circle.iter().map(String::as_str));
    Work {
        cause,
        title: format!("Cut the import circle of {}", list(&names, 3)),
        why: format!("{} can only be loaded, tested and moved together.", count(group.len() as u64, "file")),
        evidence: vec![format!("the shortest circle: {way}")],
        steps: vec![
            "Look up which names each import of the circle brings in.".to_owned(),
            "Choose the import with the fewest, and move these names to a module that imports neither side."
                .to_owned(),
            "Where a type is all that is needed, import it for type checking only, or hand the value in."
                .to_owned(),
        ],
        place: circle.first().map(|path| (path.as_str(), None)),
        findings: Vec::new(),
    }
    .scored(score::at(whole, most, severity, effort))
}
