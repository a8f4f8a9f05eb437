//! Packages that two manifests side by side both list.

use std::collections::{BTreeMap, BTreeSet};

use types::{Insight, Severity};

use super::draft::{count, draft, list, on, short};
use crate::whole::Whole;

/// Fewer in common may be chance.
const MIN_COMMON: usize = 4;
const MAX_TOLD: usize = 2;

/// Two manifests of one folder that list the same packages.
pub(crate) struct Twice<'a> {
    pub left: &'a str,
    pub right: &'a str,
    /// How many packages both list.
    pub common: usize,
    /// Packages that they ask for in different words: name, left's, right's.
    pub differ: Vec<(&'a str, String, String)>,
}

/// A manifest's packages, with what is asked of them.
type Listed<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// All such pairs, those with most in common first.
pub(crate) fn twice<'a>(whole: &Whole<'a>) -> Vec<Twice<'a>> {
    let mut folders: BTreeMap<(&str, &str), BTreeMap<&str, Listed<'_>>> = BTreeMap::new();
    for wanted in whole.parts.external {
        let (folder, name) = wanted.manifest.rsplit_once('/').unwrap_or(("", &wanted.manifest));
        // What is compiled from a list of its own has it twice on purpose.
        if !name.ends_with(".in") {
            let manifests = folders.entry((wanted.ecosystem.as_str(), folder)).or_default();
            let asked = manifests.entry(&wanted.manifest).or_default().entry(&wanted.name).or_default();
            // A property stands for a version that is not known here.
            asked.extend(wanted.requirement.as_deref().filter(|text| !text.contains('$')));
        }
    }
    let mut found: Vec<Twice<'_>> = folders.values().flat_map(pairs).collect();
    found.sort_by(|a, b| b.common.cmp(&a.common).then_with(|| (a.left, a.right).cmp(&(b.left, b.right))));
    found.truncate(MAX_TOLD);
    found
}

/// Each two manifests of a folder that have enough in common.
fn pairs<'a>(manifests: &BTreeMap<&'a str, Listed<'a>>) -> Vec<Twice<'a>> {
    let each = manifests.iter().enumerate();
    each.flat_map(|(at, left)| manifests.iter().skip(at + 1).filter_map(move |right| pair(left, right)))
        .collect()
}

fn pair<'a>(left: (&&'a str, &Listed<'a>), right: (&&'a str, &Listed<'a>)) -> Option<Twice<'a>> {
    let common: Vec<_> =
        left.1.iter().filter_map(|(name, asked)| Some((*name, asked, right.1.get(name)?))).collect();
    let said = |asked: &BTreeSet<&str>| asked.iter().copied().collect::<Vec<_>>().join(" or ");
    (common.len() >= MIN_COMMON).then(|| Twice {
        left: left.0,
        right: right.0,
        common: common.len(),
        differ: common
            .iter()
            .filter(|(_, one, other)| !one.is_empty() && !other.is_empty() && one != other)
            .map(|(name, one, other)| (*name, said(one), said(other)))
            .collect(),
    })
}

pub(super) fn find(whole: &Whole<'_>) -> Vec<Insight> {
    twice(whole).iter().map(tell).collect()
}

fn tell(twice: &Twice<'_>) -> Insight {
    let Twice { left, right, common, differ } = twice;
    let names: Vec<String> = differ.iter().map(|(name, ..)| format!("`{name}`")).collect();
    let versions = if differ.is_empty() {
        "Where both name a version, it is the same today.".to_owned()
    } else {
        format!("They already ask for different versions of {}.", list(&names, 3))
    };
    let mut evidence = vec![
        on(left, format!("lists {} that {right} lists too", count(*common as u64, "package"))),
        on(right, format!("lists {} that {left} lists too", count(*common as u64, "package"))),
    ];
    evidence.extend(
        differ.iter().take(4).map(|(name, one, other)| on(right, format!("`{name}` {other}, there {one}"))),
    );
    Insight {
        title: format!(
            "{} and {} both list the same {}",
            short(left),
            short(right),
            count(*common as u64, "package")
        ),
        detail: format!(
            "Whoever adds a package or raises a version in one must think of the other, and what was tried with one \
             is not what the other builds. {versions}"
        ),
        advice: "Let one of them be the list: drop the other, make it from the first, or let a check compare the two."
            .to_owned(),
        evidence,
        ..draft("dependencies", &["twice", left, right], Severity::Low, if differ.is_empty() { 0.32 } else { 0.42 })
    }
}
