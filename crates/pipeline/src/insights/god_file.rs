//! Files that do too much: many lines, many functions, many that lean on them.

use std::collections::{BTreeMap, BTreeSet};

use types::{Insight, Severity};

use super::draft::{count, draft, list, number, on, short, thousands};
use crate::AnalyzedFile;
use crate::facts::SymbolKind;
use crate::whole::Whole;

const MIN_LINES: u64 = 600;
const MIN_FUNCTIONS: usize = 25;
const MAX_TOLD: usize = 2;

/// A file that does too much.
pub(crate) struct Large<'a> {
    pub file: &'a AnalyzedFile,
    /// How many functions it has.
    pub functions: usize,
    /// How many files import it.
    pub importers: u32,
    /// Its types with how many functions each owns, the most first.
    pub groups: Vec<(&'a str, usize)>,
}

/// The files that do most at once, the worst first.
pub(crate) fn large<'a>(whole: &Whole<'a>) -> Vec<Large<'a>> {
    let mut large: Vec<Large<'a>> = whole
        .product()
        .map(|file| {
            let functions = file.facts.functions.iter().filter(|function| !function.in_test).count();
            let importers = whole.parts.graph.importers(&file.path);
            Large { file, functions, importers, groups: Vec::new() }
        })
        .filter(|large| large.file.facts.totals.code >= MIN_LINES && large.functions >= MIN_FUNCTIONS)
        .collect();
    large.sort_by(|a, b| {
        let weight = |large: &Large<'_>| {
            large.file.facts.totals.code as f64 * large.functions as f64 * f64::from(large.importers + 1)
        };
        weight(b).total_cmp(&weight(a)).then_with(|| a.file.path.cmp(&b.file.path))
    });
    large.truncate(MAX_TOLD);
    for large in &mut large {
        large.groups = groups(large.file);
    }
    large
}

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    large(whole).iter().map(|large| tell(whole, large)).collect()
}

fn tell(whole: &Whole<'_>, large: &Large<'_>) -> Insight {
    let Large { file, functions, importers, groups } = large;
    let code = file.facts.totals.code;
    let size = format!("{}, {}", count(code, "line"), count(*functions as u64, "function"));
    let share = code as f64 / whole.product().map(|file| file.facts.totals.code).sum::<u64>().max(1) as f64;
    let named: Vec<String> = groups.iter().map(|(owner, count)| format!("`{owner}` ({count})")).collect();
    let leaning = if *importers == 0 {
        String::new()
    } else {
        format!(", imported by {}", count(u64::from(*importers), "file"))
    };
    let (seams, advice) = match groups.as_slice() {
        [(owner, methods), ..] if methods * 5 >= functions * 3 => (
            format!("{} of its functions belong to `{owner}`.", thousands(*methods as u64)),
            format!(
                "Look for fields of `{owner}` that only some of its methods touch: each such group can become a type \
                 of its own that `{owner}` holds, in its own file."
            ),
        ),
        [_, .., _] => (
            format!("It holds several things that could stand alone: {} with their methods.", list(&named, 4)),
            format!(
                "Give each of them a file, beginning with a small one: {} can go before {}. Keep the old file as a \
                 thin index while callers move over.",
                named[named.len() - 1],
                named[0],
            ),
        ),
        _ => (
            format!("Its {} share one name space.", count(*functions as u64, "function")),
            "Group its functions by the data they touch, and move one group at a time to a file named after it."
                .to_owned(),
        ),
    };
    let mut evidence = vec![on(&file.path, format!("{size}{leaning}"))];
    evidence.extend(
        groups
            .iter()
            .take(5)
            .map(|(owner, n)| on(&file.path, format!("`{owner}`: {}", count(*n as u64, "method")))),
    );
    evidence.push(number(format!("{:.0} % of the product code", share * 100.0)));
    let worth =
        0.35 + 0.25 * whole.reach(&file.path) + 0.1 * (code as f64 / 3000.0).min(1.0) + 0.3 * share.min(0.3);
    Insight {
        title: format!("{} does much at once: {size}{leaning}", short(&file.path)),
        detail: format!(
            "{seams} Every change to any of it is a change to this file, and a reader has to find their way first."
        ),
        advice,
        evidence,
        ..draft(
            "god-file",
            &[&file.path],
            if code >= 2 * MIN_LINES { Severity::Medium } else { Severity::Low },
            worth,
        )
    }
}

/// Types with how many functions they own, the most first.
fn groups(file: &AnalyzedFile) -> Vec<(&str, usize)> {
    let types: BTreeSet<&str> = file
        .facts
        .symbols
        .iter()
        .filter(|symbol| symbol.kind == SymbolKind::Type && symbol.name.len() > 1)
        .map(|symbol| symbol.name.as_str())
        .collect();
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for function in file.facts.functions.iter().filter(|function| !function.in_test) {
        let owner = function.name.rsplit_once("::").or_else(|| function.name.rsplit_once('.'));
        // Not a type parameter, nor an object that functions are hung on.
        if let Some((owner, _)) = owner.filter(|(owner, _)| types.contains(owner)) {
            *owners.entry(owner).or_insert(0) += 1;
        }
    }
    let mut owners: Vec<_> = owners.into_iter().filter(|&(_, functions)| functions >= 3).collect();
    owners.sort_by_key(|&(owner, functions)| (std::cmp::Reverse(functions), owner));
    owners
}
