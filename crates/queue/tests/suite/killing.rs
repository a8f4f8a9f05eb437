//! A job that kills its process: tried as often as any other, then dead, and the queue goes on. What runs beside it
//! when its process dies is tried again too, and does not die with it.

use std::process::{Command, Stdio};
use std::time::Duration;

use models::DatabaseSettings;
use models::testing::TestDb;
use queue::WorkerOptions;
use testkit::servers;
use types::{Backoff, JobState};

use crate::support::{Act, Process, Stage, quick};

/// Where the victim finds its ledger.
const LEDGER: &str = "DEVMENTOR_TEST_VICTIM_OF";

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_kills_its_process_dies_in_the_end() {
    let test = TestDb::migrated().await;
    let process = Process::idle(&test.db);
    let [killer, innocent] = [process.play(Act::Abort).await, process.play(Act::Pass).await];
    let mut deaths = 0;
    while process.state(killer).await != JobState::Dead {
        let mut victim = victim(&test.url);
        while victim.ended().is_none() && process.state(killer).await != JobState::Dead {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        deaths += u32::from(victim.ended().is_some());
    }
    let row = process.row(killer).await;
    assert_eq!((row.attempt, deaths), (3, 3));
    assert!(row.error.unwrap().contains("died or lost its lease, on the last of 3 tries"));
    let _last = victim(&test.url);
    process.until(innocent, JobState::Succeeded).await;
}

/// This program again, as a worker on the same ledger.
fn victim(url: &str) -> servers::Process {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["killing::victim_of_the_killer", "--exact"]).env(LEDGER, url);
    servers::Process::spawn(command.stdout(Stdio::null()).stderr(Stdio::null()))
}

/// The other half of the story above; nothing by itself.
#[tokio::test(flavor = "multi_thread")]
async fn victim_of_the_killer() {
    let Ok(url) = std::env::var(LEDGER) else { return };
    let db = models::connect(&url, &DatabaseSettings::default()).await.unwrap();
    // Far enough apart that the two do not meet a third time.
    let backoff = Backoff { base: Duration::from_secs(1), cap: Duration::from_secs(2) };
    let options = WorkerOptions { lease: Duration::from_millis(500), backoff, ..quick() };
    let _process = Process::idle(&db).and_works(&Stage::new(), options);
    std::future::pending::<()>().await;
}
