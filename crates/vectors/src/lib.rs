//! Qdrant, in process: hybrid search over chunks.
