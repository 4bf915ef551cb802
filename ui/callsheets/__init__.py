"""Call sheets in the window: looked at before they are made, listed, and typed in when they come home."""
