"""Names of people and organisations: found, taken apart, and told of what kind they are."""
