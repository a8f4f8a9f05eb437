//! One file per kind of job.

mod analyze_repository;
mod embed_repository;
mod retention;
mod tend_index;
