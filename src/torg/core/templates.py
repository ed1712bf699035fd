"""Templates: one compiled set for each language, with the language's words already in them."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

import torg
from torg.core.i18n import Catalogue, catalogue
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

        self.globals.update(_=words.say_html, _n=words.count_html, money=money, language=language)

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:
        return super()._generate(_FoldWords(self.words).visit(source), *arguments, **options)


class _FoldWords(NodeTransformer):
    """Puts the translated sentence where a template asks for it, at compile time."""

    def __init__(self, words: Catalogue) -> None:
        self.words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja's visitor.
        self.generic_visit(node)
        asks = isinstance(node.node, nodes.Name) and node.node.name == "_"
        if not asks or node.kwargs or len(node.args) != 1 or not isinstance(node.args[0], nodes.Const):
            return node
        return nodes.Const(self.words.say(node.args[0].value), lineno=node.lineno)


@cache
def environment(language: str) -> LanguageEnvironment:
    """Give the templates of a language."""
    loader = ChoiceLoader([FileSystemLoader(folder) for folder in template_folders()])
    return LanguageEnvironment(catalogue(language), loader)


def render(language: str, template: str, **context: Any) -> Markup:
    """Render one template to HTML that other templates may hold."""
    return Markup(environment(language).get_template(template).render(context))  # noqa: S704 - autoescaped.
