"""Many documents: streamed, over processes, over an archive, over a cluster."""
