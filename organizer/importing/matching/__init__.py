"""Whether two records tell of one person, of ten people or of a million."""
