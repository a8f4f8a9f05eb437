//! Traces: a request and the jobs that it set off, as a collector gets them.

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use opentelemetry_proto::tonic::collector::trace::v1::trace_service_server::{
    TraceService, TraceServiceServer,
};
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use opentelemetry_proto::tonic::trace::v1::Span;
use serde_json::json;
use testkit::{AppBuilder, FixtureRepository, eventually, id};
use tonic::{Request, Response, Status};

/// Keeps the spans that it is sent, by the names of their services.
#[derive(Debug, Default, Clone)]
struct Collector(Arc<Mutex<HashMap<String, Vec<Span>>>>);

#[tonic::async_trait]
impl TraceService for Collector {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        let mut kept = self.0.lock().unwrap();
        for sent in request.into_inner().resource_spans {
            let attributes = sent.resource.unwrap().attributes;
            let name = attributes.into_iter().find(|attribute| attribute.key == "service.name").unwrap();
            let spans = sent.scope_spans.into_iter().flat_map(|scope| scope.spans);
            kept.entry(format!("{:?}", name.value.unwrap().value.unwrap())).or_default().extend(spans);
        }
        Ok(Response::new(ExportTraceServiceResponse::default()))
    }
}

impl Collector {
    fn spans(&self) -> Vec<Span> {
        let kept = self.0.lock().unwrap();
        kept.iter()
            .filter(|(name, _)| name.contains("devmentor"))
            .flat_map(|(_, spans)| spans.clone())
            .collect()
    }
}

#[test]
fn a_trace_leads_from_the_request_to_its_jobs() {
    let collector = Collector::default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let service = TraceServiceServer::new(collector.clone());
    runtime.spawn(tonic::transport::Server::builder().add_service(service).serve(address));

    let app = AppBuilder::default()
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", &format!("http://{address}"))
        .with("DEVMENTOR_EMBEDDING_ENABLED", "false")
        .start();
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let shop = FixtureRepository::shop();
    let mut reply = app
        .agent()
        .post(format!("{}/api/repositories", app.address()))
        .header("authorization", format!("Bearer {}", app.token()))
        .header("traceparent", format!("00-{trace}-00f067aa0ba902b7-01"))
        .send_json(json!({ "source": shop.address() }))
        .unwrap();
    let submitted: serde_json::Value = reply.body_mut().read_json().unwrap();
    app.wait_for_analysis(id(&submitted["analysis"]));
    // What waits to be sent is sent at the end.
    assert_eq!(app.stop().0, Some(0));

    let of_trace = |name: &str| {
        let spans = collector.spans();
        let ids = |span: &Span| span.trace_id.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        spans.into_iter().find(|span| span.name == name && ids(span) == trace)
    };
    let request = eventually("the request's span", || of_trace("POST /api/repositories"));
    assert_eq!(request.parent_span_id, [0x00, 0xf0, 0x67, 0xaa, 0x0b, 0xa9, 0x02, 0xb7]);
    let job = eventually("the job's span", || of_trace("job analyze_repository"));
    assert_eq!(job.parent_span_id, request.span_id, "the job runs because of the request");
    let told = format!("{:?}", collector.spans());
    assert!(!told.contains(&shop.address()), "addresses are nobody's business");
}

#[test]
fn a_collector_that_is_away_holds_nobody_up() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let app = AppBuilder::embedded()
        .with("DEVMENTOR_TRACING_OTLP_ENDPOINT", &format!("http://{address}"))
        .with("DEVMENTOR_EMBEDDING_ENABLED", "false")
        .start();
    assert_eq!(app.analyse(&FixtureRepository::shop().address())["state"], "succeeded");
    let began = std::time::Instant::now();
    assert_eq!(app.stop().0, Some(0));
    assert!(began.elapsed().as_secs() < 15, "{:?}", began.elapsed());

    let output = AppBuilder::embedded().with("DEVMENTOR_TRACING_OTLP_ENDPOINT", "not an address").command(&[
        "up",
        "--listen",
        "127.0.0.1:0",
    ]);
    assert_ne!(output.code, Some(0));
    assert!(output.err.contains("[tracing] otlp_endpoint"), "{output:?}");
}
