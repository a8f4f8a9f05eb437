//! `/health` and `/ready`: for those who start, stop and watch the service.

use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Enum, Object, OpenApi};
use services::{Services, health};

use super::Tag;
use crate::words::Health as ComponentHealth;

pub(crate) struct Health;

/// The process lives.
#[derive(Debug, Object)]
struct Alive {
    /// Always `ok`.
    status: String,
    /// The service's version.
    version: String,
}

/// Whether requests can be served, and how each part is.
#[derive(Debug, Object)]
struct Readiness {
    /// The answer.
    status: ReadyStatus,
    /// The service's version.
    version: String,
    /// What it leans on.
    components: Vec<Component>,
}

/// Whether requests can be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum ReadyStatus {
    /// They can, if with less where a part is degraded.
    Ready,
    /// They cannot.
    NotReady,
}

/// One thing that the service leans on.
#[derive(Debug, Object)]
struct Component {
    /// `database`, `queue`, `events`, `vectors`, `embedding`.
    name: String,
    /// How it is.
    health: ComponentHealth,
    /// What there is to say about it.
    detail: String,
}

#[derive(ApiResponse)]
enum ReadyReply {
    /// Requests can be served.
    #[oai(status = 200)]
    Ready(Json<Readiness>),
    /// Requests cannot be served; `components` says which part is down.
    #[oai(status = 503)]
    NotReady(Json<Readiness>),
}

#[OpenApi(tag = "Tag::Health")]
impl Health {
    /// Is the process alive?
    #[oai(path = "/health", method = "get", operation_id = "health")]
    #[expect(clippy::unused_async, reason = "handlers are async")]
    async fn health(&self) -> Json<Alive> {
        Json(Alive { status: "ok".to_owned(), version: types::VERSION.to_owned() })
    }

    /// Can requests be served?
    #[oai(path = "/ready", method = "get", operation_id = "ready")]
    async fn ready(&self, services: Data<&Services>) -> ReadyReply {
        let report = health::check(&services).await;
        let down = report.health == health::Health::Down;
        let readiness = Readiness {
            status: if down { ReadyStatus::NotReady } else { ReadyStatus::Ready },
            version: report.version.to_owned(),
            components: report
                .components
                .into_iter()
                .map(|component| Component {
                    name: component.name.to_owned(),
                    health: component.health.into(),
                    detail: component.detail,
                })
                .collect(),
        };
        if down { ReadyReply::NotReady(Json(readiness)) } else { ReadyReply::Ready(Json(readiness)) }
    }
}
