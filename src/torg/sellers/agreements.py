"""The agreement between the market and its sellers: versions as dated data, in five languages."""

import hashlib
import tomllib
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from torg.markets import LANGUAGES

NOTICE = timedelta(days=15)
"""P2B Art. 3(2): a change of terms is told at least 15 days before it binds."""


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """One clause: its heading and its text."""

    title: str
    text: str


class Agreement(Struct, frozen=True):
    """One version of the terms."""

    version: str
    """The day on which it was made known."""
    published: date
    in_force: date
    """From when on it binds those who were told in time."""
    texts: dict[str, list[Section]]
    """By language."""
    changes: dict[str, str]
    """What is new, by language, for the notice."""

    def digest(self, language: str) -> str:
        """Name the very text that somebody accepts."""
        return hashlib.blake2b(msgspec.json.encode(self.texts[language]), digest_size=16).hexdigest()

    def binds(self, told: datetime) -> date:
        """Give the day from which it binds a seller who was told at that time: never before 15 days have passed."""
        return max(self.in_force, (told + NOTICE).date())


class _Dates(Struct, frozen=True, forbid_unknown_fields=True):
    published: date
    in_force: date
    changes: dict[str, str]


@cache
def agreements() -> tuple[Agreement, ...]:
    """Read every version, oldest first; one that binds sooner than the law lets it is an error of the data."""
    folder = files("torg.sellers") / "data" / "agreements"
    sheet = tomllib.loads((folder / "versions.toml").read_text("utf-8"))
    found: list[Agreement] = []
    for version, row in sheet.items():
        dates = msgspec.convert(row, _Dates)
        if found and dates.in_force - dates.published < NOTICE:
            raise ValueError(f"Agreement {version} binds {dates.in_force}: less than 15 days after {dates.published}.")
        texts: dict[str, list[Section]] = {
            language: msgspec.convert(
                tomllib.loads((folder / version / f"{language}.toml").read_text("utf-8"))["section"], list[Section]
            )
            for language in LANGUAGES
        }
        found.append(Agreement(version, dates.published, dates.in_force, texts, dates.changes))
    if not found or found != sorted(found, key=lambda each: each.published):
        raise ValueError("The versions of the agreement are in no order of time, or there are none.")
    return tuple(found)


def agreement_in_force(on: date | None = None) -> Agreement:
    """Give the version that binds new sellers on a day, today unless given."""
    today = on or datetime.now(UTC).date()
    known = agreements()
    return next((each for each in reversed(known) if each.in_force <= today), known[0])


def agreement_ahead(on: date | None = None) -> Agreement | None:
    """Give the version that has been made known and does not bind yet, if there is one."""
    today = on or datetime.now(UTC).date()
    return next((each for each in reversed(agreements()) if each.published <= today < each.in_force), None)


def agreement_of(version: str) -> Agreement | None:
    """Find a version by its name."""
    return next((each for each in agreements() if each.version == version), None)
