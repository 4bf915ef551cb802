"""Districts and seats in the window: the map, the lists to settle, the board of who is on the ballot."""
