//! A data directory that cannot be used: the service says so and does not start.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use testkit::{AppBuilder, FixtureRepository};

fn up(data: &Path) -> (Option<i32>, String) {
    let output = Command::new(testkit::program())
        .args(["up", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(data)
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_data_directory_that_is_a_file_is_refused() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("data");
    fs::write(&file, "x").unwrap();
    let (code, said) = up(&file);
    assert_ne!(code, Some(0));
    assert!(said.contains("data") && !said.contains("panicked"), "{said}");
}

#[test]
fn a_read_only_data_directory_is_refused() {
    // Root may write anywhere but into what the kernel keeps to itself.
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let writable = fs::write(folder.path().join("probe"), "x").is_ok();
    let (code, said) =
        if writable { up(Path::new("/proc/devmentor")) } else { up(&folder.path().join("data")) };
    assert_ne!(code, Some(0));
    assert!(said.contains("data directory") && !said.contains("panicked"), "{said}");
}

/// A disk of 8 MiB, until it is dropped; none where this process may not mount one.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mounted() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(folder.path());
        mount.output().is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_fails_the_analysis_and_not_the_service() {
    let Some(small) = SmallDisk::mounted() else {
        println!("skipped: a small file system cannot be mounted here");
        return;
    };
    let repository = FixtureRepository::large(1000);
    let app = AppBuilder::on(&small.0.path().join("data")).start();
    let submitted = app.submit(&repository.address());
    let analysis = app.wait_for_analysis(testkit::id(&submitted["analysis"]));
    assert_eq!(app.get("/health").0, 200, "the service lives");
    assert_ne!(analysis["state"], "succeeded", "1000 files do not fit: {analysis}");
}

#[test]
fn secrets_are_readable_by_their_owner_only() {
    let app = AppBuilder::embedded().start();
    let mode =
        |name: &str| fs::metadata(app.builder().data().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("owner.token"), 0o600);
    assert_eq!(mode("devmentor.db"), 0o600, "it holds source text");
    assert_eq!(mode("."), 0o700);
}

#[test]
fn a_corrupted_model_is_refused_and_words_still_find() {
    let models = TempDir::new().unwrap();
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/onnx");
    for entry in fs::read_dir(&real).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, models.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    fs::write(models.path().join("model.onnx"), "not a model").unwrap();
    let app = AppBuilder::default().with("DEVMENTOR_MODELS_DIR", models.path().to_str().unwrap()).start();
    app.analyse(&FixtureRepository::shop().address());
    app.run_pending_jobs();
    assert_eq!(app.items("/api/search?query=convert%20currency")[0]["symbol"], "convert_currency");
    let log = fs::read_to_string(app.builder().log()).unwrap();
    assert!(log.contains("model.onnx"), "what is wrong with the model is said: {log}");
}
