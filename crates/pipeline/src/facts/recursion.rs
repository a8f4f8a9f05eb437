//! Functions of a file that call each other in a circle.

use rustc_hash::FxHashMap;

use crate::graph::components;

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

/// The function that goes by each name; `None` where several do.
type Meanings<K> = FxHashMap<K, Option<u32>>;

/// Which functions are in a recursion cycle, by position.
///
/// A call is followed only where it can mean one function of the file: a plain name means a function without an owner
/// (or, where `bare_methods`, a method of the caller's own type), a name on `self` or on a type's name means that
/// type's method. All other calls lead out of the file.
pub(super) fn recursive(functions: &[Callable<'_>], sites: &[CallSite<'_>], bare_methods: bool) -> Vec<bool> {
    let mut named: Meanings<(Option<&str>, &str)> = FxHashMap::default();
    let mut exact: Meanings<(Option<&str>, &str, u32)> = FxHashMap::default();
    for (function, at) in functions.iter().zip(0..) {
        let Callable { owner, name, parameters, .. } = *function;
        named.entry((owner, name)).and_modify(|meaning| *meaning = None).or_insert(Some(at));
        exact.entry((owner, name, parameters)).and_modify(|meaning| *meaning = None).or_insert(Some(at));
    }
    let mut calls: Vec<Vec<u32>> = vec![Vec::new(); functions.len()];
    for site in sites {
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
        // Where several have the name, the number of arguments may tell them apart.
        let one = match named.get(&(owner, site.name)) {
            Some(None) => exact.get(&(owner, site.name, site.arguments)).copied().flatten(),
            meaning => meaning.copied().flatten(),
        };
        calls[site.caller as usize].extend(one);
    }
    in_cycles(&calls)
}

/// Which nodes of a graph are in a cycle, a step to oneself included.
fn in_cycles(edges: &[Vec<u32>]) -> Vec<bool> {
    let mut cyclic: Vec<bool> = edges.iter().zip(0..).map(|(next, at)| next.contains(&at)).collect();
    for group in components(edges).into_iter().filter(|group| group.len() > 1) {
        for member in group {
            cyclic[member as usize] = true;
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
