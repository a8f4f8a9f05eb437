//! Circles in a graph of imports, and the shortest in each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rustc_hash::FxHashMap;
use types::ImportEdge;

use super::components;

/// From how many files of a group its shortest circle is looked for.
const MAX_STARTS: usize = 200;

/// Groups of at least two files that all reach each other, the largest first; each ordered by path.
pub(super) fn find<'e>(edges: impl Iterator<Item = &'e ImportEdge>) -> Vec<Vec<String>> {
    let mut ids: FxHashMap<&str, usize> = FxHashMap::default();
    let mut names: Vec<&str> = Vec::new();
    let mut next: Vec<Vec<u32>> = Vec::new();
    for edge in edges {
        let [from, to] = [edge.from.as_str(), edge.to.as_str()].map(|name| {
            *ids.entry(name).or_insert_with(|| {
                names.push(name);
                next.push(Vec::new());
                names.len() - 1
            })
        });
        next[from].push(to as u32);
    }
    let mut groups: Vec<Vec<String>> = components(&next)
        .into_iter()
        .filter(|group| group.len() > 1)
        .map(|group| {
            let mut group: Vec<String> = group.into_iter().map(|at| names[at as usize].to_owned()).collect();
            group.sort();
            group
        })
        .collect();
    groups.sort_by(|a, b| (Reverse(a.len()), a).cmp(&(Reverse(b.len()), b)));
    groups
}

/// The shortest circle within a group, as the paths on it in order, from the first by name among the shortest.
///
/// A group of thirty files says little; three files that import each other in turn say where to cut. In a group of
/// more than [`MAX_STARTS`] files, circles are looked for from the first ones only.
pub(super) fn shortest<'e>(group: &[String], edges: impl Iterator<Item = &'e ImportEdge>) -> Vec<String> {
    let members: BTreeSet<&str> = group.iter().map(String::as_str).collect();
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for edge in edges {
        if members.contains(edge.from.as_str()) && members.contains(edge.to.as_str()) {
            next.entry(&edge.from).or_default().push(&edge.to);
        }
    }
    let mut best: Option<Vec<&str>> = None;
    for &start in members.iter().take(MAX_STARTS) {
        if let Some(circle) = circle_from(start, &next)
            && best.as_ref().is_none_or(|best| circle.len() < best.len())
        {
            best = Some(circle);
        }
    }
    best.unwrap_or_default().into_iter().map(str::to_owned).collect()
}

/// The shortest way from a file back to itself.
fn circle_from<'e>(start: &'e str, next: &BTreeMap<&'e str, Vec<&'e str>>) -> Option<Vec<&'e str>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(here) = queue.pop_front() {
        for &there in next.get(here).into_iter().flatten() {
            if there == start {
                let mut way = vec![here];
                while way[way.len() - 1] != start {
                    way.push(came_from[way[way.len() - 1]]);
                }
                way.reverse();
                return Some(way);
            }
            if !came_from.contains_key(there) {
                came_from.insert(there, here);
                queue.push_back(there);
            }
        }
    }
    None
}
