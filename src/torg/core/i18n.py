"""The words of the pages: English in the templates, every other language from gettext catalogues (.po)."""

import gettext
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from markupsafe import Markup

import torg

PACKAGE = Path(torg.__file__).parent


def word_files() -> list[Path]:
    """List the .po files of every domain: `web/locales/sv.po`, `sellers/locales/sv.po` and so on."""
    return sorted(PACKAGE.glob("*/locales/*.po"))


class Catalogue:
    """Every sentence of the pages in one language; a sentence that is missing stays in English."""

    def __init__(self, language: str, paths: Iterable[Path]) -> None:
        """Read the catalogue of `language` from .po files."""
        self.language = language
        self._texts: dict[str, str] = {}
        self._plurals: dict[str, tuple[str, ...]] = {}
        self._form: Callable[[int], int] = gettext.c2py("n != 1")
        for path in paths:
            self._read(path)

    def _read(self, path: Path) -> None:
        with path.open("rb") as file:
            entries = read_po(file, locale=self.language)
        self._form = gettext.c2py(entries.plural_expr)
        for entry in entries:
            if not entry.id or entry.fuzzy:
                continue
            if isinstance(entry.id, str):
                if entry.string:
                    self._texts[entry.id] = str(entry.string)
            elif isinstance(entry.string, tuple | list) and all(entry.string):
                self._plurals[entry.id[0]] = tuple(entry.string)

    def __contains__(self, text: str) -> bool:
        """Tell whether the catalogue has words for an English sentence."""
        return text in self._texts or text in self._plurals

    def texts(self) -> list[str]:
        """List the English sentences that have words here, counted ones left out."""
        return list(self._texts)

    def say(self, text: str, **values: object) -> str:
        """Give an English sentence in this language, its `%(name)s` filled in."""
        words = self._texts.get(text, text)
        return words % values if values else words

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Give the sentence that fits a number of things; `%(number)s` is that number."""
        return self._counted(one, many, number) % {"number": number, **values}

    def say_html(self, text: str, **values: object) -> str:
        """Give a sentence for a template, escaped; a value that is markup stays markup."""
        words = Markup.escape(self._texts.get(text, text))
        return words % values if values else words

    def count_html(self, one: str, many: str, number: int, **values: object) -> str:
        """Give a counted sentence for a template, escaped; a value that is markup stays markup."""
        return Markup.escape(self._counted(one, many, number)) % {"number": number, **values}

    def _counted(self, one: str, many: str, number: int) -> str:
        forms = self._plurals.get(one, (one, many))
        return forms[min(self._form(number), len(forms) - 1)]


@cache
def catalogue(language: str) -> Catalogue:
    """Give the catalogue of a language, English when there is none."""
    paths = [path for path in word_files() if path.stem == language]
    return Catalogue(language, paths) if paths or language == "en" else catalogue("en")
