"""Forms: what was typed is read field by field, kept as it was, and each error stands beside its field."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from types import TracebackType
from typing import Any

from litestar import Request
from litestar.datastructures import UploadFile
from psycopg import AsyncTransaction

from torg.core.db import Connection
from torg.core.errors import Refusal
from torg.core.i18n import catalogue
from torg.core.money import minor_units

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_LARGEST = 9_000_000_000_000_000


class Form:
    """What was typed, and what is wrong with it. A field that cannot be read gives an error and a harmless value."""

    def __init__(
        self,
        typed: dict[str, list[str]] | None = None,
        files: dict[str, list[UploadFile]] | None = None,
        language: str = "en",
    ) -> None:
        """Hold what was typed; without anything it is the form before anybody has typed."""
        self.typed = typed or {}
        self.files = files or {}
        self.errors: dict[str, str] = {}
        self.words = catalogue(language)
        self.language = language

    def __bool__(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.errors

    def __contains__(self, name: str) -> bool:
        """Tell whether the field was sent at all."""
        return name in self.typed

    def value(self, name: str, otherwise: object = "") -> str:
        """Give a field as it was typed, for the page that shows it again; `otherwise` before anybody has."""
        if name in self.typed:
            return self.typed[name][0]
        return "" if otherwise is None else str(otherwise)

    def values(self, name: str, otherwise: Collection[str] = ()) -> list[str]:
        """Give all values of a field that may be ticked more than once."""
        return self.typed[name] if name in self.typed else ([] if self.typed else list(otherwise))

    def refuse(self, name: str, error: str | Refusal) -> None:
        """Put an error beside a field (`""` for the whole form); the first one stays."""
        self.errors.setdefault(name, error.detail if isinstance(error, Refusal) else error)

    def trying(self, conn: Connection, name: str = "") -> "Trying":
        """Do something within `async with` that may refuse: then it is undone, and why stands beside the field."""
        return Trying(self, conn, name)

    def text(self, name: str, *, longest: int = 200, required: bool = True, lines: bool = False) -> str:
        """Read a text, its spaces tidied (line breaks kept with `lines`)."""
        typed = self.value(name).replace("\x00", "").replace("\r\n", "\n").strip()
        found = typed if lines else " ".join(typed.split())
        if not found and required:
            self.refuse(name, self.words.say("Please fill this in."))
        if len(found) > longest:
            self.refuse(name, self.words.say("Use at most %(number)s characters.", number=longest))
        return found

    def email(self, name: str, *, required: bool = True) -> str:
        """Read an e-mail address."""
        found = self.text(name, longest=254, required=required)
        if found and (not _EMAIL.fullmatch(found) or not found.isprintable()):
            self.refuse(name, self.words.say("Please write a whole e-mail address, such as name@example.com."))
        return found

    def whole(self, name: str, *, least: int = 0, most: int = 1_000_000_000, otherwise: int | None = None) -> int:
        """Read a whole number within limits; an empty field is `otherwise`, or an error without it."""
        typed = _SPACES.sub("", self.value(name))
        if not typed and otherwise is not None:
            return otherwise
        found = int(typed) if re.fullmatch(r"[+-]?[0-9]{1,15}", typed) else None
        if found is None or not least <= found <= most:
            said = self.words.say("Please write a whole number from %(least)s to %(most)s.", least=least, most=most)
            self.refuse(name, said)
            return least
        return found

    def decimal(self, name: str, *, least: Decimal = Decimal(0), most: Decimal = Decimal(1_000_000_000)) -> Decimal:
        """Read a number with decimals: `12,5` and `12.5`."""
        found = _number(self.value(name))
        if found is None or not least <= found <= most:
            said = self.words.say("Please write a number from %(least)s to %(most)s.", least=least, most=most)
            self.refuse(name, said)
            return least
        return found

    def money(self, name: str, currency: str, *, required: bool = True) -> int:
        """Read an amount as minor units: `1 299,90` in SEK is 129990; an empty one that is not required is 0."""
        typed = self.value(name).strip()
        if not typed and not required:
            return 0
        found = _number(typed)
        if found is None or not 0 <= found * 100 <= _LARGEST:
            self.refuse(name, self.words.say("Please write an amount, such as 129.90."))
            return 0
        return minor_units(found, currency)

    def day(self, name: str, *, required: bool = True) -> date | None:
        """Read a date as browsers send it: `2026-11-22`."""
        typed = self.value(name).strip()
        try:
            return date.fromisoformat(typed)
        except ValueError:
            if typed or required:
                self.refuse(name, self.words.say("Please write a date, such as 2026-11-22."))
            return None

    def choice(self, name: str, choices: Collection[str], *, required: bool = True) -> str:
        """Read one of some words."""
        found = self.value(name)
        if found not in choices:
            if found or required:
                self.refuse(name, self.words.say("Please choose one of these."))
            return ""
        return found

    def choices(self, name: str, choices: Collection[str]) -> list[str]:
        """Read any of some words, each once."""
        found = list(dict.fromkeys(self.typed.get(name, [])))
        if any(each not in choices for each in found):
            self.refuse(name, self.words.say("Please choose one of these."))
        return [each for each in found if each in choices]

    def ticked(self, name: str) -> bool:
        """Tell whether a box is ticked."""
        return self.value(name) not in {"", "0", "false"}

    def ids(self, name: str = "id") -> list[int]:
        """Read the rows that were chosen in a table."""
        return [int(each) for each in self.typed.get(name, []) if re.fullmatch(r"[0-9]{1,18}", each)]

    def file(self, name: str) -> UploadFile | None:
        """Give the file that was chosen, or nothing."""
        return next((each for each in self.files.get(name, []) if each.filename), None)


class Trying:
    """A savepoint that turns a refusal into an error beside a field."""

    def __init__(self, form: Form, conn: Connection, name: str) -> None:
        """Try on `conn`, and tell `form` at field `name`."""
        self._form = form
        self._name = name
        self._point = conn.transaction()

    async def __aenter__(self) -> AsyncTransaction:
        """Begin."""
        return await self._point.__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """End; a refusal is undone and told, anything else goes on."""
        await self._point.__aexit__(kind, error, trace)
        if isinstance(error, Refusal):
            self._form.refuse(self._name, error)
            return True
        return False


async def read_form(request: Request[Any, Any, Any], language: str) -> Form:
    """Read the form of a request, files included."""
    typed: dict[str, list[str]] = {}
    files: dict[str, list[UploadFile]] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, UploadFile):
            files.setdefault(name, []).append(value)
        else:
            typed.setdefault(name, []).append(str(value))
    return Form(typed, files, language)


def _number(typed: str) -> Decimal | None:
    """Read a number as people write it: spaces between thousands, a comma or a point before the decimals."""
    bare = _SPACES.sub("", typed).replace("−", "-")
    if "," in bare and "." in bare:
        thousands = "." if bare.rfind(",") > bare.rfind(".") else ","
        bare = bare.replace(thousands, "")
    bare = bare.replace(",", ".")
    if not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", bare):
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:  # pragma: no cover - the pattern lets nothing else through.
        return None
