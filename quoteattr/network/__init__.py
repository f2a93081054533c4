"""The one small network: windows of a text, scores, decoding, confidence; on ONNX Runtime, or on torch."""
