//! The program may do the wrong thing or stop.

pub(super) mod assignment_in_condition;
pub(super) mod bare_except;
pub(super) mod duplicated_condition;
pub(super) mod identical_branches;
pub(super) mod loose_equality;
pub(super) mod missing_timeout;
pub(super) mod mutable_default_argument;
pub(super) mod self_comparison;
pub(super) mod swallowed_error;
pub(super) mod unreachable_code;
