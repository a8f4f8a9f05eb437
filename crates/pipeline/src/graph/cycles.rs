//! Circles in a graph of imports, and the shortest in each.

use std::cmp::Reverse;
use std::collections::VecDeque;

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
    let ids: FxHashMap<&str, usize> = group.iter().map(String::as_str).zip(0..).collect();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); group.len()];
    for edge in edges {
        if let (Some(&from), Some(&to)) = (ids.get(edge.from.as_str()), ids.get(edge.to.as_str())) {
            next[from].push(to);
        }
    }
    let mut best: Vec<usize> = Vec::new();
    for start in 0..group.len().min(MAX_STARTS) {
        let shorter_than = if best.is_empty() { usize::MAX } else { best.len() };
        best = circle_from(start, &next, shorter_than).unwrap_or(best);
    }
    best.into_iter().map(|at| group[at].clone()).collect()
}

/// The shortest way from a file back to itself, over fewer files than given.
fn circle_from(start: usize, next: &[Vec<usize>], shorter_than: usize) -> Option<Vec<usize>> {
    let mut came_from: FxHashMap<usize, usize> = FxHashMap::default();
    let mut queue = VecDeque::from([(start, 1)]);
    while let Some((here, files)) = queue.pop_front().filter(|&(_, files)| files < shorter_than) {
        for &there in &next[here] {
            if there == start {
                let mut way = vec![here];
                while way[way.len() - 1] != start {
                    way.push(came_from[&way[way.len() - 1]]);
                }
                way.reverse();
                return Some(way);
            }
            came_from.entry(there).or_insert_with(|| {
                queue.push_back((there, files + 1));
                here
            });
        }
    }
    None
}
