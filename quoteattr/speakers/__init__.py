"""Who speaks: names, mentions, who is who, and what the text says of them; `find` is the way through them."""
