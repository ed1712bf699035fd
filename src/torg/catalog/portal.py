"""The portal's product editor: own products with what would make them better, and proposals for those of others."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect

from torg.accounts import member_at
from torg.catalog.content import ProductContent
from torg.catalog.content_queries import history_of, open_proposal_of
from torg.catalog.content_sources import Source
from torg.catalog.editor import (
    GAP_WORDS,
    LANGUAGE_NAMES,
    Editor,
    attribute_rows,
    editor_of,
    field_word,
    source_word,
    text_for,
    typed_fields,
)
from torg.catalog.editor_queries import OWN_MATCHES, OWN_PRODUCTS, OWN_PROPOSALS, merged_into, product_content
from torg.catalog.errors import NotYours, ProductNotFound
from torg.catalog.keep_picture import LARGEST_UPLOAD, keep_picture
from torg.catalog.propose_content import propose_content
from torg.catalog.queries import products_by_id
from torg.catalog.tell_content import hand_of, release_fields, revert_change, tell_pictures, tell_product
from torg.core.desk import Column, Desk, Entry, Filter, Form, Table
from torg.core.files import files_of
from torg.core.static import static_files
from torg.markets import LOCALES

Req = Request[Any, Any, State]
entries = [Entry("Products", area="portal", path="products", permission="read", icon="box", order=25)]
STATES = {"open": "Being looked at", "accepted": "Taken over", "declined": "Declined", "withdrawn": "Withdrawn"}
MATCH_STATES = {
    "open": "Being looked at",
    "merged": "One product now",
    "apart": "Two products",
    "gone": "No longer asked",
}
REASONS = {"model": "Same model number", "title": "Alike by title", "seller": "Told by a seller"}

PRODUCTS = Table(
    name="products",
    source=OWN_PRODUCTS,
    columns=(
        Column("Name", "title", sort=True, link="{desk}/products/{id}"),
        Column("Brand", "brand", sort=True, phone=False),
        Column("Pictures", "pictures", kind="number", sort=True),
        Column("Languages", "languages", kind="number", sort=True),
        Column("Described", "described", kind="flag", sort=True, phone=False),
        Column("Properties", "attributes", kind="number", sort=True, phone=False),
        Column("GTIN", "has_gtin", kind="flag", phone=False),
        Column("Variants", "variants", kind="number", sort=True, phone=False),
        Column("Changed", "changed", kind="time", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("title", "brand")),
        Filter("Without pictures", "bare", kind="flag", where="source.pictures = 0 AND %(value)s"),
        Filter("Not described", "silent", kind="flag", where="NOT source.described AND %(value)s"),
    ),
    sort="-changed",
    empty="No product has your words yet: the first feed brings them.",
)
PROPOSALS = Table(
    name="proposals",
    source=OWN_PROPOSALS,
    columns=(
        Column("Product", "title", link="{desk}/products/{product_id}"),
        Column("Fields", "fields", phone=False),
        Column("State", "state", kind="state", words=STATES, tones={"accepted": "good", "declined": "bad"}),
        Column("Answer", "answer", phone=False),
        Column("Sent", "created", kind="time", sort=True),
    ),
    sort="-created",
    empty="You have proposed nothing yet. On the page of a product that has another seller's words you can.",
)
MATCHES = Table(
    name="matches",
    source=OWN_MATCHES,
    columns=(
        Column("Your product", "title", link="{desk}/products/{product_id}"),
        Column("May be the same as", "candidate", link="{desk}/products/{candidate_id}"),
        Column("Why", "reason", kind="state", words=REASONS, phone=False),
        Column("State", "state", kind="state", words=MATCH_STATES, tones={"merged": "good"}),
        Column("Asked", "created", kind="time", sort=True, phone=False),
    ),
    sort="-created",
    empty="Nothing that you sell looks like another seller's product under another name.",
)


@get("/portal/{seller:str}/products")
async def products(request: Req, seller: FromPath[str]) -> Response[Any]:
    """List the products whose words are the seller's own."""
    async with member_at(request, seller, "read") as desk:
        values = {"seller": desk.member.seller_id, "language": desk.language}
        return await PRODUCTS.answer(
            desk, title=desk.say("Products"), template="catalog/portal/products.html", values=values
        )


