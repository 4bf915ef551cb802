"""Looking people up: which ones, in what order, and everything about one."""
