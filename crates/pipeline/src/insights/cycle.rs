//! Files that import each other in a circle.

use types::{Insight, Severity};

use super::draft::{count, draft, list, number, on, short};
use crate::whole::Whole;

const MAX_TOLD: usize = 3;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    worth_telling(whole).take(MAX_TOLD).map(|group| tell(whole, group)).collect()
}

/// Circles that cost something, the largest first.
///
/// In Rust a crate is compiled as one unit, so two modules that use each other are nothing to speak of, and of larger
/// circles the largest tells enough.
pub(crate) fn worth_telling<'a>(whole: &Whole<'a>) -> impl Iterator<Item = &'a Vec<String>> {
    let mut told = 0;
    whole.parts.graph.cycles.iter().filter(move |group| {
        let rust = is_one_unit(group);
        told += usize::from(rust);
        !rust || group.len() > 2 && told == 1
    })
}

/// Whether a compiler takes all of the files as one.
fn is_one_unit(group: &[String]) -> bool {
    group.iter().all(|path| path.ends_with(".rs"))
}

/// Whether a file's names are there only once it has been run.
fn loads_in_order(group: &[String]) -> bool {
    group.iter().any(|path| {
        let ending = path.rsplit('.').next().unwrap_or_default();
        matches!(ending, "py" | "js" | "jsx" | "mjs" | "cjs" | "ts" | "tsx" | "mts" | "cts")
    })
}

fn tell(whole: &Whole<'_>, group: &[String]) -> Insight {
    let graph = whole.parts.graph;
    let circle = graph.shortest_circle(group);
    let names: Vec<_> = circle.iter().map(|path| short(path)).collect();
    let way = names.iter().chain(names.first()).cloned().collect::<Vec<_>>().join(" → ");
    let compiled_whole = is_one_unit(group);
    let (severity, worth) = match (compiled_whole, group.len()) {
        (true, _) => (Severity::Low, 0.35),
        (false, 2) => (Severity::Medium, 0.55),
        (false, _) => (Severity::Medium, 0.68),
    };
    let title = if group.len() == 2 {
        format!("{} and {} import each other", short(&group[0]), short(&group[1]))
    } else {
        format!(
            "{} import each other in a circle, such as {}",
            count(group.len() as u64, "file"),
            list(&names, 3)
        )
    };
    let cost = if compiled_whole {
        "None of them can be read, tested or moved to a crate of its own without the others."
    } else if loads_in_order(group) {
        "None of them can be loaded, tested or moved without the others, and the order of loading decides whether a \
         name is already there."
    } else {
        "None of them can be understood, tested or moved without the others."
    };
    let mut evidence = vec![number(format!("shortest circle: {way}"))];
    evidence.extend(
        group
            .iter()
            .take(8)
            .map(|path| on(path, format!("imported by {}", count(u64::from(graph.importers(path)), "file")))),
    );
    Insight {
        title,
        detail: format!("{way}. {cost}"),
        advice: advice(whole, &circle),
        evidence,
        ..draft("cycle", &circle.iter().map(String::as_str).collect::<Vec<_>>(), severity, worth)
    }
}

/// Which import of a circle to cut.
fn advice(whole: &Whole<'_>, circle: &[String]) -> String {
    let after = |at: usize| circle[(at + 1) % circle.len()].as_str();
    // A file that only passes on what others hold needs them all; it is they that should not go over it.
    if let Some(index) = circle.iter().position(|path| whole.is_index(path)) {
        let user = &circle[(index + circle.len() - 1) % circle.len()];
        return format!(
            "Let {} import what it needs from the file that defines it, not over {}. Do the same for the other files \
             that this index passes on.",
            short(user),
            short(&circle[index]),
        );
    }
    // What most others lean on should itself lean on the least.
    let graph = whole.parts.graph;
    let base =
        (0..circle.len()).max_by_key(|&at| (graph.importers(&circle[at]), std::cmp::Reverse(&circle[at])));
    let Some(base) = base else { return String::new() };
    format!(
        "Cut the import of {} in {}, the part that others lean on most: move what it needs from there into a module \
         that imports neither, or hand it in as a parameter.",
        short(after(base)),
        short(&circle[base]),
    )
}
