"""Searches: the open indexes of all locales in one process, each with what is worked out once a generation."""

import contextlib
import gc
import os
import threading
import time
from pathlib import Path
from typing import Any

import structlog
from tantivy import Searcher

from torg.markets import Locale
from torg.markets import locale as locale_of
from torg.search.completions import Completions
from torg.search.facts import Facts
from torg.search.index import ProductIndex, open_index
from torg.search.names import ReadProducts, read_vocabulary
from torg.search.remembered import Remembered
from torg.search.spelling import Speller
from torg.search.vocabulary import Vocabulary
from torg.shelf.read import Shelf, index_folder

PATIENCE = 10.0
"""Seconds between two readings of the vocabulary; counts and prices in answers are always the newest."""
_MOST_KEPT = 4096
_MOST_ROWS = 200

_log = structlog.get_logger()


class Kept(dict[Any, Any]):
    """Answers worth keeping for one generation; empties itself when full."""

    def __init__(self, most: int = _MOST_KEPT) -> None:
        """Keep at most so many."""
        super().__init__()
        self._most = most

    def keep(self, key: object, value: object) -> None:
        """Keep one more."""
        if len(self) >= self._most:
            self.clear()
        self[key] = value


class Generation:
    """One locale's index as one commit left it; nothing in it changes while a search uses it."""

    __slots__ = (
        "choices",
        "completions",
        "facts",
        "index",
        "kept",
        "locale",
        "meanings",
        "read",
        "remembered",
        "rows",
        "searcher",
        "speller",
        "vocabulary",
        "whole",
    )

    def __init__(
        self,
        locale: Locale,
        index: ProductIndex,
        searcher: Searcher,
        facts: Facts,
        remembered: Remembered,
        read: ReadProducts,
        vocabulary: Vocabulary,
        speller: Speller,
        completions: Completions,
    ) -> None:
        """Hold what belongs together."""
        self.locale, self.index, self.searcher, self.facts, self.read = locale, index, searcher, facts, read
        self.vocabulary, self.speller, self.completions = vocabulary, speller, completions
        self.kept = Kept()
        self.remembered = remembered
        self.rows = Kept(_MOST_ROWS)
        """What the last searches matched: long arrays, so only a few."""
        self.whole: dict[str, Any] = {}
        """The counts of the whole catalogue."""
        self.meanings: dict[Any, bool] = {}
        """Which words stand for a whole category."""
        self.choices: Any = None
        """The attribute values that facets offer, by their numbers in the facts; worked out at the first facet."""


