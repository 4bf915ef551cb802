"""From a foreign file to a table with its header found: whatever wrote it, and whatever is wrong with it."""
