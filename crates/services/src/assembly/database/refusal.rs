//! Why a server lets nobody in, and what to do about it.

use std::io;

use sea_orm::sqlx::Error as SqlxError;
use sea_orm::{DbErr, RuntimeErr};

/// What a failed connection means.
pub(super) enum Refusal {
    /// There was no answer, or none that could be read.
    Silent(String),
    /// There was one: what it said, and what to do about it.
    Said(String),
}

/// Whether the server may let us in a moment later: it starts, or has no connection left.
pub(super) fn passes(error: &DbErr) -> bool {
    matches!(code(error).as_deref(), Some("57P03" | "53300"))
}

/// What the driver said.
fn driver(error: &DbErr) -> Option<&SqlxError> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => Some(cause),
        _ => None,
    }
}

/// What an error means. Never repeats the address: the server's own words name users and databases, and
/// no password.
pub(super) fn explain(error: &DbErr) -> Refusal {
    let Some(cause) = driver(error) else {
        return Refusal::Said(error.to_string());
    };
    match cause {
        SqlxError::Database(said) => {
            let advice = advice(said.code().as_deref().unwrap_or_default());
            Refusal::Said(format!("{}; {advice}", said.message()))
        }
        SqlxError::Tls(said) => Refusal::Said(about_tls(&said.to_string())),
        // The TLS library's own errors come wrapped as those of the connection.
        SqlxError::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            Refusal::Said(about_tls(&error.to_string()))
        }
        SqlxError::Io(error) => Refusal::Silent(error.to_string()),
        SqlxError::Configuration(said) => Refusal::Said(format!(
            "{said}; write DATABASE_URL as postgres://user:password@host:5432/database"
        )),
        other => Refusal::Said(other.to_string()),
    }
}

fn code(error: &DbErr) -> Option<String> {
    match driver(error)? {
        SqlxError::Database(said) => said.code().map(std::borrow::Cow::into_owned),
        _ => None,
    }
}

/// What to do about an SQLSTATE. Source: PostgreSQL, appendix "Error Codes".
fn advice(code: &str) -> &'static str {
    match code {
        "28P01" => "correct user and password in DATABASE_URL",
        "28000" => {
            "let this user and machine in with a line in the server's pg_hba.conf, or, where it wants TLS, add \
             sslmode=require to DATABASE_URL"
        }
        "3D000" => "make it with 'createdb', or name another in DATABASE_URL",
        "53300" => {
            "raise the server's max_connections, or lower [database] max_connections, which is what each process takes"
        }
        "57P03" => "wait until it has started, then try again",
        "42501" => "grant the user what it needs, or name its owner in DATABASE_URL",
        _ => "the server's log may say more",
    }
}

fn about_tls(said: &str) -> String {
    let advice = if said.contains("does not support TLS") {
        "switch TLS on there (ssl = on), or take sslmode=require out of DATABASE_URL"
    } else if said.contains("UnknownIssuer") || said.contains("CaUsedAsEndEntity") {
        "name the authority that signed the server's certificate with sslrootcert=<file> in DATABASE_URL"
    } else if said.contains("NotValidForName") || said.contains("not valid for name") {
        "use the host name that the certificate was made for, or sslmode=verify-ca, which does not look at the name"
    } else if said.contains("Expired") || said.contains("NotValidYet") {
        "renew the server's certificate, or set this machine's clock"
    } else {
        "check sslmode, sslrootcert, sslcert and sslkey in DATABASE_URL"
    };
    format!("TLS failed: {said}; {advice}")
}
