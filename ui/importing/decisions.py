"""What the user said about a sheet that is checked, so that each step can be taken back before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.importing.child_work import Decided

__all__ = ["Decisions"]


class Decisions:
    """Where columns go, what answers count as, how the file is read, and the way back step by step."""

    def __init__(self, sheet: str | None = None) -> None:
        self._reading: dict[str, Any] = {} if sheet is None else {"sheet": sheet}
        self._chosen: dict[str, str | None] = {}
        self._regrouped: dict[str, dict[str, str]] = {}
        self._steps: list[Callable[[], None]] = []

    def made(self, policy: str) -> Decided:
        """All that was said, for the child."""
        return policy, dict(self._chosen), {name: dict(said) for name, said in self._regrouped.items()}

    def read(self, options: dict[str, Any]) -> dict[str, Any]:
        """How the file is read from now on; what was mended in its cells is gone with that."""
        self._steps.clear()
        self._reading.update(options)
        return dict(self._reading)

    def choose(self, header: str, field: str | None) -> None:
        """A column goes to a field."""
        self._keep()
        self._chosen[header] = field

    def regroup(self, field: str, meanings: dict[str, str]) -> None:
        """Answers count as something else."""
        self._keep()
        self._regrouped[field] = self._regrouped.get(field, {}) | meanings

    def did(self, way_back: Callable[[], None]) -> None:
        """Something else was done on the page, and this takes it back."""
        self._steps.append(way_back)

    def take_back(self) -> None:
        """Take the last step back, where there is `any`."""
        self._steps.pop()()

    @property
    def any(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._steps)

    def _keep(self) -> None:
        chosen, regrouped = dict(self._chosen), dict(self._regrouped)

        def put_back() -> None:
            self._chosen, self._regrouped = chosen, regrouped

        self._steps.append(put_back)
