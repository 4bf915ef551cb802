"""The tests; they mirror both floors of the house."""
