"""What the network learns: a file for each task, with where its data come from, its labels and its loss.

A new task is a new file here: a module with `NAME`, `WEIGHT` and the functions of `Task`.
"""