class LocaleSearch:
    """The search of one locale: notices commits, and reads the vocabulary off the path of the shoppers."""

    def __init__(self, locale: Locale, index: ProductIndex, folder: Path | None, read: ReadProducts) -> None:
        """Open the search and read its vocabulary for the first time."""
        self.locale, self._index, self._folder, self._read = locale, index, folder, read
        self._stamp, self._lexicon_stamp = self._look("meta.json"), self._look("lexicon.msgpack")
        self._reading = threading.Lock()
        self._speller = Speller(index.lexicon.words, index.language)
        self._searcher, self._facts = index.searcher(), index.facts()
        self._remembered = Remembered(index.schema, self._searcher, self._facts)
        self._stale = False
        self._learned_at = 0.0
        self._generation: Generation
        self._learn()
        # The words of the language are read at the first question about one: better now than in a shopper's search.
        index.lexicon.strength("torg")
        # What was just loaded stays as long as the process: walking all of it again and again would stop every
        # search for a tenth of a second each time.
        gc.collect()
        gc.freeze()

    def current(self) -> Generation:
        """Give the newest generation that is ready; costs one look at a file's time."""
        self.reload_if_changed()
        return self._generation

    def reload_if_changed(self) -> bool:
        """Take in a new commit, if there is one: new hits and counts at once, new names soon after."""
        stamp = self._look("meta.json")
        changed = stamp != self._stamp
        if changed:
            self._stamp = stamp
            self._take_in()
            before = self._generation
            self._generation = self._composed(before.vocabulary, before.completions)
            self._stale = True
        if self._stale and time.monotonic() - self._learned_at > PATIENCE and not self._reading.locked():
            threading.Thread(target=self._learn_again, name=f"vocabulary {self.locale.code}", daemon=True).start()
        return changed

    def reload(self) -> None:
        """Take in everything committed, names too, before returning; for tests and for indexes in memory."""
        self._stamp = self._look("meta.json")
        self._take_in()
        self._learn()

    def _take_in(self) -> None:
        lexicon = self._look("lexicon.msgpack")
        # A query must be read with the lexicon that the products were read with.
        relearned = self._folder is not None and lexicon != self._lexicon_stamp
        if self._folder is not None and relearned:
            self._lexicon_stamp = lexicon
            self._index = open_index(self._folder, self.locale.code)
            self._speller = Speller(self._index.lexicon.words, self._index.language)
        # The searcher first: of whatever it finds there are facts.
        self._searcher = self._index.searcher()
        self._facts = self._index.facts()
        before = None if relearned else self._remembered
        self._remembered = Remembered(self._index.schema, self._searcher, self._facts, before)

    def _learn_again(self) -> None:
        try:
            self._learn()
        except Exception as error:  # noqa: BLE001 - whatever it is, shoppers go on searching.
            # The generation that is there keeps answering; the vocabulary is read again a little later.
            _log.exception("the vocabulary could not be read", locale=self.locale.code, error=str(error))
            self._learned_at, self._stale = time.monotonic(), True

    def _learn(self) -> None:
        with self._reading:
            self._stale = False
            index = self._index
            vocabulary, names = read_vocabulary(index, self._searcher, self._read)
            completions = Completions(index.lexicon, vocabulary, names)
            self._generation = self._composed(vocabulary, completions)
            self._learned_at = time.monotonic()

    def _composed(self, vocabulary: Vocabulary, completions: Completions) -> Generation:
        return Generation(
            self.locale,
            self._index,
            self._searcher,
            self._facts,
            self._remembered,
            self._read,
            vocabulary,
            self._speller,
            completions,
        )

    def _look(self, name: str) -> tuple[int, int]:
        if self._folder is not None:
            with contextlib.suppress(FileNotFoundError):
                found = os.stat(f"{self._folder}/{name}")  # noqa: PTH116 - at each search, half the time of pathlib.
                return found.st_mtime_ns, found.st_ino
        return 0, 0


class Searches:
    """The searches of one process: opens a locale's index at its first search."""

    def __init__(self, shelf: Shelf) -> None:
        """Search what is on `shelf`."""
        self._shelf = shelf
        self._edition = shelf.edition
        self._locales: dict[str, LocaleSearch] = {}

    def of(self, locale: str) -> Generation | None:
        """Give the newest generation of a locale; none while nothing is on its shelf. Raises `UnknownLocale`."""
        if self._shelf.edition != self._edition:
            self._edition = self._shelf.edition
            self._locales.clear()
        opened = self._locales.get(locale) or self._open(locale)
        return opened.current() if opened else None

    def add(self, locale: str, index: ProductIndex, read: ReadProducts) -> LocaleSearch:
        """Search an index that lies elsewhere than on the shelf, such as one in memory."""
        opened = self._locales[locale] = LocaleSearch(locale_of(locale), index, None, read)
        return opened

    def reload_if_changed(self) -> bool:
        """Take in what the follower has committed; return whether there was anything. Called by every search."""
        changed = [opened.reload_if_changed() for opened in self._locales.values()]
        return any(changed)

    def _open(self, locale: str) -> LocaleSearch | None:
        known = locale_of(locale)
        if self._edition is None:
            return None
        folder = index_folder(self._edition, locale)
        if not (folder / "meta.json").exists():
            return None
        opened = LocaleSearch(
            known, open_index(folder, locale), folder, lambda products: self._shelf.products(locale, products)
        )
        self._locales[locale] = opened
        return opened
