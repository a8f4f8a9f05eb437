//! The worker as a process of its own. Requests are served by others.

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
    let services = assembly::open(&settings).await?;

    let stop = CancellationToken::new();
    let stopping = stop.clone();
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    tokio::spawn(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        stopping.cancel();
    });
    // A database of the data directory is this process's alone, since the directory is locked.
    let sole = settings.data.database_url.is_none();
    worker::run(services, worker::Options::from_settings(&settings, sole), stop).await;
    Ok(())
}
