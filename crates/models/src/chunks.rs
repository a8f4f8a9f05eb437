//! Chunks: pieces of source that are searchable.

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, ExprTrait, FromQueryResult, QueryOrder, QuerySelect, Select};

use crate::{bulk, named};

/// Where a chunk stands between the database and the index of vectors. The index follows the rows, so that
/// a crash between the two loses nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChunkState {
    /// Not in the index yet.
    Pending,
    /// In the index, by its words at least; `model` says whether by meaning too.
    Indexed,
    /// Gone from the repository, and still to be taken out of the index.
    Removed,
}

impl ChunkState {
    /// The name used in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Indexed => "indexed",
            Self::Removed => "removed",
        }
    }
}

/// One chunk of a repository.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chunks")]
pub struct Model {
    /// Its id, and that of its point in the index.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is.
    pub team_id: Uuid,
    /// Where it is.
    pub repository_id: Uuid,
    /// Path in the repository.
    #[sea_orm(column_type = "Text")]
    pub path: String,
    /// Its language's id.
    #[sea_orm(column_type = "Text")]
    pub language: String,
    /// A name of `types::ChunkKind`.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// The symbol's name with its owner.
    #[sea_orm(column_type = "Text", nullable)]
    pub symbol: Option<String>,
    /// First line, from 1.
    pub start_line: i32,
    /// Last line, inclusive.
    pub end_line: i32,
    /// `types::Chunk::content_hash`.
    #[sea_orm(column_type = "Text")]
    pub content_hash: String,
    /// The source as it stands.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// A name of [`ChunkState`].
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// The model whose vector stands in the index; none while there is no vector.
    #[sea_orm(column_type = "Text", nullable)]
    pub model: Option<String>,
}

/// A chunk points at its repository by id only.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// A row for a chunk that is not in the index yet.
    pub fn new(id: Uuid, team_id: Uuid, repository_id: Uuid, chunk: types::Chunk) -> Self {
        Self {
            id,
            team_id,
            repository_id,
            path: chunk.path,
            language: chunk.language.as_str().to_owned(),
            kind: chunk.kind.as_str().to_owned(),
            symbol: chunk.symbol,
            start_line: chunk.start_line.cast_signed(),
            end_line: chunk.end_line.cast_signed(),
            content_hash: chunk.content_hash,
            text: chunk.text,
            state: ChunkState::Pending.as_str().to_owned(),
            model: None,
        }
    }

    /// The chunk as a value.
    pub fn into_chunk(self) -> Result<types::Chunk, DbErr> {
        Ok(types::Chunk {
            kind: named::parse(&self.kind)?,
            path: self.path,
            language: types::Language::from(self.language),
            symbol: self.symbol,
            start_line: self.start_line.cast_unsigned(),
            end_line: self.end_line.cast_unsigned(),
            text: self.text,
            content_hash: self.content_hash,
        })
    }
}

/// A chunk's new place, and its text with the indentation that it has there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The chunk.
    pub id: Uuid,
    /// First line, from 1.
    pub start_line: i32,
    /// Last line, inclusive.
    pub end_line: i32,
    /// The source as it stands.
    pub text: String,
}

/// How far the index is with a repository.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IndexStatus {
    /// Chunks of the repository.
    pub chunks: u64,
    /// Of these, searchable by words.
    pub indexed: u64,
    /// Of these, searchable by meaning too.
    pub embedded: u64,
}

/// The chunks that stand in a repository; removed ones are left out.
pub async fn load(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .filter(Column::State.ne(ChunkState::Removed.as_str()))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Chunks of a team by id, removed ones left out, in no order.
pub async fn find_many(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Model>, DbErr> {
    let mut found = with_ids(ids).all(db).await?;
    found.retain(|chunk| chunk.team_id == team_id);
    Ok(found)
}

/// The team is not asked for here: SQLite would walk all of its chunks by the index that begins with it.
fn with_ids(ids: impl IntoIterator<Item = Uuid>) -> Select<Entity> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(Column::State.ne(ChunkState::Removed.as_str()))
}

/// Chunks of a repository in this state.
pub async fn list_in_state(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    state: ChunkState,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .filter(Column::State.eq(state.as_str()))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// Indexed chunks of a repository that have no vector of this model, after (younger than) `after`: whoever goes
/// through all of them need not walk past those that have got theirs.
pub async fn list_without_vector(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    model: &str,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .filter(Column::State.eq(ChunkState::Indexed.as_str()))
        .filter(Column::Model.is_null().or(Column::Model.ne(model)));
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after));
    }
    query.order_by_asc(Column::Id).limit(limit).all(db).await
}

/// How far the index is with a repository; `model` is the one in use.
pub async fn index_status(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    repository_id: Uuid,
    model: Option<&str>,
) -> Result<IndexStatus, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        state: String,
        model: Option<String>,
        count: i64,
    }
    let rows = Entity::find()
        .select_only()
        .column(Column::State)
        .column(Column::Model)
        // Not of the ids: these are not in the index, and the rows are large.
        .column_as(Expr::cust("COUNT(*)"), "count")
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::RepositoryId.eq(repository_id))
        .filter(Column::State.ne(ChunkState::Removed.as_str()))
        .group_by(Column::State)
        .group_by(Column::Model)
        .into_model::<Row>()
        .all(db)
        .await?;
    let mut status = IndexStatus::default();
    for row in rows {
        let count = row.count.cast_unsigned();
        status.chunks += count;
        if row.state == ChunkState::Indexed.as_str() {
            status.indexed += count;
            if model.is_some() && row.model.as_deref() == model {
                status.embedded += count;
            }
        }
    }
    Ok(status)
}

