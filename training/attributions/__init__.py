"""The network of the model engine: its data, training, evaluation and shipped form."""
