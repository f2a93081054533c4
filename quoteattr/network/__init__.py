"""The one small network: windows of a text, scores, decoding, confidence; on ONNX Runtime, or on torch.

`spotting` is the way through: `windows` of whole paragraphs, `scores` by `on_onnx` or `on_torch` (`model`), spans
and their ties by `decoding`, and how sure that is (`confidence`). `scheme` has its tags, `weights` its folder. It
knows text, and no parse.
"""