/// Writes new chunks.
pub async fn insert_many(db: &impl ConnectionTrait, chunks: Vec<Model>) -> Result<(), DbErr> {
    let columns = [
        "id",
        "team_id",
        "repository_id",
        "path",
        "language",
        "kind",
        "symbol",
        "start_line",
        "end_line",
        "content_hash",
        "text",
        "state",
        "model",
    ];
    let rows: Vec<[Value; 13]> = chunks
        .into_iter()
        .map(|row| {
            [
                row.id.into(),
                row.team_id.into(),
                row.repository_id.into(),
                row.path.into(),
                row.language.into(),
                row.kind.into(),
                row.symbol.into(),
                row.start_line.into(),
                row.end_line.into(),
                row.content_hash.into(),
                row.text.into(),
                row.state.into(),
                row.model.into(),
            ]
        })
        .collect();
    bulk::insert(db, "chunks", columns, "", rows).await
}

/// Gives chunks of a team their new places.
pub async fn move_many(db: &impl ConnectionTrait, team_id: Uuid, moved: Vec<Moved>) -> Result<(), DbErr> {
    let set = "start_line = v.column2, end_line = v.column3, text = v.column4";
    let rows: Vec<[Value; 4]> = moved
        .into_iter()
        .map(|chunk| [chunk.id.into(), chunk.start_line.into(), chunk.end_line.into(), chunk.text.into()])
        .collect();
    bulk::update(db, "chunks", team_id, set, rows).await
}

/// Marks chunks of a team as gone from the repository.
pub async fn mark_removed(db: &impl ConnectionTrait, team_id: Uuid, ids: &[Uuid]) -> Result<(), DbErr> {
    let head = "UPDATE chunks SET state = $1 WHERE team_id = $2 AND id IN";
    bulk::for_ids(db, head, &[ChunkState::Removed.as_str().into(), team_id.into()], ids).await
}

/// Notes that chunks of a team now stand in the index by their words, and by nothing else: two processes may put in the
/// same chunks, and what the later one put in has no vector, though the earlier one may have given it one since.
pub async fn mark_indexed(db: &impl ConnectionTrait, team_id: Uuid, ids: &[Uuid]) -> Result<(), DbErr> {
    let head = "UPDATE chunks SET state = $1, model = NULL WHERE state <> $2 AND team_id = $3 AND id IN";
    let first = [ChunkState::Indexed.as_str().into(), ChunkState::Removed.as_str().into(), team_id.into()];
    bulk::for_ids(db, head, &first, ids).await
}

/// Notes that the vectors of this model stand in the index for these chunks of a team.
pub async fn mark_embedded(
    db: &impl ConnectionTrait,
    team_id: Uuid,
    ids: &[Uuid],
    model: &str,
) -> Result<(), DbErr> {
    let head = "UPDATE chunks SET model = $1 WHERE team_id = $2 AND id IN";
    bulk::for_ids(db, head, &[model.into(), team_id.into()], ids).await
}

/// Forgets chunks of a team that the index no longer knows.
pub async fn delete_many(db: &impl ConnectionTrait, team_id: Uuid, ids: &[Uuid]) -> Result<(), DbErr> {
    bulk::for_ids(db, "DELETE FROM chunks WHERE team_id = $1 AND id IN", &[team_id.into()], ids).await
}

/// How many chunks of a team should be in the index.
pub async fn count_indexed(db: &impl ConnectionTrait, team_id: Uuid) -> Result<u64, DbErr> {
    let indexed = Entity::find()
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::State.eq(ChunkState::Indexed.as_str()));
    indexed.count(db).await
}

/// The repositories, with their teams, whose index is not in step with their chunks: something pending or
/// removed, or, where a model is in use, chunks without a vector of it.
pub async fn list_behind(db: &impl ConnectionTrait, model: Option<&str>) -> Result<Vec<(Uuid, Uuid)>, DbErr> {
    let mut behind = Condition::any().add(Column::State.ne(ChunkState::Indexed.as_str()));
    if let Some(model) = model {
        behind = behind.add(Column::Model.is_null()).add(Column::Model.ne(model));
    }
    Entity::find()
        .select_only()
        .column(Column::TeamId)
        .column(Column::RepositoryId)
        .filter(behind)
        .distinct()
        .into_tuple()
        .all(db)
        .await
}

/// Puts all chunks of a team back before the index, for an index that is built anew.
pub async fn reset_index(db: &impl ConnectionTrait, team_id: Uuid) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(ChunkState::Pending.as_str()))
        .col_expr(Column::Model, Expr::value(None::<String>))
        .filter(Column::TeamId.eq(team_id))
        .filter(Column::State.eq(ChunkState::Indexed.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use sea_orm::{DbBackend, QueryTrait, Statement};

    use super::*;
    use crate::testing::TestDb;

    #[tokio::test]
    async fn chunks_are_found_by_their_ids() {
        let test = TestDb::migrated().await;
        if test.db.get_database_backend() != DbBackend::Sqlite {
            return;
        }
        let query = with_ids([Uuid::nil(), Uuid::max()]).build(DbBackend::Sqlite);
        let plan = Statement { sql: format!("EXPLAIN QUERY PLAN {}", query.sql), ..query };
        let steps = test.db.query_all_raw(plan).await.unwrap();
        let steps: Vec<String> = steps.iter().map(|step| step.try_get("", "detail").unwrap()).collect();
        assert!(matches!(&*steps, [step] if step.contains("sqlite_autoindex_chunks")), "{steps:?}");
    }
}
