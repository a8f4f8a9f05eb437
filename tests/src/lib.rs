//! End-to-end suites over real services.
