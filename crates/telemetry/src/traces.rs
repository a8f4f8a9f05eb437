//! Traces over OTLP: what a request set off, up to the jobs that ran because of it. Off unless an endpoint is set.
//!
//! Who continues a trace is told by a `traceparent`, as in the W3C's Trace Context.

use std::collections::HashMap;
use std::time::Duration;

use ::tracing::{Span, Subscriber};
use config::TracingSettings;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::{Status, TraceContextExt, TracerProvider};
use opentelemetry::{KeyValue, Value};
use opentelemetry_otlp::{ExporterBuildError, SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::Layer;
use tracing_subscriber::registry::LookupSpan;

/// The header, and the name under which a trace is kept.
pub const TRACEPARENT: &str = "traceparent";

/// How long a collector may take to accept spans, and how long the end of the process waits for it.
const WITHIN: Duration = Duration::from_secs(3);

/// The way to the collector; what waits is sent when it is dropped.
#[derive(Debug)]
pub(crate) struct Traces(SdkTracerProvider);

impl Traces {
    /// The way to the endpoint of the settings, if there is one. Connects at first use; a collector that is away costs
    /// spans and nothing else. Needs the async runtime of the process.
    pub(crate) fn open(settings: &TracingSettings) -> Result<Option<Self>, ExporterBuildError> {
        let Some(endpoint) = &settings.otlp_endpoint else { return Ok(None) };
        let exporter =
            SpanExporter::builder().with_tonic().with_endpoint(endpoint).with_timeout(WITHIN).build()?;
        let resource = Resource::builder()
            .with_service_name("devmentor")
            .with_attribute(KeyValue::new("service.version", types::VERSION))
            .build();
        // A trace that somebody else began is followed if he follows it.
        let sampler = Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(settings.sample)));
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource)
            .with_sampler(sampler)
            .build();
        Ok(Some(Self(provider)))
    }

    pub(crate) fn layer<S: Subscriber + for<'a> LookupSpan<'a>>(&self) -> impl Layer<S> + use<S> {
        tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("devmentor"))
            .with_location(false)
            .with_threads(false)
    }
}

impl Drop for Traces {
    fn drop(&mut self) {
        if let Err(error) = self.0.shutdown_with_timeout(WITHIN) {
            ::tracing::warn!(%error, "the last spans did not reach the collector");
        }
    }
}

/// The `traceparent` of what runs at the moment; `None` where nothing is traced.
pub fn current() -> Option<String> {
    let mut carrier = HashMap::new();
    TraceContextPropagator::new().inject_context(&Span::current().context(), &mut carrier);
    carrier.remove(TRACEPARENT)
}

/// Names a new span, and makes it a child of the one that `traceparent` tells of, if it does.
pub fn describe(span: &Span, name: String, traceparent: Option<&str>) {
    if let Some(traceparent) = traceparent {
        let carrier = HashMap::from([(TRACEPARENT.to_owned(), traceparent.to_owned())]);
        // Fails where nothing is traced.
        let _ = span.set_parent(TraceContextPropagator::new().extract(&carrier));
    }
    span.context().span().update_name(name);
}

/// Notes something about a span.
pub fn note(span: &Span, key: &'static str, value: impl Into<Value>) {
    span.set_attribute(key, value);
}

/// Notes that what a span tells of went wrong.
pub fn failed(span: &Span, why: impl Into<String>) {
    span.set_status(Status::error(why.into()));
}
