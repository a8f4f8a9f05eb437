//! The HTTP service: extract, call a service, reply.
