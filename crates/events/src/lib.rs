//! The event log: append, read after, subscribe.
