//! Someone can make the program do what it must not.

pub(super) mod code_injection;
pub(super) mod command_injection;
pub(super) mod cross_site_scripting;
pub(super) mod debug_mode_enabled;
pub(super) mod disabled_tls_verification;
pub(super) mod exposed_cookie;
pub(super) mod hardcoded_secret;
pub(super) mod insecure_random;
pub(super) mod insecure_temp_file;
pub(super) mod open_cors;
pub(super) mod open_redirect;
pub(super) mod path_traversal;
pub(super) mod permissive_file_mode;
mod secret_text;
pub(super) mod server_side_request_forgery;
pub(super) mod sql_injection;
pub(super) mod unsafe_deserialization;
pub(super) mod unverified_jwt;
pub(super) mod weak_cipher;
pub(super) mod weak_hash;
pub(super) mod xml_external_entity;
