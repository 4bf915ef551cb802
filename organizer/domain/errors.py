"""What went wrong in a way that a person can mend."""

__all__ = ["Cancelled", "UserError"]


class UserError(Exception):
    """A fault to show as it is: one line that says what happened and what to do.

    Args:
        message: the line, without names or phones of people.
        details: further lines for a "show details" fold, each a plain sentence.
    """

    def __init__(self, message: str, *details: str) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class Cancelled(Exception):  # noqa: N818  (it is no error: the user asked for it)
    """The user stopped a long job; nothing was changed."""
