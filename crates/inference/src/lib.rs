//! Texts to vectors with ONNX Runtime.
