"""The weights by which definite descriptions, “they” and “it” find whom they mean, learned from marked texts."""
