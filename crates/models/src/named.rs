//! Names in columns, back into values.

use std::str::FromStr;

use sea_orm::DbErr;

/// Reads a named value from a text column. A name that no version of the product has written is an error of
/// the database, not of the caller.
pub(crate) fn parse<T>(text: &str) -> Result<T, DbErr>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| DbErr::Type(error.to_string()))
}
