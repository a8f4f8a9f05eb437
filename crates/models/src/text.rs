//! Looking for text in columns.

use sea_orm::sea_query::{Expr, ExprTrait, Func, IntoColumnRef, LikeExpr, SimpleExpr};

/// What a person typed, if it is anything.
pub(crate) fn given(typed: Option<&str>) -> Option<&str> {
    typed.map(str::trim).filter(|text| !text.is_empty())
}

/// Whether a column holds a text, whatever the capitals; what is a wildcard elsewhere is itself here. PostgreSQL makes every
/// letter small, SQLite those of ASCII: the text is looked for in either way.
pub(crate) fn holds(column: impl IntoColumnRef + Copy, text: &str) -> SimpleExpr {
    let holds = |text: &str| {
        let text = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        Expr::expr(Func::lower(Expr::col(column))).like(LikeExpr::new(format!("%{text}%")).escape('\\'))
    };
    holds(&text.to_lowercase()).or(holds(&text.to_ascii_lowercase()))
}
