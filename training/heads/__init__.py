"""Trains the heads by which the attribution network's encoder also tags and parses."""
