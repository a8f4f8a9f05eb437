//! People will find it hard to read or change.

pub(super) mod commented_out_code;
pub(super) mod complex_function;
pub(super) mod deep_nesting;
pub(super) mod long_function;
pub(super) mod nested_ternary;
pub(super) mod todo_comment;
pub(super) mod too_many_parameters;
pub(super) mod wildcard_import;
