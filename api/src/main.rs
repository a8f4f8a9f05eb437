//! The API as a process of its own. Jobs are run by others.

use anyhow::Result;
use config::{DataDir, Flags, Settings};
use services::assembly;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() -> Result<()> {
    let settings = Settings::load(Flags::default())?;
    telemetry::start_logging(&settings.logging)?;
    let _data_dir = DataDir::open(&settings.data)?;
    let bound = api::bind(&settings.server).await?;
    let services = assembly::open(&settings).await?;
    assembly::admit_owner(&services, &settings).await?;
    tracing::info!(url = bound.url(), "the API is up at {}", bound.url());

    let stop = CancellationToken::new();
    let stopping = stop.clone();
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    tokio::spawn(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        stopping.cancel();
    });
    Ok(bound.serve(services, &settings, stop).await?)
}
