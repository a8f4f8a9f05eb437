//! ONNX Runtime: found, checked and started once per process.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ort::environment::Environment;

use crate::LoadError;
use crate::manifest::MANIFEST;

/// The library allows one environment per process, and none after it is gone: so it is kept here.
static ENVIRONMENT: Mutex<Option<Environment>> = Mutex::new(None);

/// The process's runtime; started from the first of these that is there: `ORT_DYLIB_PATH`, the folder of
/// the models (its checksum verified), the system's.
pub(crate) fn environment(dir: &Path) -> Result<Environment, LoadError> {
    let mut environment = ENVIRONMENT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(environment) = &*environment {
        return Ok(environment.clone());
    }
    let library = library(dir)?;
    let started = ort::init_from(&library)
        .map_err(|error| LoadError::Runtime { reason: error.to_string() })?
        .with_name("devmentor")
        .with_telemetry(false)
        .build()
        .map_err(|error| LoadError::Runtime { reason: format!("{}: {error}", library.display()) })?;
    tracing::info!(runtime.library = %library.display(), "ONNX Runtime started");
    Ok(environment.insert(started).clone())
}

/// The shared library to start.
fn library(dir: &Path) -> Result<PathBuf, LoadError> {
    if let Some(path) = std::env::var_os("ORT_DYLIB_PATH").filter(|path| !path.is_empty()) {
        return Ok(PathBuf::from(path));
    }
    if let Some(entry) = MANIFEST.runtime_here() {
        match entry.read(dir) {
            Ok(_) => return Ok(entry.path_in(dir)),
            Err(LoadError::Missing { path }) => {
                tracing::debug!(runtime.library = %path.display(), "no ONNX Runtime beside the model");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(PathBuf::from(format!("{}onnxruntime{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)))
}
