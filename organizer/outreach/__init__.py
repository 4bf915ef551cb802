"""What came of reaching out: results, stages, follow-ups, lists and whom to call next."""
