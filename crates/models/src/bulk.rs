//! Many rows in few statements.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};

/// Values bound in one statement. SQLite takes 32,766 and PostgreSQL 65,535; more than a few thousand no
/// longer pays.
const MAX_BINDS: usize = 8_000;

/// Inserts rows in batches; every full batch is the same statement, so that it is prepared once.
///
/// `on_conflict` is what follows the values, empty for a plain insert. The names are written as they stand:
/// they come from code, never from input.
pub(crate) async fn insert<const N: usize>(
    db: &impl ConnectionTrait,
    table: &str,
    columns: [&str; N],
    on_conflict: &str,
    rows: impl IntoIterator<Item = [Value; N]> + Send,
) -> Result<(), DbErr> {
    let per_batch = (MAX_BINDS / N).max(1);
    let places = Places::of(db);
    let head = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
    let mut full_batch: Option<String> = None;
    let mut batch: Vec<Value> = Vec::with_capacity(per_batch * N);
    // Collected first: the iterator's type would otherwise have to be `Send` across the awaits below.
    let rows: Vec<[Value; N]> = rows.into_iter().collect();
    for row in rows {
        batch.extend(row);
        if batch.len() == per_batch * N {
            let sql =
                full_batch.get_or_insert_with(|| places.statement(&head, per_batch, N, on_conflict)).clone();
            let values = std::mem::replace(&mut batch, Vec::with_capacity(per_batch * N));
            execute(db, sql, values).await?;
        }
    }
    if batch.is_empty() {
        return Ok(());
    }
    execute(db, places.statement(&head, batch.len() / N, N, on_conflict), batch).await
}

/// Updates a team's rows by id in batches. The first value of a row is its `id`; `set` names the others `v.column2`,
/// `v.column3`, as both engines call the columns of a list of values.
pub(crate) async fn update<const N: usize>(
    db: &impl ConnectionTrait,
    table: &str,
    team_id: uuid::Uuid,
    set: &str,
    rows: Vec<[Value; N]>,
) -> Result<(), DbErr> {
    let places = Places::of(db);
    let head = format!("UPDATE {table} SET {set} FROM (VALUES ");
    let tail = format!(") AS v WHERE {table}.id = v.column1 AND {table}.team_id = ");
    for batch in rows.chunks((MAX_BINDS / N).max(1)) {
        let mut sql = places.statement(&head, batch.len(), N, &tail);
        places.push(&mut sql, 0, batch.len() * N + 1);
        let values = batch.iter().flatten().cloned().chain([team_id.into()]);
        execute(db, sql, values.collect()).await?;
    }
    Ok(())
}

/// Runs `{head} (ids)` in batches of ids; `first` are the values that `head` binds.
pub(crate) async fn for_ids(
    db: &impl ConnectionTrait,
    head: &str,
    first: &[Value],
    ids: &[uuid::Uuid],
) -> Result<(), DbErr> {
    for batch in ids.chunks(1_000) {
        let mut sql = format!("{head} (");
        for position in 0..batch.len() {
            Places::Numbered.push(&mut sql, position, first.len() + position + 1);
        }
        sql.push(')');
        let values = first.iter().cloned().chain(batch.iter().map(|id| (*id).into())).collect();
        execute(db, sql, values).await?;
    }
    Ok(())
}

/// How a statement marks the places of its values.
#[derive(Clone, Copy)]
enum Places {
    /// `$1`, `$2`: both engines take them.
    Numbered,
    /// `?`. SQLite finds a numbered place by walking through all of them, which makes large statements
    /// quadratic.
    Plain,
}

impl Places {
    fn of(db: &impl ConnectionTrait) -> Self {
        if db.get_database_backend() == DbBackend::Sqlite { Self::Plain } else { Self::Numbered }
    }

    /// `{head}($1, $2), ($3, $4) {tail}`.
    fn statement(self, head: &str, rows: usize, columns: usize, tail: &str) -> String {
        let mut sql = String::with_capacity(head.len() + rows * columns * 7 + tail.len());
        sql.push_str(head);
        for row in 0..rows {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            for column in 0..columns {
                self.push(&mut sql, column, row * columns + column + 1);
            }
            sql.push(')');
        }
        sql.push(' ');
        sql.push_str(tail);
        sql
    }

    fn push(self, sql: &mut String, position: usize, number: usize) {
        if position > 0 {
            sql.push_str(", ");
        }
        match self {
            Self::Plain => sql.push('?'),
            Self::Numbered => {
                sql.push('$');
                sql.push_str(&number.to_string());
            }
        }
    }
}

async fn execute(db: &impl ConnectionTrait, sql: String, values: Vec<Value>) -> Result<(), DbErr> {
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_are_numbered_through() {
        let statement =
            |places: Places| places.statement("INSERT INTO t (a, b) VALUES ", 2, 2, "RETURNING a");
        assert_eq!(statement(Places::Numbered), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) RETURNING a");
        assert_eq!(statement(Places::Plain), "INSERT INTO t (a, b) VALUES (?, ?), (?, ?) RETURNING a");
    }
}
