"""The overview: plots of how the campaign stands, each leading to the people behind it."""
