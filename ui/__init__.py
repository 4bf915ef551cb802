"""The rooms of the program in Qt, one folder each."""
