"""Texts in the language that a reader understands best."""

from torg.catalog import Texts

_NEXT_BEST = {
    "sv": ("sv", "nb", "da", "en", "fi"),
    "nb": ("nb", "da", "sv", "en", "fi"),
    "da": ("da", "nb", "sv", "en", "fi"),
    "fi": ("fi", "en", "sv", "nb", "da"),
    "en": ("en", "sv", "nb", "da", "fi"),
}
"""A text that is missing in a language is shown in the one that its readers understand best."""


def text_in(texts: Texts, language: str) -> str:
    """Return the text in a language, or in the next best one; empty when there is none at all."""
    for each in _NEXT_BEST[language]:
        if found := texts.get(each):
            return found
    return next(iter(texts.values()), "")
