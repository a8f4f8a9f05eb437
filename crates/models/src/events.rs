//! The event log's rows. The crate `events` gives them their meaning.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{DbBackend, IntoActiveModel, NotSet, QueryOrder, QuerySelect, Statement};

/// One event.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    /// Its place in the log.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// `types::Channel` as text.
    #[sea_orm(column_type = "Text")]
    pub channel: String,
    /// Whose it is.
    pub team_id: Uuid,
    /// When it was appended.
    pub time: DateTime<Utc>,
    /// The rest of `types::Event`.
    #[sea_orm(column_type = "JsonBinary")]
    pub envelope: Json,
}

/// Events point at things by their channel only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Appends an event and answers its id; the `id` of the model given is not looked at.
///
/// The ids of a channel come in the order of their commits, so that a reader who remembers the last id it
/// saw misses nothing: SQLite has one writer at a time, and on PostgreSQL writers of one channel wait for
/// each other until their transactions end. So append last in a transaction, in the order of the channels'
/// names when there are several.
pub async fn append(db: &impl ConnectionTrait, event: Model) -> Result<i64, DbErr> {
    if db.get_database_backend() == DbBackend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        db.execute_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            lock,
            [event.channel.as_str().into()],
        ))
        .await?;
    }
    let mut row = event.into_active_model();
    row.id = NotSet;
    Ok(Entity::insert(row).exec(db).await?.last_insert_id)
}

/// Events of a channel with ids greater than `after`, in order.
pub async fn read_after(
    db: &impl ConnectionTrait,
    channel: &str,
    after: i64,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Channel.eq(channel))
        .filter(Column::Id.gt(after))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// The id of the channel's last event, 0 when it has none.
pub async fn last_id(db: &impl ConnectionTrait, channel: &str) -> Result<i64, DbErr> {
    let last = Entity::find().filter(Column::Channel.eq(channel)).order_by_desc(Column::Id).one(db).await?;
    Ok(last.map_or(0, |row| row.id))
}

/// Forgets events older than `before`; answers how many.
pub async fn trim(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::Time.lt(before)).exec(db).await?.rows_affected)
}
