//! Functions of a file that call each other in a circle.

use rustc_hash::FxHashMap;

/// What is known of a function when its calls are resolved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Callable<'s> {
    /// Its name without its owner.
    pub name: &'s str,
    /// The type that it belongs to, without a path.
    pub owner: Option<&'s str>,
    /// By what name it calls the object that it belongs to.
    pub receiver: Option<&'s str>,
    /// How many parameters it declares.
    pub parameters: u32,
}

/// A call seen in a function.
#[derive(Debug, Clone, Copy)]
pub(super) struct CallSite<'s> {
    /// The function that calls, by position.
    pub caller: u32,
    /// What stands before the name.
    pub qualifier: Option<&'s str>,
    /// The name called.
    pub name: &'s str,
    /// How many arguments are handed over.
    pub arguments: u32,
}

/// Which functions are in a recursion cycle, by position.
///
/// A call is followed only where it can mean one function of the file: a plain name means a function without an owner
/// (or, where `bare_methods`, a method of the caller's own type), a name on `self` or on a type's name means that
/// type's method. All other calls lead out of the file.
pub(super) fn recursive(functions: &[Callable<'_>], sites: &[CallSite<'_>], bare_methods: bool) -> Vec<bool> {
    let mut by_name: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for (at, function) in functions.iter().enumerate() {
        by_name.entry(function.name).or_default().push(at as u32);
    }
    let mut calls = vec![Vec::new(); functions.len()];
    for site in sites {
        let Some(candidates) = by_name.get(site.name) else { continue };
        let caller = &functions[site.caller as usize];
        let owner = match site.qualifier {
            None if bare_methods => caller.owner,
            None => None,
            Some(qualifier) if caller.receiver == Some(qualifier) || matches!(qualifier, "Self" | "cls") => {
                caller.owner
            }
            Some(qualifier) => Some(qualifier),
        };
        if site.qualifier.is_some() && owner.is_none() {
            continue;
        }
        let meant = |exact: bool| {
            candidates.iter().copied().filter(move |&at| {
                let function = &functions[at as usize];
                function.owner == owner && (!exact || function.parameters == site.arguments)
            })
        };
        let exact = meant(false).count() > 1;
        let mut meant = meant(exact);
        if let (Some(callee), None) = (meant.next(), meant.next()) {
            calls[site.caller as usize].push(callee);
        }
    }
    in_cycles(&calls)
}

/// Which nodes of a graph are in a cycle, a step to oneself included: Tarjan's strongly connected components, without
/// recursion of its own.
fn in_cycles(edges: &[Vec<u32>]) -> Vec<bool> {
    const UNSEEN: u32 = u32::MAX;
    let mut index = vec![UNSEEN; edges.len()];
    let mut low = vec![0; edges.len()];
    let mut on_stack = vec![false; edges.len()];
    let mut cyclic = vec![false; edges.len()];
    let mut stack: Vec<u32> = Vec::new();
    let mut path: Vec<(u32, usize)> = Vec::new();
    let mut next = 0;
    for root in 0..edges.len() as u32 {
        if index[root as usize] != UNSEEN || edges[root as usize].is_empty() {
            continue;
        }
        path.push((root, 0));
        while let Some((node, edge)) = path.last_mut() {
            let (at, edge_at) = (*node as usize, *edge);
            if edge_at == 0 {
                index[at] = next;
                low[at] = next;
                next += 1;
                stack.push(*node);
                on_stack[at] = true;
            }
            if let Some(&to) = edges[at].get(edge_at) {
                *edge += 1;
                let to_at = to as usize;
                if to_at == at {
                    cyclic[at] = true;
                }
                if index[to_at] == UNSEEN {
                    path.push((to, 0));
                } else if on_stack[to_at] {
                    low[at] = low[at].min(index[to_at]);
                }
                continue;
            }
            path.pop();
            if let Some(&(above, _)) = path.last() {
                low[above as usize] = low[above as usize].min(low[at]);
            }
            if low[at] == index[at] {
                let from = stack.iter().rposition(|&member| member as usize == at).unwrap_or(0);
                let circle = stack.len() - from > 1;
                for member in stack.drain(from..) {
                    on_stack[member as usize] = false;
                    cyclic[member as usize] |= circle;
                }
            }
        }
    }
    cyclic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_found_and_chains_are_not() {
        for (edges, expected) in [
            (vec![vec![], vec![]], vec![false, false]),
            (vec![vec![0], vec![0]], vec![true, false]),
            (vec![vec![1], vec![2], vec![0], vec![0]], vec![true, true, true, false]),
            (vec![vec![1, 2], vec![3], vec![3], vec![]], vec![false; 4]),
            (vec![vec![1], vec![2, 3], vec![1], vec![4], vec![3]], vec![false, true, true, true, true]),
        ] {
            assert_eq!(in_cycles(&edges), expected, "{edges:?}");
        }
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let mut edges: Vec<Vec<u32>> = (1..=200_000).map(|to| vec![to]).collect();
        edges.push(vec![0]);
        assert!(in_cycles(&edges).into_iter().all(|cyclic| cyclic));
    }
}
