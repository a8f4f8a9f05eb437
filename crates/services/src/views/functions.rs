//! Functions by any of their measures.

use std::cmp::Reverse;

use types::{Function, Report};
use uuid::Uuid;

use super::look;
use crate::{Page, PageRequest, Result, Services};

/// By what functions are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Cognitive complexity.
    #[default]
    Cognitive,
    /// Decisions.
    Cyclomatic,
    /// Lines with code.
    Lines,
    /// Declared parameters.
    Parameters,
    /// The deepest nesting.
    Nesting,
    /// The maintainability index.
    Maintainability,
    /// The name, as a dictionary has it.
    Name,
}

/// Which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The smallest.
    Asc,
    /// The largest.
    Desc,
}

/// Narrows and orders functions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FunctionFilter {
    /// By what they are ordered.
    pub sort: Sort,
    /// Which end comes first; none for what wants attention first: names from A, a low maintainability index, the
    /// largest of all else.
    pub order: Option<Order>,
    /// Only paths that begin with this.
    pub path_prefix: Option<String>,
    /// Only test code, or only other code.
    pub in_test: Option<bool>,
}

/// The functions of an analysis.
pub async fn functions(
    services: &Services,
    team_id: Uuid,
    analysis_id: Uuid,
    filter: FunctionFilter,
    page: &PageRequest,
) -> Result<Page<Function>> {
    let window = page.window(services)?;
    let of = move |report: &Report| window.cut(ordered(report, &filter, window.end()).into_iter().cloned());
    look(services, team_id, analysis_id, of).await
}

/// The functions that are wanted. The first `wanted` and one more stand in order; nobody asks for the rest.
fn ordered<'r>(report: &'r Report, filter: &FunctionFilter, wanted: usize) -> Vec<&'r Function> {
    let prefix = filter.path_prefix.as_deref().unwrap_or_default();
    let mut found: Vec<(Key, &Function)> = report
        .functions
        .iter()
        .filter(|function| function.path.starts_with(prefix))
        .filter(|function| filter.in_test.is_none_or(|in_test| function.in_test == in_test))
        .enumerate()
        .map(|(at, function)| (Key::of(filter, at, function), function))
        .collect();
    // Of fifty thousand functions a page shows fifty.
    if wanted < found.len() {
        found.select_nth_unstable_by(wanted, |(a, _), (b, _)| a.cmp(b));
        found.truncate(wanted + 1);
    }
    found.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    found.into_iter().map(|(_, function)| function).collect()
}

/// A function's place; alike ones stand as in the report, by path and line.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Small(u64, usize),
    Large(Reverse<u64>, usize),
    First(String, usize),
    Last(Reverse<String>, usize),
}

impl Key {
    fn of(filter: &FunctionFilter, at: usize, function: &Function) -> Self {
        let number = match filter.sort {
            Sort::Cognitive => u64::from(function.cognitive),
            Sort::Cyclomatic => u64::from(function.cyclomatic),
            Sort::Lines => u64::from(function.code_lines),
            Sort::Parameters => u64::from(function.parameters),
            Sort::Nesting => u64::from(function.nesting),
            // From 0 to 100: numbers that are not negative stand in the order of their bits.
            Sort::Maintainability => function.maintainability_index.max(0.0).to_bits(),
            Sort::Name => {
                let name = function.name.to_lowercase();
                return match filter.order {
                    Some(Order::Desc) => Self::Last(Reverse(name), at),
                    _ => Self::First(name, at),
                };
            }
        };
        let usual = if filter.sort == Sort::Maintainability { Order::Asc } else { Order::Desc };
        match filter.order.unwrap_or(usual) {
            Order::Asc => Self::Small(number, at),
            Order::Desc => Self::Large(Reverse(number), at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{function, report};

    fn sample() -> Report {
        let mut report = report(&[]);
        report.functions = vec![
            Function { cognitive: 3, parameters: 1, ..function("a/x.rs", "beta") },
            Function { cognitive: 9, maintainability_index: 12.5, ..function("a/x.rs", "Alpha") },
            Function { cognitive: 3, nesting: 4, in_test: true, ..function("b/y.rs", "gamma") },
            Function { code_lines: 80, cyclomatic: 7, ..function("b/z.rs", "delta") },
        ];
        report
    }

    fn names(filter: &FunctionFilter, wanted: usize) -> Vec<String> {
        ordered(&sample(), filter, wanted).into_iter().map(|function| function.name.clone()).collect()
    }

    #[test]
    fn every_measure_orders() {
        use Order::{Asc, Desc};
        for (sort, order, expected) in [
            (Sort::Cognitive, None, ["Alpha", "beta", "gamma", "delta"]),
            (Sort::Cognitive, Some(Asc), ["delta", "beta", "gamma", "Alpha"]),
            (Sort::Cyclomatic, None, ["delta", "beta", "Alpha", "gamma"]),
            (Sort::Lines, Some(Desc), ["delta", "beta", "Alpha", "gamma"]),
            (Sort::Parameters, None, ["beta", "Alpha", "gamma", "delta"]),
            (Sort::Nesting, None, ["gamma", "beta", "Alpha", "delta"]),
            (Sort::Maintainability, None, ["Alpha", "beta", "gamma", "delta"]),
            (Sort::Maintainability, Some(Desc), ["beta", "gamma", "delta", "Alpha"]),
            (Sort::Name, None, ["Alpha", "beta", "delta", "gamma"]),
            (Sort::Name, Some(Desc), ["gamma", "delta", "beta", "Alpha"]),
        ] {
            let filter = FunctionFilter { sort, order, ..FunctionFilter::default() };
            assert_eq!(names(&filter, 100), expected, "{sort:?} {order:?}");
            assert_eq!(names(&filter, 1), expected[..2], "{sort:?} {order:?}: the first, and one more");
        }
    }

    #[test]
    fn paths_and_tests_narrow() {
        let all = FunctionFilter { sort: Sort::Name, ..FunctionFilter::default() };
        let path = |prefix: &str| FunctionFilter { path_prefix: Some(prefix.to_owned()), ..all.clone() };
        assert_eq!(names(&path("b/"), 9), ["delta", "gamma"]);
        assert_eq!(names(&path("B/"), 9), [""; 0]);
        assert_eq!(names(&path("a/../b"), 9), [""; 0]);
        assert_eq!(names(&FunctionFilter { in_test: Some(true), ..all.clone() }, 9), ["gamma"]);
        assert_eq!(names(&FunctionFilter { in_test: Some(false), ..path("b/") }, 9), ["delta"]);
    }
}
