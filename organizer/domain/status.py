"""Results of a contact attempt and the two stage tracks, with what each does.

Source: the code sets of VAN, CiviEngage, CallHub, OSDI and Indivisible; see the README's table.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ANSWERS",
    "CONTACT_KINDS",
    "HELP_EXITS",
    "HELP_STAGES",
    "MOVES",
    "MOVE_WORDS",
    "RESULTS",
    "RUN_EXITS",
    "RUN_STAGES",
    "Result",
    "Stage",
    "Status",
    "finishes",
    "keeps_call_back",
    "result_of",
    "stage_label",
    "stage_named",
    "stage_rank",
    "status_of",
]


@dataclass(frozen=True, slots=True)
class Result:
    """One way an attempt can end.

    Args:
        code: two capital letters, our own; foreign files are read by name, never by such a code.
        key: the hot key on the calling screen.
        label: short, for buttons and tables.
        meaning: the definition printed on a packet's cover.
        reached: the right person was spoken to.
        attempt: counts as a try.
        phone_status: what the dialled number becomes, "" when it stays as it is.
        rest_hours: how long the person is left alone before the next try.
        suppress: the person is kept out of every list from now on ("do_not_call", "deceased", "hostile" or "").
        asks: what the program asks for next ("answers", "when", "where", "language", "confirm" or "").
    """

    code: str
    key: str
    label: str
    meaning: str
    reached: bool = False
    attempt: bool = True
    phone_status: str = ""
    rest_hours: int = 0
    suppress: str = ""
    asks: str = ""


RESULTS: tuple[Result, ...] = (
    Result("CV", "t", "Talked", "You talked with the right person.", reached=True, asks="answers"),
    Result("NH", "n", "No answer", "Nobody picked up, or voicemail was full. Try at another time of day.",
           rest_hours=20),
    Result("LM", "m", "Left message", "You left a message on voicemail or with somebody.", rest_hours=72),
    Result("BZ", "b", "Busy", "Busy signal or a strange tone. Try again this shift.", rest_hours=1),
    Result("CB", "c", "Call back", "They asked you to call at another time. Write the day and time.", asks="when"),
    Result("WN", "w", "Wrong number", "Somebody else's number, or you could not confirm who answered.",
           phone_status="wrong"),
    Result("WX", "x", "Disconnected", "Not in service.", phone_status="disconnected"),
    Result("RF", "r", "Refused", "The right person did not want to talk or hung up.", reached=True,
           rest_hours=24 * 90),
    Result("XC", "d", "Do not call", "The right person asked never to be called again.", reached=True,
           suppress="do_not_call", asks="confirm"),
    Result("MV", "v", "Moved", "No longer lives in the county. Write where to. A move inside the county is not this.",
           asks="where"),
    Result("OL", "l", "Language", "You could not talk for want of a language. Write which.", asks="language"),
    Result("DC", "k", "Deceased", "The person has died. Say you are sorry, and mark it.", suppress="deceased",
           asks="confirm"),
    Result("HO", "h", "Hostile", "The right person was abusive. They are not called again without the chair.",
           reached=True, suppress="hostile"),
)
_BY_CODE = {result.code: result for result in RESULTS}


def result_of(code: str) -> Result:
    """The result with this code, in any case. Raises KeyError for a code that is not ours."""
    return _BY_CODE[code.upper()]


def finishes(code: str) -> bool:
    """Whether a result ends the work on a call list; a bad number does so only when no other number is left."""
    return code not in ("NH", "LM", "BZ", "CB", "WN", "WX")


def keeps_call_back(code: str) -> bool:
    """Whether a call-back that was promised stays open after a try that ended so: the person was not spoken to."""
    return not finishes(code) and code != "CB"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a track. `code` is kept in the store; `exit` steps leave the track."""

    code: str
    label: str
    exit: bool = False


