//! Someone can make the program do what it must not.

pub(super) mod code_injection;
pub(super) mod command_injection;
pub(super) mod cross_site_scripting;
pub(super) mod open_redirect;
pub(super) mod path_traversal;
pub(super) mod server_side_request_forgery;
pub(super) mod sql_injection;
pub(super) mod unsafe_deserialization;
