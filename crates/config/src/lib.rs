//! Settings from defaults, a file and the environment, one file per concern.
