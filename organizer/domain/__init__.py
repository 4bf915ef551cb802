"""Words and rules in plain Python; this room knows no other."""
