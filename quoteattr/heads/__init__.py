"""The parse by heads on the attribution network's encoder: one reading of the text gives both.

`reader` is the way through: tokens (cut by the language), the network's windows, heads (`model`, run by `on_onnx`
or `on_torch`), then trees, tags, lemmas and names as a `Document`. The folder of weights is read by `weights`, and
held by `loaded`.
"""
