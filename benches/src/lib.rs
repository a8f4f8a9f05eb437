//! Benchmarks: whole processes and hot loops.
