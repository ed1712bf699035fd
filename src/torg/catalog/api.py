"""The category tree as JSON: every category with its name in a language, what is above and below it; no database."""

from functools import lru_cache
from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import PathParameter, QueryParameter
from msgspec import Struct

from torg.catalog.categories import TREE, Category
from torg.catalog.errors import CategoryNotFound
from torg.core.answers import answer
from torg.core.problems import may_answer
from torg.markets import LOCALES
from torg.markets import locale as known_locale

CACHE = "public, max-age=300, stale-while-revalidate=600, stale-if-error=86400"
DEFAULT_LOCALE = next(iter(LOCALES))
_MOST = 2**31 - 1

LocaleParameter = Annotated[
    str,
    QueryParameter(
        description="A language in a market: `sv-se`, `en-se`, `nb-no`, …; see `/api/v1/markets`.",
        schema_extra={"enum": list(LOCALES), "example": "sv-se"},
    ),
]
CategoryId = Annotated[
    int,
    PathParameter(
        ge=1,
        le=_MOST,
        description="The category's number: that of the Google product taxonomy, or from 900000 on one of ours.",
        schema_extra={"example": 418},
    ),
]
ParentParameter = Annotated[
    int | None,
    QueryParameter(
        ge=1,
        le=_MOST,
        description="Give the categories right below this one; without it, the departments.",
        schema_extra={"example": 428},
    ),
]
_REFUSALS = may_answer(
    {
        400: "A parameter cannot be read: `detail` says which and why.",
        404: "There is no such category, or no such locale.",
    }
)


class CategoryLink(Struct, frozen=True):
    """A category with its name in the locale's language, and the path of its page (there when it has products)."""

    id: int
    name: str
    slug: str
    url: str


class CategorySummary(Struct, frozen=True):
    """A category in a list, with how many categories are right below it."""

    id: int
    name: str
    slug: str
    url: str
    children: int


class CategoryList(Struct, frozen=True):
    """The categories right below `parent`, in the order in which a shop shows them; the departments when it is null."""

    parent: CategoryLink | None
    items: list[CategorySummary]


class CategoryDocument(Struct, frozen=True):
    """One category: its names in every language, the way to it, and the categories right below it."""

    id: int
    name: str
    slug: str
    url: str
    names: dict[str, str]
    """By language code: `sv`, `nb`, `da`, `fi`, `en`."""
    vat_class: str
    """The class of goods whose VAT rates hold: `standard`, `food`, `book`, …; see `/api/v1/markets`."""
    path: list[CategoryLink]
    """From the department to this category, itself included."""
    children: list[CategorySummary]


@get(
    "/categories", summary="Departments, or what is below a category", tags=["Categories"], sync_to_thread=False,
    responses=_REFUSALS,
)  # fmt: skip
def list_categories(
    request: Request[Any, Any, Any], locale: LocaleParameter = DEFAULT_LOCALE, parent: ParentParameter = None
) -> Response[CategoryList]:
    """The departments of the market place or, with `parent`, the categories right below one."""
    known_locale(locale)
    above = None if parent is None else _category(parent).id
    return answer(request, _list(locale, above), CACHE)


@get(
    "/categories/{category_id:int}", summary="One category", tags=["Categories"], sync_to_thread=False,
    responses=_REFUSALS,
)  # fmt: skip
def get_category(
    request: Request[Any, Any, Any], category_id: CategoryId, locale: LocaleParameter = DEFAULT_LOCALE
) -> Response[CategoryDocument]:
    """One category with the way to it and what is below it.

    A number of the Google product taxonomy that this tree does not divide so finely gives the category that it is in.
    """
    known_locale(locale)
    return answer(request, _document(locale, _category(category_id).id), CACHE)


routes = [list_categories, get_category]


def _category(number: int) -> Category:
    nearest = TREE.nearest(number)
    found = TREE.get(nearest) if nearest is not None else None
    if found is None:
        raise CategoryNotFound(f"There is no category {number}.")
    return found


@lru_cache(maxsize=4096)
def _list(locale: str, parent: int | None) -> CategoryList:
    if parent is None:
        return CategoryList(None, [_summary(each, locale) for each in TREE.roots()])
    return CategoryList(_link(_category(parent), locale), [_summary(each, locale) for each in TREE.children(parent)])


@lru_cache(maxsize=4096)
def _document(locale: str, number: int) -> CategoryDocument:
    category = _category(number)
    link = _link(category, locale)
    return CategoryDocument(
        id=category.id,
        name=link.name,
        slug=link.slug,
        url=link.url,
        names=category.names,
        vat_class=category.vat_class,
        path=[_link(each, locale) for each in TREE.path(number)],
        children=[_summary(each, locale) for each in TREE.children(number)],
    )


def _link(category: Category, locale: str) -> CategoryLink:
    language = known_locale(locale).language
    slug = category.slugs[language]
    return CategoryLink(category.id, category.names[language], slug, f"/{locale}/c/{slug}-{category.id}")


def _summary(category: Category, locale: str) -> CategorySummary:
    link = _link(category, locale)
    return CategorySummary(link.id, link.name, link.slug, link.url, len(TREE.children(category.id)))
