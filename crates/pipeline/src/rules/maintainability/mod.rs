//! maintainability
