"""Every sentence of the pages in every language: none is missing, none has lost its values."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.ext import extract_from_ast

import torg
from torg.carts.pages import NOTICES
from torg.checkout.pages import FAILURES, STATES
from torg.content.pages import TITLES, WEIGHT_WORDS
from torg.core.i18n import Catalogue, catalogue
from torg.core.templates import environment, template_folders
from torg.markets import LANGUAGES
from torg.search.ranking import RankingWeights
from torg.search.show import SORT_NAMES
from torg.shelf.page import SORTS
from torg.shelf.voice import CONDITION_NAMES

SOURCE = Path(torg.__file__).parent
_VALUE = re.compile(r"%\(\w+\)s")


OFFICE_LANGUAGES = ("sv", "en")
"""The operator's own rooms (`office.py`, `templates/…/office/`) speak these; sellers and shoppers have all five."""


def sentences(language: str = "sv") -> set[str]:
    """Every English sentence that a template or a page's code says to somebody who reads `language`."""
    found = {
        name
        for names in (TITLES, WEIGHT_WORDS, SORT_NAMES, SORTS, CONDITION_NAMES, NOTICES, FAILURES, STATES)
        for name in names.values()
    }
    for folder in template_folders():
        for path in folder.rglob("*.html"):
            if "office" in path.parts and language not in OFFICE_LANGUAGES:
                continue
            tree = Environment().parse(path.read_text("utf-8"))
            for _, _, message in extract_from_ast(tree, gettext_functions=("_", "_n")):
                if message:  # What is no constant (`_(entry.title)`) is a constant elsewhere.
                    found.add(message if isinstance(message, str) else str(message[0]))
    for path in SOURCE.rglob("*.py"):
        of_office = path.stem.startswith("office") or path.parent.name == "office"
        if of_office and language not in OFFICE_LANGUAGES:
            continue
        text = path.read_text("utf-8")
        found.update(_said(ast.parse(text), desk="torg.core.desk" in text))
    return found


_DESK = {"Entry", "Column", "Filter", "Action", "Table"}
"""What describes portal and office: titles, questions and the words of states are sentences, too."""


def _described(call: ast.Call, tree: ast.AST) -> Iterator[str]:
    found = [
        *call.args[:1],
        *(each.value for each in call.keywords if each.arg in {"title", "group", "confirm", "empty"}),
    ]
    for each in call.keywords:
        if each.arg == "words":
            words = each.value
            if isinstance(words, ast.Name):
                named = words.id
                words = next(
                    (
                        node.value
                        for node in ast.walk(tree)
                        if isinstance(node, ast.Assign) and any(getattr(to, "id", "") == named for to in node.targets)
                    ),
                    words,
                )
            found += words.values if isinstance(words, ast.Dict) else []
    yield from (
        each.value for each in found if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value
    )


def _said(tree: ast.AST, *, desk: bool) -> Iterator[str]:
    for node in ast.walk(tree):
        if desk and isinstance(node, ast.Call) and getattr(node.func, "id", "") in _DESK:
            yield from _described(node, tree)
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0] if node.args else None
            wanted = name == "say" or (name == "count" and len(node.args) == 3)
            if wanted and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_the_sentences_are_found() -> None:
    found = sentences()
    assert {"What can we help you with?", "With you %(day)s", "Free delivery", "%(number)s offer"} <= found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    words = catalogue(language)
    assert words.language == language
    assert sorted(each for each in sentences(language) if each not in words) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_its_values(language: str) -> None:
    words = catalogue(language)
    for sentence in sentences():
        if sentence in words.texts():
            assert set(_VALUE.findall(words.say(sentence.replace("%%", "%")))) == set(_VALUE.findall(sentence)), (
                sentence
            )


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_nothing_is_left_in_english(language: str) -> None:
    words = catalogue(language)
    same = {each for each in words.texts() if words.say(each) == each and len(each.split()) > 2}
    assert same == set()


def test_counts_in_every_language() -> None:
    for language, one, many in [
        ("sv", "1 vara", "2 varor"),
        ("nb", "1 vare", "2 varer"),
        ("da", "1 vare", "2 varer"),
        ("fi", "1 tuote", "2 tuotetta"),
        ("en", "1 product", "2 products"),
    ]:
        words = catalogue(language)
        assert words.count("%(number)s product", "%(number)s products", 1) == one
        assert words.count("%(number)s product", "%(number)s products", 2) == many


def test_values_are_escaped_and_sentences_are_folded(tmp_path: Path) -> None:
    template = environment("sv").from_string('{{ _("With you %(day)s", day=day) }}|{{ _("Search") }}|{{ _(word) }}')
    assert template.render(day="<b>nu</b>", word="Sort") == "Hos dig &lt;b&gt;nu&lt;/b&gt;|Sök|Sortera"


def test_a_missing_catalogue_falls_back_to_english() -> None:
    assert catalogue("is").say("Search") == "Search"
    assert isinstance(catalogue("is"), Catalogue)


def test_every_weight_of_the_ranking_has_words() -> None:
    assert set(WEIGHT_WORDS) == set(RankingWeights.__struct_fields__)
