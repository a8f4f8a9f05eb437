//! The event log's rows. The crate `events` gives them their meaning.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, DbBackend, QueryOrder, QuerySelect, Statement};

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

/// Where an event was appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: i64,
    /// The id of the event before it in its channel, 0 where there is none.
    pub previous: i64,
}

/// Appends an event and answers where it stands; the `id` of the model given is not looked at.
///
/// The ids of a channel come in the order of their commits, so that a reader who remembers the last id it
/// saw misses nothing: SQLite has one writer at a time, and on PostgreSQL writers of one channel wait for
/// each other until their transactions end. So append last in a transaction, in the order of the channels'
/// names when there are several.
pub async fn append(db: &impl ConnectionTrait, event: Model) -> Result<Place, DbErr> {
    let backend = db.get_database_backend();
    if backend == DbBackend::Postgres {
        // By itself: a statement that waited for the lock does not see what was committed meanwhile.
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        db.execute_raw(Statement::from_sql_and_values(backend, lock, [event.channel.as_str().into()]))
            .await?;
    }
    let insert = "INSERT INTO events (channel, team_id, time, envelope) VALUES ($1, $2, $3, $4) RETURNING id, \
                  COALESCE((SELECT max(earlier.id) FROM events AS earlier \
                  WHERE earlier.channel = $1 AND earlier.id < events.id), 0) AS previous";
    let values = [event.channel.into(), event.team_id.into(), event.time.into(), event.envelope.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(backend, insert, values)).await?;
    let row = row.ok_or(DbErr::RecordNotInserted)?;
    Ok(Place { id: row.try_get("", "id")?, previous: row.try_get("", "previous")? })
}

/// Events of several channels, each with an id greater than the one beside it, in the order of their ids.
pub async fn read_after_each(
    db: &impl ConnectionTrait,
    places: &[(String, i64)],
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let wanted = places.iter().fold(Condition::any(), |any, (channel, after)| {
        any.add(Condition::all().add(Column::Channel.eq(channel)).add(Column::Id.gt(*after)))
    });
    Entity::find().filter(wanted).order_by_asc(Column::Id).limit(limit).all(db).await
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
    let newest = Entity::find().select_only().column(Column::Id).filter(Column::Channel.eq(channel));
    let id = newest.order_by_desc(Column::Id).into_tuple().one(db).await?;
    Ok(id.unwrap_or(0))
}

/// Forgets events older than `before`; answers how many.
pub async fn trim(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, DbErr> {
    Ok(Entity::delete_many().filter(Column::Time.lt(before)).exec(db).await?.rows_affected)
}
