"""Many documents: streamed, over processes, over an archive, over a cluster.

`documents` is what `extract_many` does, `workers` its processes, `archive` a run that can be killed and started
again, `dask` a cluster. They know an extractor as a protocol only,
but for `dask`, whose workers make their own.
"""
