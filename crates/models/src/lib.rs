//! Rows and queries, one file per table.
