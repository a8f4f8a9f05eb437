//! The program may do the wrong thing or stop.

pub(super) mod assert_on_tuple;
pub(super) mod assignment_in_condition;
pub(super) mod async_for_each;
pub(super) mod bare_except;
pub(super) mod blocking_call_in_async;
pub(super) mod concatenation_in_loop;
pub(super) mod defer_in_loop;
pub(super) mod duplicate_key;
pub(super) mod duplicated_condition;
pub(super) mod error_not_thrown;
pub(super) mod identical_branches;
pub(super) mod identity_of_literal;
pub(super) mod leftover_debugger;
pub(super) mod lock_held_across_await;
pub(super) mod loose_equality;
pub(super) mod missing_timeout;
pub(super) mod mutable_default_argument;
pub(super) mod panic_in_fallible_function;
pub(super) mod return_in_finally;
pub(super) mod self_comparison;
pub(super) mod swallowed_error;
pub(super) mod unclosed_resource;
pub(super) mod unexplained_unsafe;
pub(super) mod unreachable_code;
