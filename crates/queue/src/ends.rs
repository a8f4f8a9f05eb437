//! Good ends are written together: those that come while a statement runs go with the next one.

use std::sync::{Mutex, PoisonError};

use models::jobs::lease::{self, Lease};
use sea_orm::DbErr;
use tokio::sync::oneshot;

use crate::Queue;

/// So many at most in one statement.
const TOGETHER: usize = 64;

/// Ends that wait to be written, and whose turn it is to write them.
#[derive(Debug, Default)]
pub(crate) struct GoodEnds {
    waiting: Mutex<Vec<Waiting>>,
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Waiting {
    lease: Lease,
    told: oneshot::Sender<Result<bool, DbErr>>,
}

impl GoodEnds {
    /// Writes that a try ended well; `false` where its lease was lost. An error may stand though it was written.
    pub(crate) async fn write(&self, queue: &Queue, lease: &Lease) -> Result<bool, DbErr> {
        let (told, mut answer) = oneshot::channel();
        self.waiting().push(Waiting { lease: lease.clone(), told });
        loop {
            let _turn = self.turn.lock().await;
            match answer.try_recv() {
                Ok(written) => return written,
                Err(oneshot::error::TryRecvError::Empty) => self.write_waiting(queue).await,
                // Who wrote it was cut off in the middle.
                Err(oneshot::error::TryRecvError::Closed) => {
                    return Err(DbErr::Custom("the worker was stopped while it wrote".to_owned()));
                }
            }
        }
    }

    async fn write_waiting(&self, queue: &Queue) {
        let batch: Vec<_> = {
            let mut waiting = self.waiting();
            let count = waiting.len().min(TOGETHER);
            waiting.drain(..count).collect()
        };
        let Some(first) = batch.first() else { return };
        let tries: Vec<_> = batch.iter().map(|end| (end.lease.id, end.lease.fence)).collect();
        let ended = lease::end_well(queue.db(), &first.lease.worker, &tries, queue.clock().now()).await;
        for end in batch {
            let written = match &ended {
                Ok(ended) => Ok(ended.contains(&(end.lease.id, end.lease.fence))),
                Err(error) => Err(DbErr::Custom(error.to_string())),
            };
            // Who does not wait any more was cut off.
            let _ = end.told.send(written);
        }
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
