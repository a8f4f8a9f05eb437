//! The file that most others lean on.

use types::{Insight, Severity};

use super::draft::{at, count, draft, list, on, percent, short};
use crate::facts::SymbolKind;
use crate::whole::Whole;

const MIN_FILES: usize = 8;
/// So many files, or so large a share of all.
const MIN_IMPORTERS: u32 = 10;
const MIN_SHARE: f64 = 0.2;

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    let files = whole.product().count();
    if files < MIN_FILES {
        return Vec::new();
    }
    let graph = whole.parts.graph;
    let most = whole
        .product()
        .map(|file| (graph.importers(&file.path), file))
        .filter(|(importers, file)| {
            (*importers >= MIN_IMPORTERS || f64::from(*importers) >= MIN_SHARE * files as f64)
                && !file.facts.functions.is_empty()
        })
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.path.cmp(&a.1.path)));
    let Some((importers, file)) = most else { return Vec::new() };
    let share = f64::from(importers) / files as f64;
    let public: Vec<_> =
        file.facts.symbols.iter().filter(|s| s.public && s.parent.is_none() && !s.in_test).collect();
    let mut named: Vec<_> = public.iter().filter(|symbol| symbol.kind == SymbolKind::Type).collect();
    named.extend(public.iter().filter(|symbol| symbol.kind == SymbolKind::Function));
    let names: Vec<String> = named.iter().map(|symbol| format!("`{}`", symbol.name)).collect();
    let offers = if names.is_empty() { String::new() } else { format!(" It offers {}.", list(&names, 5)) };
    let tested = whole.is_tested(&file.path);
    let mut evidence =
        vec![on(&file.path, format!("imported by {} of {}", importers, count(files as u64, "file")))];
    evidence.extend(
        named
            .iter()
            .take(4)
            .map(|symbol| at(&file.path, symbol.start_line, symbol.end_line, format!("`{}`", symbol.name))),
    );
    vec![Insight {
        title: format!(
            "{} is what the rest leans on: {} import it",
            short(&file.path),
            count(u64::from(importers), "file")
        ),
        detail: format!(
            "{} of the files import it, so a change there reaches far, and a newcomer meets it first.{offers}",
            percent(share)
        ),
        advice: if tested {
            "Read it first when you are new here, keep its surface small, and ask for a second reader on every change \
             to it."
                .to_owned()
        } else {
            "No test reaches it directly: pin down what callers rely on with tests before the next change to it."
                .to_owned()
        },
        evidence,
        ..draft(
            "keystone",
            &[&file.path],
            if tested { Severity::Info } else { Severity::Medium },
            if tested { 0.28 } else { 0.55 },
        )
    }]
}
