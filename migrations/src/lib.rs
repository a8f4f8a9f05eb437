//! The database schema, step by step; the same on SQLite and PostgreSQL.
//!
//! A step that has been released is never edited: a change is a new step with its own `down`.

use sea_orm_migration::prelude::*;

mod m0001_core;
mod m0002_jobs;
mod m0003_results;
mod m0004_events;
mod m0005_chunks;
mod m0006_installation;
mod m0007_file_contents;
mod m0008_traceparent;
mod m0009_index_epoch;
mod m0010_sessions;
mod m0011_suppressions;
mod m0012_chunk_status;
mod m0013_overviews;
mod m0014_lists;
mod tables;

/// Every step, in order.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_core::Migration),
            Box::new(m0002_jobs::Migration),
            Box::new(m0003_results::Migration),
            Box::new(m0004_events::Migration),
            Box::new(m0005_chunks::Migration),
            Box::new(m0006_installation::Migration),
            Box::new(m0007_file_contents::Migration),
            Box::new(m0008_traceparent::Migration),
            Box::new(m0009_index_epoch::Migration),
            Box::new(m0010_sessions::Migration),
            Box::new(m0011_suppressions::Migration),
            Box::new(m0012_chunk_status::Migration),
            Box::new(m0013_overviews::Migration),
            Box::new(m0014_lists::Migration),
        ]
    }
}
