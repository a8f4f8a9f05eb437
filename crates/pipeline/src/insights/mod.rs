//! What a person should know about the repository and can act on: one kind in one file, one line in [`KINDS`].
//!
//! Each names the very place, carries its evidence, says why it matters here and what to do.

mod concentration;
mod coupling;
mod cycle;
mod dependencies;
mod draft;
mod duplication;
mod error_handling;
mod focus;
mod god_file;
mod groundwork;
mod hardest_function;
mod hotspot;
mod keystone;
mod knowledge;
mod leftovers;
mod minor;
mod rank;
mod recurring;
mod security;
mod strength;
mod test_gap;
mod twice;
mod unread;

pub(crate) use cycle::worth_telling as cycles_worth_telling;
pub(crate) use draft::{called, count, list, short};
pub(crate) use duplication::{Shared, code_lines};
pub(crate) use god_file::{Large, large};
pub(crate) use groundwork::missing;
pub(crate) use hotspot::worst_functions;
pub(crate) use knowledge::known;
pub(crate) use test_gap::{Gap, gaps};
pub(crate) use twice::{Twice, twice};

pub use draft::thousands;
use rayon::prelude::*;
use types::Insight;

use crate::whole::Whole;

/// At most so many are told.
const MAX_LISTED: usize = 40;

/// One kind of insight: what it finds, most useful first.
type Kind = fn(&Whole<'_>) -> Vec<Insight>;

/// Every kind.
static KINDS: &[Kind] = &[
    security::find,
    hotspot::find,
    cycle::find,
    duplication::find,
    coupling::find,
    knowledge::find,
    god_file::find,
    concentration::find,
    test_gap::find,
    error_handling::find,
    recurring::find,
    leftovers::find,
    minor::find,
    focus::find,
    dependencies::find,
    twice::find,
    groundwork::find,
    unread::find,
    keystone::find,
    hardest_function::find,
    strength::find,
];

/// What can be said, the most useful first, with several kinds on top.
pub fn draw(whole: &Whole<'_>) -> Vec<Insight> {
    let mut insights = rank::rank(KINDS.par_iter().flat_map_iter(|find| find(whole)).collect());
    insights.truncate(MAX_LISTED);
    insights
}

#[cfg(test)]
mod tests;
