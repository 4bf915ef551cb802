"""Reaching people: today's work, call lists, the calling screen, and the history of what was done."""
