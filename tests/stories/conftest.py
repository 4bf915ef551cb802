"""The window of the window's tests, for stories told through it."""

from tests.ui.conftest import look, own_settings, window  # noqa: F401  (fixtures)
