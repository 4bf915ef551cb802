"""The stairs between the window and the store."""
