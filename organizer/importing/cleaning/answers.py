"""What people answered: run or help, which office, yes or no; free answers grouped into a small list."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from organizer.domain.names import fold

__all__ = [
    "INTERESTS", "OFFICES", "Groupings", "clean_interest", "clean_offices", "leaning", "no_calls", "said_interest",
    "yes_or_no",
]

Groupings = Mapping[str, str]
"""The user's own word on one field's answers: folded answer to meaning."""

_YES = frozenset(("yes", "y", "true", "t", "1", "x", "si", "sí", "on", "checked", "opt in", "opted in", "opt-in",
                  "subscribed", "verdadero", "cierto", "s", "✓", "✔", "☑", "✅", "do not call", "active", "optin",
                  "yep", "yeah", "express", "implied"))
_NO = frozenset(("no", "n", "false", "f", "0", "off", "unchecked", "opt out", "opted out", "opt-out", "unsubscribed",
                 "falso", "none", "✗", "☐", "❌", "not subscribed", "bouncing", "spam complaint", "bounced", "cleaned",
                 "non-subscribed", "nonsubscribed", "optout", "stop", "nope"))
_MAYBE = re.compile(
    r"^(?:m$|maybe|perhaps|possibly|probably|quizas?|tal vez|a lo mejor|unsure|not (?:entirely |quite |really )?sure"
    r"|undecided|considering|thinking|no (?:estoy|lo) se|no se$|no estoy segur\w|puede ser|might|open to)\b|^\?+$"
)
_LEANS_NO = re.compile(
    r"^(?:no|not|nope|nah|never|none|n a|ningun\w*|nada|nunca|sorry|unable|cannot|can t)\b"
    r"(?! (?:preference|problem|worries))"
    r"|^(?:very |somewhat |quite |extremely )?(?:unlikely|uninterested)\b"
    r"|^i (?:am|do|would|will|can|have)? ?(?:not|never|no|t)\b|^i (?:don|won|wouldn|can|couldn) t\b"
)
_LEANS_YES = re.compile(
    r"^(?:yes|yea|yeah|yep|yup|y|si|sure|ok|okay|absolutely|definitely|certainly|of course|totally|happy to|love to"
    r"|(?:very |somewhat |quite |extremely |fairly |most )?(?:likely|interested)"
    r"|i (?:am|do|would|will|d|m|can)|claro|por supuesto|con gusto|desde luego|me gustaria)\b"
)
_LETTERS = {"r": (True, False), "h": (False, True), "v": (False, True), "b": (True, True), "r h": (True, True),
            "r v": (True, True), "h r": (True, True)}
"""Letters by which home-made lists tell run, help (or volunteer) and both."""
_DNC = (
    r"\bdnc list\b|\b(?:on|add(?:ed)? to) (?:the )?dnc\b"
    r"|(?<!\bto )(?<!\bat )(?<!\bfor )(?<!\bthe )(?<!\bwith )(?<!\bfrom )(?<!delegate )\bdnc\b"
    r"(?! (?:\d{4}|in|conv\w*|\w*delegates?|members?|alternates?|staff\w*|chair\w*|donors?|interns?|committee\w*"
    r"|meeting))"
)
"""Do not call, and not the Democratic National Committee or its convention (``DNC delegate 2016``)."""
_NO_CALLS = re.compile(
    r"\b(?:do not|don t|dont|no|never|stop|quit)\b(?: (?:please|ever|me|us|any|more|phone|telephone))*"
    r" (?:call\w*|contact\w*)\b(?! (?:\w+ )?(?:before|after|until|till|at|during|on|between|antes|despues)\b)"
    r"(?<!\bnever called)(?<!\bnever contacted)(?! (?:me )?(?:\w+days?|mornings?|evenings?|weekends?)\b)"
    r"(?! (?:\w+self|it that|by (?:e ?)?mail|by text|me (?:a|an|lazy|names?))\b)"
    r"(?! (?:yet|made|answered|returned|info)\b)(?<!\bno callback)(?!(?<=\bno call) (?:back|list)\b)"
    r"(?! (?:my|his|her|their) (?!number|phone|cell|home)\w+)"
    rf"|\b(?:do not|don t|dont|never) (?:phone|telephone|ring)\b|{_DNC}|\bno llam\w+|\bsolo (?:correo|texto)\b"
    r"|^(?:e ?mail|text|mail|texts?|texts? or e ?mail|e ?mail or texts?) only$|\btake (?:me|us) off\b"
    r"|^removed?(?: (?:from (?:\w+ ){0,2}(?:lists?|database|file|roster|calls?)|me|us|please|off|name|him|her|them"
    r"|this|number|phone|asap)\b|$)"
    r"|\bremove (?:me|us)\b|\bquit(?:ar|en|eme|enme) de la lista\b"
)
_CALLS = re.compile(r"\b(?:ok|okay|fine|free|may|can|please)\b(?: to)? (?:call|phone|contact)|^call\b|^allowed\b")
_BOTH = re.compile(r"\b(?:both|ambos|ambas|las dos|los dos|either|cualquiera|all of the above)\b")
_HELP_ONLY = re.compile(
    r"\b(?:help|support|volunteer\w*|work(?:ing)?|campaign\w*|ayudar\w*)\b(?: \w+){0,4} "
    r"(?:someone|somebody|others?|people|candidates?|those|anyone|candidatos?|alguien|otros)\b"
    r"(?:(?: who| that| to| que)?(?: is| are| se)? (?:run\w*|postula\w*))?"
)
_RUN = re.compile(
    r"\brun\b|\brunning\b|\bcandidat\w*|\bpostul\w*|\bser elegid\w*|\bhold(?:ing)? office\b|\bserv(?:e|ing) in office\b"
    r"|\bcorrer\b|\bme lanz\w*|\boffice seeker\b"
)
_HELP = re.compile(
    r"\bvolunteer\w*|\bhelp\w*|\bvoluntari\w*|\bayud\w*|\bcanvass\w*|\bphone ?bank\w*|\bdoor ?knock\w*|\bapoyar\b"
    r"|\bwork(?:ing)? on (?:a )?campaign|\bcampaign work|\bsupport\w*|\blocal campaign"
    r"|\bknock\w* (?:on )?doors?|\b(?:mak\w+|phone) calls?\b|\bhost\w*|\bdata entry\b|\byard signs?\b"
    r"|\bwrit\w+ \w*cards\b|\bpoll (?:watch|work)\w*|\btext ?bank\w*|\bgive rides\b|\bdonat\w*"
)
_NOT_RUN = re.compile(r"\b(?:not|never|no|don t|dont|won t|wont)\b(?: \w+){0,3} (?:run\w*|candidat\w*|postul\w*)")
_NOT_HELP = re.compile(r"\b(?:not|never|no|don t|dont|can t|cannot)\b(?: \w+){0,2} (?:volunteer\w*|help\w*|ayud\w*)")
_NEITHER = frozenset((
    "none of the above", "none of these", "neither", "ninguno", "ninguna", "ninguno de los anteriores", "nothing",
    "no thanks", "no thank you", "no gracias", "not interested", "not at this time", "not right now", "not now",
))
_ONLY = re.compile(r"\b(?:just|only|solo)\b")
_CLAUSE = re.compile(r"[,;.\n]|\bbut\b|\bpero\b|\bjust\b|\bonly\b")
_PLAIN = re.compile(r"[\W_]+")
_LONGEST = 2_000  # letters of an answer that are gone through


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or None for anything else."""
    word = fold(text[:_LONGEST]).strip(" .!")
    word = word[:1] if word in ("1.0", "0.0") else word
    if word in _YES:
        return True
    return False if word in _NO else None