@get("/portal/{seller:str}/products/proposals")
async def proposals(request: Req, seller: FromPath[str]) -> Response[Any]:
    """List what the seller has proposed, and what may be one product under two names."""
    async with member_at(request, seller, "read") as desk:
        values = {"seller": desk.member.seller_id, "language": desk.language}
        matches = await MATCHES.html(
            desk, values, path=desk.url("products/matches"), title=desk.say("Perhaps the same")
        )
        return await PROPOSALS.answer(
            desk, title=desk.say("Proposals"), template="catalog/portal/proposals.html", values=values, matches=matches
        )


@get("/portal/{seller:str}/products/matches")
async def matches(request: Req, seller: FromPath[str]) -> Response[Any]:
    """List what may be one product under two names, by itself."""
    async with member_at(request, seller, "read") as desk:
        return await MATCHES.answer(
            desk,
            title=desk.say("Perhaps the same"),
            values={"seller": desk.member.seller_id, "language": desk.language},
        )


@get("/portal/{seller:str}/products/{product_id:int}")
async def product(request: Req, seller: FromPath[str], product_id: FromPath[int]) -> Response[Any]:
    """Show a product: to change where the words are the seller's, to propose where they are another's."""
    async with member_at(request, seller, "read") as desk:
        into = await merged_into(desk.conn, product_id)
        if into is not None:
            return Redirect(desk.url(f"products/{into}"), status_code=303)
        return await product_page(desk, product_id, Form(language=desk.language))


@post("/portal/{seller:str}/products/{product_id:int}")
async def change(request: Req, seller: FromPath[str], product_id: FromPath[int]) -> Response[Any]:
    """Write what was typed, or put it before the operator where the words are another's."""
    async with member_at(request, seller, "catalogue") as desk:
        form = await desk.form()
        content = await _content(desk, product_id)
        fields = await typed_fields(desk.conn, form, content)
        by = await _hand(desk, content)
        why = form.text("why", longest=1000, required=by is None)
        if form:
            async with form.trying(desk.conn):
                if by is None:
                    await propose_content(desk.conn, desk.actor, desk.member.seller_id, product_id, fields, why)
                else:
                    await tell_product(desk.conn, desk.actor, product_id, fields, by)
        if not form:
            return await product_page(desk, product_id, form, status=422)
        said = desk.say("Saved.") if by is not None else desk.say("Sent to the operator, who decides.")
        return desk.redirect(desk.url(f"products/{product_id}"), said)


@post("/portal/{seller:str}/products/{product_id:int}/pictures", request_max_body_size=LARGEST_UPLOAD + 100_000)
async def add_picture(request: Req, seller: FromPath[str], product_id: FromPath[int]) -> Response[Any]:
    """Add an uploaded picture to a variant, or take pictures away."""
    async with member_at(request, seller, "catalogue") as desk:
        form = await desk.form()
        by = await hand_of(desk.conn, desk.member.seller_id, await _content(desk, product_id))
        await change_pictures(desk, product_id, form, by, files_of(request))
        if not form:
            return await product_page(desk, product_id, form, status=422)
        return desk.redirect(desk.url(f"products/{product_id}") + "#pictures", desk.say("Saved."))


@post("/portal/{seller:str}/products/{product_id:int}/history/{entry:int}/revert")
async def revert(request: Req, seller: FromPath[str], product_id: FromPath[int], entry: FromPath[int]) -> Response[Any]:
    """Bring back what stood there before a change."""
    async with member_at(request, seller, "catalogue") as desk:
        by = await hand_of(desk.conn, desk.member.seller_id, await _content(desk, product_id))
        form = Form(language=desk.language)
        async with form.trying(desk.conn):
            await revert_change(desk.conn, desk.actor, entry, by, "", product_id=product_id)
        if not form:
            return desk.redirect(desk.url(f"products/{product_id}"), form.errors[""], "bad")
        return desk.redirect(desk.url(f"products/{product_id}"), desk.say("It is as it was before."))