RUN_STAGES: tuple[Stage, ...] = (
    Stage("new", "New"),
    Stage("assigned", "Assigned"),
    Stage("reached", "Reached"),
    Stage("interested", "Interested"),
    Stage("matched", "Seat matched"),
    Stage("vetted", "Vetted"),
    Stage("committed", "Committed"),
    Stage("paperwork", "Paperwork"),
    Stage("filed", "Filed"),
    Stage("qualified", "On the ballot"),
    Stage("nominee", "Nominee"),
    Stage("won", "Won"),
    Stage("lost", "Lost"),
)
RUN_EXITS: tuple[Stage, ...] = (
    Stage("not-now", "Not now", True),
    Stage("no", "No", True),
    Stage("ineligible", "Ineligible", True),
    Stage("moved", "Moved away", True),
    Stage("withdrew", "Withdrew", True),
    Stage("other-seat", "Running for another seat", True),
    Stage("endorsed", "Endorsed someone else", True),
)
HELP_STAGES: tuple[Stage, ...] = (
    Stage("new", "New"),
    Stage("contacted", "Contacted"),
    Stage("said-yes", "Said yes"),
    Stage("scheduled", "Scheduled"),
    Stage("active", "Active"),
    Stage("lead", "Lead"),
)
HELP_EXITS: tuple[Stage, ...] = (
    Stage("not-now", "Not now", True),
    Stage("no", "No", True),
    Stage("lapsed", "Lapsed", True),
)
ANSWERS: tuple[tuple[str, str], ...] = (("yes", "Yes"), ("maybe", "Maybe"), ("later", "Later"), ("no", "No"))
MOVES: tuple[tuple[str, str], ...] = (
    ("in-district", "In the district"), ("out-of-district", "Out of the district"),
    ("out-of-state", "Out of the state"),
)
"""Where somebody moved to: code and words."""
MOVE_WORDS = {"in": "in-district", "out": "out-of-district", "state": "out-of-state", "oos": "out-of-state"}
"""The short words for it that are typed."""
CONTACT_KINDS: tuple[str, ...] = ("phone", "text", "email", "in-person", "event", "letter")

_STAGES = {
    "run": {stage.code: (rank, stage) for rank, stage in enumerate(RUN_STAGES + RUN_EXITS)},
    "help": {stage.code: (rank, stage) for rank, stage in enumerate(HELP_STAGES + HELP_EXITS)},
}


def stage_label(track: str, code: str) -> str:
    """``Seat matched`` for ("run", "matched"). Raises KeyError for a stage that is not ours."""
    return _STAGES[track][code][1].label


def stage_named(track: str, said: str) -> str:
    """The code of a stage by its label or code, in any case; "" for what is none of the track's."""
    word = said.strip().lower()
    return next((code for code, (_, stage) in _STAGES[track].items() if word in (code, stage.label.lower())), "")


def stage_rank(track: str, code: str) -> int:
    """Where a stage stands on its track; exits stand behind all steps. Raises KeyError as above."""
    return _STAGES[track][code][0]


@dataclass(frozen=True, slots=True)
class Status:
    """What the table's Status column says: a word and the tone of its dot.

    `tone` is one of "new", "waiting", "follow", "good", "done", "bad", "off".
    """

    label: str
    tone: str


_TONE_OF_RESULT = {
    "CV": "follow", "NH": "new", "LM": "waiting", "BZ": "waiting", "CB": "follow", "WN": "bad", "WX": "bad",
    "RF": "bad", "XC": "off", "MV": "off", "OL": "waiting", "DC": "off", "HO": "bad",
}
_EARLY = {"new", "assigned", "reached", "contacted"}


def status_of(
    run_stage: str, help_stage: str, last_result: str | None, *, do_not_call: bool = False, deceased: bool = False
) -> Status:
    """One word for where somebody stands: a wall first, then a stage beyond the first steps, then the last result."""
    if deceased:
        return Status("Deceased", "off")
    if do_not_call:
        return Status("Do not call", "off")
    for track, code in (("run", run_stage), ("help", help_stage)):
        if code in _EARLY:
            continue
        stage = _STAGES[track][code][1]
        if stage.exit:
            return Status(stage.label, "off")
        done = code in ("committed", "paperwork", "filed", "qualified", "nominee", "won", "active", "lead")
        return Status(stage.label, "done" if done else "good")
    if last_result:
        return Status(result_of(last_result).label, _TONE_OF_RESULT[last_result])
    return Status("New", "new")
