//! Queued work: the ledger is the truth, the transport is a doorbell.
//!
//! A job is a row of the table `jobs`. It is written in the same transaction as what it is about
//! ([`Queue::enqueue`]); after the commit somebody rings ([`Queue::ring`]), so that a worker looks at the ledger at
//! once. A ring may be lost, doubled or late. What counts is the row:
//!
//! - **Claim**: a worker with room takes the longest due rows of a queue, as many as it has room for, in one
//!   compare-and-set statement. The tries are counted there, so that a job that kills its process is dead after its
//!   last try like any other. It looks when somebody rings, when a job ends, and every second: so delayed jobs and
//!   retries run, and whatever a transport forgot. A worker that is full rings for the next one.
//! - **Lease**: the claim holds for a while and is renewed while the handler runs. Each claim has a number, the
//!   *fence*, that only grows. [`JobRun::guard`] compares it inside the transaction that writes results, so a
//!   worker that lost its lease cannot write them, however late it wakes.
//! - **Sweep**: every second each worker renews its leases and takes back those that ran out.
//! - **End**: a handler says *retry*, *give up* or *cancelled* ([`JobError`]); time-outs and panics are retries.
//!   Retries wait by exponential back-off with full jitter ([`types::Backoff`]). After the last try a job is dead. A bad
//!   end is told to the handler ([`Handle::on_bad_end`]) at least once, whichever process brought it about.
//! - **Stop**: a stopping worker claims nothing new and gives its jobs a while to finish, but for those that a later
//!   try resumes ([`Job::RESUMES`]). What still runs then is released for another worker, and the try is not
//!   counted: it was not the job's fault.
//!
//! The adapters differ only in the doorbell: [`MemoryTransport`] inside one process, [`RedisTransport`] between
//! machines. Both databases are used through the same statements, see [`models::jobs`].
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bell;
mod ends;
mod executor;
mod job;
mod lane;
mod queue;
mod registry;
mod run;
mod running;
mod schedule;
mod sweeper;
mod transport;
mod worker;

pub use job::{AfterCommit, Handle, Job, JobError};
pub use lane::Lane;
pub use models::jobs::JobRow;
pub use models::jobs::book::{Change, Count, JobFilter};
pub use models::jobs::sweep::Recovered;
pub use queue::{EnqueueError, EnqueueOptions, Enqueued, Queue};
pub use registry::Registry;
pub use run::{GuardError, JobRun};
pub use schedule::Schedule;
pub use transport::{Deliver, MemoryTransport, RedisAddressError, RedisTransport, Transport, TransportError};
pub use worker::{Worker, WorkerOptions};
