//! `devmentor migrate`: brings the database to the current schema.

use config::{DataDir, Flags, Settings, TracingSettings};
use services::assembly;

use crate::exit::Failure;
use crate::terminal::Screen;

pub(crate) fn run(flags: Flags, screen: &mut Screen) -> Result<(), Failure> {
    let mut settings = Settings::load(flags)?;
    let _telemetry = telemetry::start(&settings.logging, &TracingSettings::default())
        .map_err(|error| Failure::Usage(error.to_string()))?;
    let _data_dir = DataDir::open(&settings.data).map_err(|e| Failure::of(&e))?;
    // Opening migrates; the model has no part in it.
    settings.embedding.enabled = false;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(assembly::open(&settings))?;
    Ok(screen.line("The database is at the current schema.")?)
}
