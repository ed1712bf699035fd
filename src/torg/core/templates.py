"""Templates: one compiled set for each language, with the language's words already in them."""

from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, nodes
from markupsafe import Markup

import torg
from torg.core.compiled import FoldWords, PlainCode, shown
from torg.core.i18n import Catalogue, catalogue
from torg.core.icons import icon
from torg.core.money import format_money

PACKAGE = Path(torg.__file__).parent


def template_folders() -> list[Path]:
    """List the template folders of every domain; each names its templates after itself (`shelf/product.html`)."""
    return sorted(PACKAGE.glob("*/templates"))


class LanguageEnvironment(Environment):
    """A set of templates that is compiled for one language.

    `_("…")` without values becomes part of the compiled text, so that a translated sentence costs
    nothing when a page is rendered.
    """

    def __init__(self, words: Catalogue, loader: BaseLoader) -> None:
        """Prepare the templates of one language; they are compiled when they are first asked for."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.words = words
        language = words.language

        def money(amount: int, currency: str) -> str:
            return format_money(amount, currency, language)

        self.globals.update(_=words.say_html, _n=words.count_html, money=money, language=language, icon=icon)

    code_generator_class = PlainCode
    shown = staticmethod(shown)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give a template's globals as one plain dict: a chain of them is slow to copy for every page."""
        return {**self.globals, **(d or {})}

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:
        return super()._generate(FoldWords(self.words).visit(source), *arguments, **options)


@cache
def environment(language: str) -> LanguageEnvironment:
    """Give the templates of a language."""
    loader = ChoiceLoader([FileSystemLoader(folder) for folder in template_folders()])
    return LanguageEnvironment(catalogue(language), loader)


def render(language: str, template: str, **context: Any) -> Markup:
    """Render one template to HTML that other templates may hold."""
    return Markup(environment(language).get_template(template).render(context))  # noqa: S704 - autoescaped.
