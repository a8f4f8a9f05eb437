//! Looking for text in columns.

use sea_orm::sea_query::{Expr, ExprTrait, Func, IntoColumnRef, LikeExpr, SimpleExpr};

/// What a person typed, if it is anything.
pub(crate) fn given(typed: Option<&str>) -> Option<&str> {
    typed.map(str::trim).filter(|text| !text.is_empty())
}

/// Whether a column holds a text, whatever the capitals (on SQLite those of ASCII alone); what is a wildcard elsewhere is
/// itself here.
pub(crate) fn holds(column: impl IntoColumnRef, text: &str) -> SimpleExpr {
    let text = text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    Expr::expr(Func::lower(Expr::col(column))).like(LikeExpr::new(format!("%{text}%")).escape('\\'))
}
