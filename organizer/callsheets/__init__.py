"""Paper to call from: the sheet as a value, its writers, and its way back into the store."""
