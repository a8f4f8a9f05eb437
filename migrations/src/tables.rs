//! Shorthands that keep the steps readable.

use sea_orm_migration::prelude::*;

/// Starts the statement that creates a table.
pub(crate) fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).to_owned()
}

/// A foreign key to the `id` of another table; rows go with the row that they belong to.
pub(crate) fn belongs_to(column: &'static str, owner: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from_col(column).to(owner, "id").on_delete(ForeignKeyAction::Cascade).to_owned()
}

/// An index named after its table and what it is for.
pub(crate) fn index(
    table: &'static str,
    purpose: &str,
    columns: impl IntoIterator<Item = &'static str>,
) -> IndexCreateStatement {
    let mut statement = Index::create();
    statement.name(format!("idx_{table}_{purpose}")).table(table);
    for column in columns {
        statement.col(column);
    }
    statement
}

/// Drops tables in the order given.
pub(crate) async fn drop_all(manager: &SchemaManager<'_>, names: &[&'static str]) -> Result<(), DbErr> {
    for name in names {
        manager.drop_table(Table::drop().table(*name).to_owned()).await?;
    }
    Ok(())
}
