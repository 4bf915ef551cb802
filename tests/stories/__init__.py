"""What users do from one end to the other, a file a story."""