def leaning(text: str) -> bool | None:
    """Which way an answer to a yes-or-no question leans by how it begins: ``Yes, definitely`` and ``maybe`` are yes,
    ``Not right now`` is no; None where it does not tell."""
    said = yes_or_no(text)
    words = _key(text)
    if said is not None:
        return said
    if _MAYBE.search(words) or (not words and text.strip(" !.") in ("?", "??", "???")):
        return True
    if _LEANS_NO.search(words):
        return False
    return True if _LEANS_YES.search(words) else None


def no_calls(text: str) -> bool | None:
    """Whether a text asks not to be called (``email only``, ``please don't call``), welcomes calls, or neither."""
    words = _key(text)
    if _NO_CALLS.search(words):
        return True
    return False if _CALLS.search(words) else None


INTERESTS: dict[str, tuple[bool, bool]] = {
    "Run": (True, False), "Help": (False, True), "Run and help": (True, True), "Neither": (False, False),
}
"""What an answer about running and helping may count as: would run, would help."""


def said_interest(text: str, mine: Groupings | None) -> tuple[bool, bool, bool] | None:
    """What the user said an answer means, as `clean_interest` tells it; None where nothing was said."""
    meaning = INTERESTS.get(mine.get(fold(text), "")) if mine else None
    return None if meaning is None else (*meaning, True)


