//! Metrics in the text format of Prometheus.
//!
//! Code anywhere counts with the macros of the `metrics` crate; before [`install`] they do nothing.

use std::sync::OnceLock;

use ::metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Upper bounds of the buckets for durations, in seconds: from a cached reply to a long analysis.
const SECONDS: [f64; 14] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0, 600.0];

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts recording for this process. Later calls change nothing.
pub fn install() {
    RECORDER.get_or_init(|| {
        let handle = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
            .and_then(PrometheusBuilder::install_recorder)
            .inspect_err(|e| tracing::error!(error = %e, "metrics are not recorded"))
            .ok();
        describe();
        handle
    });
}

/// All metrics as text, `text/plain; version=0.0.4`; empty before [`install`].
pub fn render() -> String {
    handle().map(PrometheusHandle::render).unwrap_or_default()
}

/// Folds what was recorded since the last call into the histograms. To be called every few seconds, so that
/// an unread service does not keep every single observation.
pub fn fold() {
    if let Some(handle) = handle() {
        handle.run_upkeep();
    }
}

fn handle() -> Option<&'static PrometheusHandle> {
    RECORDER.get().and_then(Option::as_ref)
}

fn describe() {
    describe_counter!("http_requests_total", "Requests answered, by method, route and status.");
    describe_histogram!(
        "http_request_duration_seconds",
        Unit::Seconds,
        "From the request's head to the reply's, by method and route."
    );
    describe_gauge!("http_event_streams", "Event streams open.");
    describe_gauge!("devmentor_jobs", "Jobs that wait, run or are dead, by priority and state.");
    describe_gauge!("devmentor_database_connections", "Connections to the database, busy or idle.");
    describe_histogram!(
        "devmentor_stage_duration_seconds",
        Unit::Seconds,
        "How long the stages of analyses took, by stage."
    );
    describe_counter!(
        "devmentor_cache_lookups_total",
        "Things looked for in a cache (facts, embeddings, reports), by whether they were found."
    );
    describe_gauge!(
        "devmentor_jobs_oldest_age_seconds",
        Unit::Seconds,
        "How long the job that waits longest has been due, by priority."
    );
    describe_counter!("devmentor_jobs_claimed_total", "Tries begun, by kind.");
    describe_counter!("devmentor_jobs_ended_total", "Tries ended, by kind and outcome.");
    describe_counter!(
        "devmentor_jobs_recovered_total",
        "Jobs taken back from workers that died or fell silent."
    );
    describe_counter!("devmentor_rings_lost_total", "Rings for a job that the transport did not take.");
    describe_counter!(
        "devmentor_bells_silent_total",
        "How often a listener on Redis ended and started again."
    );
    describe_histogram!(
        "devmentor_job_wait_seconds",
        Unit::Seconds,
        "From when a job was due to its claim, by priority."
    );
    describe_histogram!(
        "devmentor_job_duration_seconds",
        Unit::Seconds,
        "From a job's claim to the end of the try, by kind and outcome."
    );
    describe_gauge!(
        "devmentor_circuit_open",
        "1 while calls to a service (redis, qdrant) are held back because it failed, 0 while they are made."
    );
    describe_gauge!("devmentor_event_followers", "Followers of event channels in this process.");
    describe_histogram!(
        "devmentor_event_lag_seconds",
        Unit::Seconds,
        "From when an event was appended to when this process told its followers, by the way it came."
    );
    describe_counter!("devmentor_events_published_total", "Events told to other processes over Redis.");
    describe_counter!("devmentor_events_lost_total", "Events that Redis did not take: others look them up.");
    describe_counter!("devmentor_chunks_embedded_total", "Pieces of code that the model made vectors of.");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_rendered() {
        install();
        install();
        ::metrics::counter!("http_requests_total", "route" => "/health").increment(2);
        ::metrics::gauge!("devmentor_jobs", "state" => "queued").set(1.0);
        ::metrics::histogram!("http_request_duration_seconds", "route" => "/health").record(0.03);
        fold();
        let text = render();
        assert!(text.contains("# HELP http_requests_total Requests answered"), "{text}");
        assert!(text.contains("# HELP devmentor_jobs Jobs that wait"), "{text}");
        assert!(text.contains("http_requests_total{route=\"/health\"} 2"), "{text}");
        assert!(text.contains("le=\"0.05\"} 1"), "{text}");
    }
}
