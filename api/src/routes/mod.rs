//! The resources, one file each: extract, call a service, reply.

pub(crate) mod analyses;
pub(crate) mod events;
pub(crate) mod findings;
pub(crate) mod health;
pub(crate) mod jobs;
pub(crate) mod report;
pub(crate) mod repositories;
pub(crate) mod search;
pub(crate) mod sessions;
pub(crate) mod tasks;
pub(crate) mod views;

use poem_openapi::types::{ParseFromJSON, ToJSON, Type};
use poem_openapi::{ApiResponse, Object, Tags};
use services::PageRequest;

/// How the document groups operations.
#[derive(Tags)]
pub(crate) enum Tag {
    /// Git repositories that the team has submitted.
    Repositories,
    /// Runs of the pipeline over one commit, and what they found.
    Analyses,
    /// What an analysis found, in parts as pages show them.
    Views,
    /// Faults, from one analysis to the next.
    Findings,
    /// Work to do.
    Tasks,
    /// Code by what it does.
    Search,
    /// Queued work.
    Jobs,
    /// What happens, as it happens.
    Events,
    /// Browsers that sign in.
    Sessions,
    /// How the service is.
    Health,
}

/// Some items of a list.
#[derive(Debug, Object)]
pub(crate) struct Page<T: Type + ParseFromJSON + ToJSON> {
    /// The items, in the list's order.
    pub(crate) items: Vec<T>,
    /// To be given as `cursor` for the next page; null at the end.
    pub(crate) next_cursor: Option<String>,
}

impl<T: Type + ParseFromJSON + ToJSON> Page<T> {
    /// The page of a service, each item as the API shows it.
    fn of<U>(page: services::Page<U>) -> Self
    where
        T: From<U>,
    {
        Self { items: page.items.into_iter().map(T::from).collect(), next_cursor: page.next_cursor }
    }
}

/// Done, and nothing to say.
#[derive(ApiResponse)]
pub(crate) enum NoContent {
    /// It is done.
    #[oai(status = 204)]
    Done,
}

fn page(limit: Option<u64>, cursor: Option<String>) -> PageRequest {
    PageRequest { limit, cursor }
}
