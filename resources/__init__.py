"""Data only: icons, styles, samples and word lists, read with importlib.resources."""
