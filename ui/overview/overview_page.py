"""The overview: the campaign's one number, and how everything stands, each bar leading to those behind it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from organizer.domain.changes import Changes
from organizer.domain.clock import short_date
from organizer.domain.district import KINDS
from organizer.domain.filters import ProspectFilter
from organizer.outreach import behind
from ui.background.jobs import Jobs
from ui.districts.choice_chip import ChoiceChip
from ui.districts.seat_table import SeatFilter
from ui.labels import many
from ui.overview import questions
from ui.overview.bars import Bars, StackedBars
from ui.overview.coverage_plot import coverage_bars
from ui.overview.over_time import Columns, LinePlot
from ui.overview.paper import ask_and_print, write_plots
from ui.overview.plot import Plot
from ui.overview.questions import Overview
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.text import button, label

__all__ = ["OverviewPage"]

_NARROW = 780  # pixels below which the plots stand in one column
_GAP = 40


class OverviewPage(Page):
    """Plots in two columns, one where there is little room."""

    title = "Overview"
    icon = "chart"

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.found: Overview | None = None
        self._placed: list[list[Plot]] = []
        self.period = ChoiceChip("Calls", questions.PERIODS, rests=False)
        self.number = label(role="title")
        self.number_words = label(role="soft", wrap=True)
        self.weeks = LinePlot("Seats with somebody, week by week", "seats have somebody")
        self.closing = Bars("Filing windows that close next")
        self.coverage = StackedBars("Who is on the ballot?")
        self.calls = Columns("Calls", "reached", "dialed")
        self.callers = Bars("By caller")
        self.results = Bars("What the last call led to")
        self.run = Bars("People who would run")
        self.help = Bars("People who would help")
        self.districts = Bars("Districts")
        self.plots: tuple[Plot, ...] = (self.weeks, self.closing, self.coverage, self.calls, self.run, self.help,
                                        self.callers, self.results, self.districts)
        self.empty = EmptyState("chart", "Nothing to count yet. Import sign-ups, and load the list of seats to be "
                                "filled.", "Import sign-ups…", lambda: self.command_wanted.emit("import", ()))
        self.inner = QWidget()
        self._line = QHBoxLayout(self.inner)
        self._stacks = (QVBoxLayout(), QVBoxLayout())
        self._lay_out()
        self.period.chosen.connect(lambda _: self._ask())
        for plot in self.plots:
            plot.chosen.connect(self._chosen)
            plot.print_wanted.connect(partial(self.print_plots, [plot]))
        self._ask()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("role", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(16, 10, 12, 10)
        line.setSpacing(8)
        line.addWidget(self.number)
        line.addWidget(self.number_words, 1)
        line.addWidget(self.period)
        line.addWidget(button("Save as PDF…", self.save_pdf))
        line.addWidget(button("Print…", lambda: self.print_plots(self.plots)))
        self._line.setContentsMargins(16, 16, 16, 24)
        for column in self._stacks:
            column.setSpacing(28)
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._line.addLayout(column, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().installEventFilter(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(bar)
        self.stack = QStackedWidget()
        self.stack.addWidget(area)
        self.stack.addWidget(self.empty)
        lines.addWidget(self.stack, 1)

    def _place(self, width: int) -> None:
        """Set the plots in as many columns as there is room, each where it comes to stand highest."""
        columns = 1 if width < _NARROW else 2
        each = (width - 32 - _GAP * (columns - 1)) // columns
        heights = [0] * columns
        wanted: list[list[Plot]] = [[] for _ in heights]
        for plot in self.plots:
            tall = plot.heightForWidth(each)
            plot.setFixedHeight(tall)
            shortest = heights.index(min(heights))
            wanted[shortest].append(plot)
            heights[shortest] += tall + 28
        if wanted == self._placed:
            return
        self._placed = wanted
        for column, plots in enumerate(wanted):
            for plot in plots:
                self._stacks[column].addWidget(plot)
            self._line.setStretchFactor(self._stacks[column], 1)
        self._line.setStretchFactor(self._stacks[1], 1 if columns == 2 else 0)
        self._line.setSpacing(_GAP if columns == 2 else 0)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._place(watched.width())
        return super().eventFilter(watched, event)

    # what the window asks of every page

    @override
    def refresh(self, changes: Changes) -> None:
        """Ask again where people, districts or seats changed."""
        if changes.many or changes.parts & {"people", "districts", "seats"}:
            self._ask()

    @override
    def copy(self) -> bool:
        """The plot that has the focus, as a picture."""
        plot = next((plot for plot in self.plots if plot.hasFocus()), None)
        if plot is not None:
            plot.copy()
            self.told.emit(f"Copied “{plot.title}” as a picture.")
        return plot is not None

    def _ask(self) -> None:
        self.jobs.read(questions.ask_overview, self.period.value, done=self._got, key="overview")

    def _got(self, found: Overview) -> None:
        self.found = found
        head = found.headline
        self.stack.setCurrentIndex(0 if head.seats or any(step.people for step in found.results) else 1)
        self.number.setText(f"{head.somebody:,} of {many(head.seats, 'seat')}" if head.seats else "No seats yet")
        self.number_words.setText(self._moved(found) if head.seats else
                                  "Load a seat list to see how many have somebody.")
        moments = questions.week_moments(found.weeks)
        self.weeks.put(moments, "How many of our seats have somebody committed or filed." if moments else
                       "Load a seat list, and it is counted from then on.")
        closing = questions.closing_bars(found.seats)
        self.closing.put(closing, "Seats with nobody of ours, the next to close first." if closing else
                         "No filing window is left without anybody of ours.")
        self.coverage.put(coverage_bars(head), head.words if head.seats else "No seats yet.")
        columns = questions.call_columns(found.days)
        dialled, reached = sum(day.dialled for day in found.days), sum(day.reached for day in found.days)
        yes = sum(day.yes for day in found.days)
        period = dict(questions.PERIODS)[self.period.value]
        self.calls.put(columns, f"{dialled:,} dialed, {reached:,} reached, {yes:,} said yes ({period})." if dialled
                       else f"No calls ({period}).")
        callers = questions.caller_bars(found.callers)
        self.callers.put(callers, f"People reached, {period}." if callers else f"No calls ({period}).")
        for plot, steps, words in ((self.run, found.run, "would run"), (self.help, found.help, "would help")):
            people = sum(step.people for step in steps)
            said = f"{many(people, 'person', 'people')} who {words}, by how far they are."
            plot.put(questions.stage_bars(steps), said)
        results = questions.result_bars(found.results)
        tried = sum(step.people for step in found.results if step.code != "none")
        self.results.put(results, f"{many(tried, 'person', 'people')} called so far.")
        kind = found.districts[0].kind if found.districts else ""
        self.districts.put(questions.district_bars(found.districts),
                           f"{KINDS.get(kind, kind)}: where most people live." if kind else "No districts known yet.")
        self._place(self.inner.width())

    def _moved(self, found: Overview) -> str:
        said = "have somebody committed or filed"
        if len(found.weeks) > 1:
            day, _, before = found.weeks[-2]
            gained = found.headline.somebody - before
            said += f", {gained:+,} since {short_date(day)}" if gained else f", as on {short_date(day)}"
        return f"{said}."

    # what a press leads to

    def _chosen(self, target: Any) -> None:
        if isinstance(target, ProspectFilter):
            self.page_wanted.emit("prospects", target)
        elif isinstance(target, int):
            self.page_wanted.emit("seats", target)
        elif target[0] == "days":
            self.jobs.read(behind.called_between, target[1], target[2], done=self._show_people, key="behind")
        elif target[0] == "caller":
            since = self.found.since if self.found is not None else ""
            self.jobs.read(behind.reached_by, target[1], since=since, done=self._show_people, key="behind")
        else:
            self.page_wanted.emit("seats", SeatFilter(*target))

    def _show_people(self, chosen: ProspectFilter) -> None:
        self.page_wanted.emit("prospects", chosen)

    # on paper

    @property
    def _words(self) -> str:
        return f"{self.jobs.path.stem} · {self.number.text()} {self.number_words.text()}"

    def print_plots(self, plots: list[Plot] | tuple[Plot, ...]) -> None:
        """Ask for a printer and print plots."""
        ask_and_print(self, "Overview", self._words, plots)

    def save_pdf(self, path: str = "") -> None:
        """Write all plots as a PDF. Args: path: where; asked for when it is not given."""
        start = self.jobs.path.with_name("overview.pdf")
        said = path or QFileDialog.getSaveFileName(self, "Save the overview", str(start), "PDF (*.pdf)")[0]
        if said:
            pages = write_plots(said, "Overview", self._words, self.plots)
            self.told.emit(f"Saved {many(pages, 'page')} as {Path(said).name}.")
