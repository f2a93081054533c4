"""Trains the one network: pages of many tasks in windows, with noise, by one loop; distilled, exported, calibrated."""
