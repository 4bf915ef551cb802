"""The table of prospects and the person beside it."""
