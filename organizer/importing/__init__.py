"""Sheets in, prospects out: reading, columns, cleaning, matching, storing."""
