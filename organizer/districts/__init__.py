"""Districts: from loaded maps and lists to who lives where, and which seats there are empty."""