@post("/portal/{seller:str}/products/{product_id:int}/release")
async def release(request: Req, seller: FromPath[str], product_id: FromPath[int]) -> Response[Any]:
    """Let the seller's feed write again what was typed by hand."""
    async with member_at(request, seller, "catalogue") as desk:
        await hand_of(desk.conn, desk.member.seller_id, await _content(desk, product_id))
        await release_fields(desk.conn, desk.actor, product_id, desk.member.seller_id)
        return desk.redirect(desk.url(f"products/{product_id}"), desk.say("Your feed writes these words again."))


async def change_pictures(desk: Desk, product_id: int, form: Form, by: Source, files: Any) -> None:
    """Add a picture to one of a product's variants, or take away those that are ticked; errors go to the form."""
    found = (await products_by_id(desk.conn, [product_id])).get(product_id)
    variant_id = form.whole("variant", most=2**62)
    variant = next((each for each in found.variants if each.id == variant_id), None) if found else None
    if variant is None:
        raise ProductNotFound
    away = set(form.values("away"))
    pictures = [each for each in variant.pictures if each not in away]
    first = form.value("first")
    if first in pictures:
        pictures = [first, *(each for each in pictures if each != first)]
    upload = form.file("picture")
    async with form.trying(desk.conn, "picture"):
        if upload is not None:
            seller = desk.member.seller_id if desk.area == "portal" else None
            pictures.append(await keep_picture(desk.conn, desk.actor, files, upload, seller))
        await tell_pictures(desk.conn, desk.actor, variant.id, pictures[:30], by)


async def product_page(desk: Desk, product_id: int, form: Form, status: int = 200) -> Response[Any]:
    """Answer the page of a product; raises `ProductNotFound`."""
    content = await _content(desk, product_id)
    found = (await products_by_id(desk.conn, [product_id]))[product_id]
    seller_id, home = desk.member.seller_id, desk.member.home_market
    languages = list(dict.fromkeys(each.language for each in LOCALES.values() if each.market.code == home))
    history = await history_of(desk.conn, product_id)
    editor = editor_of(found, content, history, languages, desk.language)
    by = await _hand(desk, content)
    return desk.page(
        "catalog/portal/product.html", title=text_for(found.title, desk.language), status=status, form=form,
        static=static_files(),
        editor=editor, gaps=gap_words(desk, editor),
        names={code: desk.say(word) for code, word in LANGUAGE_NAMES.items()},
        attributes=attribute_rows(content, desk.language), own=by is not None,
        proposed=await open_proposal_of(desk.conn, product_id, seller_id), field_word=field_word,
        source_word=source_word, may=desk.may("catalogue") and not desk.read_only, locale=_locale(home, desk.language),
    )  # fmt: skip


async def _content(desk: Desk, product_id: int) -> ProductContent:
    content = await product_content(desk.conn, product_id)
    if content is None:
        raise ProductNotFound
    return content


async def _hand(desk: Desk, content: ProductContent) -> Source | None:
    try:
        return await hand_of(desk.conn, desk.member.seller_id, content)
    except NotYours:
        return None


def gap_words(desk: Desk, editor: Editor) -> list[tuple[str, int]]:
    """Give what would make a product more complete, in words, with the points that it would bring."""
    return [
        (desk.say(GAP_WORDS[gap.code], number=gap.number) if gap.number else desk.say(GAP_WORDS[gap.code]), gap.points)
        for gap in editor.completeness.gaps
    ]


def _locale(market: str, language: str) -> str:
    """Give the locale in which the public page is shown."""
    codes = [code for code, each in LOCALES.items() if each.market.code == market]
    return next((code for code in codes if LOCALES[code].language == language), codes[0])


routes = [products, proposals, matches, product, change, add_picture, revert, release]
