//! The HTTP service: extract, call a service, reply.
//!
//! To read it top-down: [`bind`] and [`Bound::serve`] run it; `openapi` lists the resources, one file each in
//! `routes`; `edge` is the outermost layer, through which every request and error goes; `error` is the one place
//! where errors become replies.
//!
//! Architecture invariant: handlers know services, never tables, queues or the pipeline.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod auth;
mod body;
mod cookie;
mod edge;
mod error;
mod events;
mod limits;
mod openapi;
mod pages;
mod paths;
mod problem;
mod routes;
mod schema;
mod server;
#[cfg(test)]
mod tests;
mod words;

pub use openapi::document;
pub use server::{BindError, Bound, app, bind};
