//! The job ledger, the job trait and the transports.
