//! Time comes from here, so that tests can hold it still. New ids carry time, so they come from here too.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, Utc};
use uuid::{ContextV7, Timestamp, Uuid};

/// Where the present comes from.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present, in UTC.
    fn now(&self) -> DateTime<Utc>;

    /// A new id: a UUID of version 7, so that ids sort by the time they were made.
    fn new_id(&self) -> Uuid;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that makes ids by the machine's clock")]
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// A clock that moves only when told to; clones share the same time.
#[derive(Debug, Clone)]
pub struct FixedClock(Arc<(Mutex<DateTime<Utc>>, ContextLock)>);

/// Keeps ids made within one held instant in order.
type ContextLock = Mutex<ContextV7>;

impl FixedClock {
    /// A clock that stands at `now`.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Arc::new((Mutex::new(now), Mutex::new(ContextV7::new()))))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn new_id(&self) -> Uuid {
        let now = self.now();
        let context = self.0.1.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Uuid::new_v7(Timestamp::from_unix(
            &*context,
            now.timestamp().cast_unsigned(),
            now.timestamp_subsec_nanos(),
        ))
    }
}