@lru_cache(maxsize=8192)
def clean_interest(text: str, about: str = "") -> tuple[bool, bool, bool]:
    """(would run, would help, understood) from an answer in English or Spanish.

    Args:
        text: the answer.
        about: "run" or "help" where the column's own question is about one of them, so that "Yes" says which.
    """
    said = leaning(text) if about else None
    if said is not None and (yes_or_no(text) is not None or _MAYBE.fullmatch(_key(text))):
        return (said, False, True) if about == "run" else (False, said, True)
    words = _key(text)
    if not (words or said) or yes_or_no(text) is False or words in _NEITHER:
        return False, False, True
    if _BOTH.search(words):
        return True, True, True
    if words in _LETTERS:
        return (*_LETTERS[words], True)
    run = helps = denied = others = False
    for clause in _CLAUSE.split(fold(text[:_LONGEST])):
        words, others_run = _HELP_ONLY.subn("help", _key(clause))
        others = others or bool(others_run)
        not_run, not_help = bool(_NOT_RUN.search(words)), bool(_NOT_HELP.search(words))
        run = run or (bool(_RUN.search(words)) and not not_run)
        helps = helps or (bool(_HELP.search(words)) and not not_help)
        denied = denied or not_run or not_help
    if said and not denied:
        others = others or (helps and _ONLY.search(text.lower()) is not None)
        run, helps = run or (about == "run" and not others), helps or about == "help"
    return run, helps, run or helps or denied or said is False


def _table() -> dict[str, list[str]]:
    data: dict[str, list[str]] = json.loads((files("resources") / "offices.json").read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=1)
def _offices() -> tuple[tuple[str, ...], dict[str, str], tuple[tuple[str, re.Pattern[str]], ...]]:
    table = _table()
    exact = {_key(spelling): office for office, spellings in table.items() for spelling in [office, *spellings]}
    patterns = tuple(
        (exact[_key(spelling)], re.compile(rf"\b{re.escape(_key(spelling))}\b"))
        for spelling in sorted(
            {s for spellings in table.values() for s in spellings if len(_key(s)) > 3}
            | {office for office in table if office != "Any"},
            key=lambda s: -len(_key(s)),
        )
    )
    return tuple(table), exact, patterns


OFFICES = ("City council", "School board", "State House", "State Senate", "County commission", "Township board",
           "Mayor", "Soil and Water", "Any")
"""The offices asked for most, in the order they are offered."""


def _key(text: str) -> str:
    return _PLAIN.sub(" ", fold(text[:_LONGEST])).strip()


_US = re.compile(r"\bu s\b")
_NO_OFFICE = frozenset(("none", "n a", "na", "nothing", "no", "ninguno", "ninguna"))


def clean_offices(text: str, groupings: Groupings | None = None) -> tuple[str, bool]:
    """The offices an answer names, joined by "; ", and whether all of it was understood.

    The user's own grouping wins; then the built-in spellings; then offices named inside a longer answer. What is not
    understood stays as written.
    """
    mine = groupings.get(fold(text)) if groupings else None
    if mine is not None:
        return mine, True
    return _grouped(text)


@lru_cache(maxsize=8192)
def _grouped(text: str) -> tuple[str, bool]:
    key = _US.sub("us", _key(text))
    if not key or key in _NO_OFFICE:
        return "", True
    _, exact, patterns = _offices()
    if key in exact:
        return exact[key], True
    parts = [part for part in re.split(r"\s*(?:[,;/|\n]|\bor\b|\band/or\b|\bo\b)\s*", text) if _key(part)]
    if len(parts) > 1 and all(_key(part) in exact for part in parts):
        return "; ".join(dict.fromkeys(exact[_key(part)] for part in parts)), True
    found: list[tuple[int, str]] = []
    rest = key
    for office, pattern in patterns:
        if hit := pattern.search(rest):
            found.append((hit.start(), office))
            rest = rest[: hit.start()] + " " * (hit.end() - hit.start()) + rest[hit.end():]
    if found:
        named = list(dict.fromkeys(office for _, office in sorted(found)))
        if len(named) > 1 and "Any" in named:
            named.remove("Any")
        return "; ".join(named), True
    return text, False
