"""What the user decides about the window."""
