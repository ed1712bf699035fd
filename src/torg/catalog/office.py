"""Products in the office: every product's words with their sources and history, brand owners, sellers' proposals."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.catalog.content_fields import product_fields
from torg.catalog.content_queries import content_proposal, history_of, set_brand_owner
from torg.catalog.editor import (
    LANGUAGE_NAMES,
    attribute_rows,
    editor_of,
    field_word,
    source_word,
    text_for,
    typed_fields,
)
from torg.catalog.editor_queries import (
    ALL_PRODUCTS,
    CONTENT_PROPOSALS,
    brand_owner,
    merged_into,
    product_content,
    seller_by_slug,
    seller_name,
)
from torg.catalog.errors import ProductNotFound, ProposalNotFound
from torg.catalog.keep_picture import LARGEST_UPLOAD
from torg.catalog.portal import STATES, change_pictures, gap_words
from torg.catalog.propose_content import decide_content
from torg.catalog.queries import products_by_id
from torg.catalog.tell_content import OPERATOR_SOURCE, revert_change, tell_product
from torg.core.desk import Column, Desk, Entry, Filter, Form, Table
from torg.core.files import files_of
from torg.core.journal import record
from torg.core.queues import Queue
from torg.core.static import static_files
from torg.markets import LANGUAGES

Req = Request[Any, Any, State]
entries = [
    Entry("Products", area="office", path="products", permission="catalogue", icon="box", order=20),
    Entry("Proposed words", area="office", path="content-proposals", permission="catalogue", icon="list", order=22),
]
queues = [
    Queue(
        "Words proposed by sellers",
        path="content-proposals?state=open",
        permission="catalogue",
        waiting="SELECT count(*), min(created) FROM content_proposal WHERE state = 'open'",
    )
]
PRODUCT_STATES = {"own": "On its own", "merged": "Part of another"}
PRODUCTS = Table(
    name="products",
    source=ALL_PRODUCTS,
    columns=(
        Column("Number", "id", kind="number", sort=True),
        Column("Name", "title", link="{desk}/products/{id}"),
        Column("Brand", "brand", sort=True, phone=False),
        Column("GTIN", "gtins", phone=False),
        Column("First sold by", "owner", phone=False),
        Column("Variants", "variants", kind="number", phone=False),
        Column("State", "state", kind="state", words=PRODUCT_STATES, phone=False),
        Column("Changed", "changed", kind="time", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("title", "brand", "gtins")),
        Filter("Number", "id", kind="number"),
        Filter("State", "state", words=PRODUCT_STATES),
    ),
    sort="-id",
)
PROPOSED = Table(
    name="proposals",
    source=CONTENT_PROPOSALS,
    columns=(
        Column("Product", "title", link="{desk}/content-proposals/{id}"),
        Column("Seller", "seller", sort=True),
        Column("Fields", "fields", phone=False),
        Column("Why", "why", phone=False),
        Column("State", "state", kind="state", words=STATES, tones={"accepted": "good", "declined": "bad"}),
        Column("Sent", "created", kind="time", sort=True),
    ),
    filters=(Filter("State", "state", words=STATES), Filter("Search", "q", kind="search", over=("title", "seller"))),
    sort="-created",
)


@get("/office/products")
async def products(request: Req) -> Response[Any]:
    """List every product."""
    async with staff_at(request, "catalogue") as desk:
        return await PRODUCTS.answer(desk, title=desk.say("Products"), values={"language": desk.language})


@get("/office/products/{product_id:int}")
async def product(request: Req, product_id: FromPath[int]) -> Response[Any]:
    """Show a product's words, whose they are, and what became of them."""
    async with staff_at(request, "catalogue") as desk:
        return await product_page(desk, product_id, Form(language=desk.language))


@post("/office/products/{product_id:int}")
async def change(request: Req, product_id: FromPath[int]) -> Response[Any]:
    """Write words as the operator's decision, above which no feed stands."""
    async with staff_at(request, "catalogue") as desk:
        form = await desk.form()
        content = await product_content(desk.conn, product_id)
        if content is None:
            raise ProductNotFound
        fields = await typed_fields(desk.conn, form, content)
        why = form.text("why", longest=500)
        if form:
            async with form.trying(desk.conn):
                await tell_product(desk.conn, desk.actor, product_id, fields, OPERATOR_SOURCE, why=why)
        if not form:
            return await product_page(desk, product_id, form, status=422)
        return desk.redirect(f"/office/products/{product_id}", desk.say("Saved."))


@post("/office/products/{product_id:int}/pictures", request_max_body_size=LARGEST_UPLOAD + 100_000)
async def pictures(request: Req, product_id: FromPath[int]) -> Response[Any]:
    """Add, order and take away pictures as the operator's decision."""
    async with staff_at(request, "catalogue") as desk:
        form = await desk.form()
        await change_pictures(desk, product_id, form, OPERATOR_SOURCE, files_of(request))
        if not form:
            return await product_page(desk, product_id, form, status=422)
        return desk.redirect(f"/office/products/{product_id}#pictures", desk.say("Saved."))


@post("/office/products/{product_id:int}/history/{entry:int}/revert")
async def revert(request: Req, product_id: FromPath[int], entry: FromPath[int]) -> Response[Any]:
    """Bring back what stood there before a change."""
    async with staff_at(request, "catalogue") as desk:
        await revert_change(desk.conn, desk.actor, entry, OPERATOR_SOURCE, "", product_id=product_id)
        return desk.redirect(f"/office/products/{product_id}", desk.say("It is as it was before."))


@post("/office/products/{product_id:int}/brand-owner")
async def own_brand(request: Req, product_id: FromPath[int]) -> Response[Any]:
    """Write whose brand it is, from now on and for all its products; an empty field makes it nobody's."""
    async with staff_at(request, "catalogue") as desk:
        form = await desk.form()
        content = await product_content(desk.conn, product_id)
        if content is None or content.brand_id is None:
            raise ProductNotFound
        slug, why = form.text("seller", required=False), form.text("owner_why", longest=500)
        seller = await seller_by_slug(desk.conn, slug) if slug else None
        if slug and seller is None:
            form.refuse("seller", desk.say("No seller has that name in its addresses."))
        if not form:
            return await product_page(desk, product_id, form, status=422)
        await set_brand_owner(desk.conn, content.brand_id, seller, str(desk.actor), why)
        body = {"owner": seller, "why": why}
        await record(desk.conn, desk.actor, "brand.owner_changed", f"brand:{content.brand_id}", body, seller=seller)
        return desk.redirect(f"/office/products/{product_id}", desk.say("Saved."))


@get("/office/content-proposals")
async def proposals(request: Req) -> Response[Any]:
    """List what sellers propose for products whose words are not their own."""
    async with staff_at(request, "catalogue") as desk:
        return await PROPOSED.answer(desk, title=desk.say("Proposed words"), values={"language": desk.language})


@get("/office/content-proposals/{proposal_id:int}")
async def proposal(request: Req, proposal_id: FromPath[int]) -> Response[Any]:
    """Show a proposal beside what stands there now."""
    async with staff_at(request, "catalogue") as desk:
        return await proposal_page(desk, proposal_id, Form(language=desk.language))


@post("/office/content-proposals/{proposal_id:int}")
async def decide(request: Req, proposal_id: FromPath[int]) -> Response[Any]:
    """Take a proposal over, or decline it with a reason."""
    async with staff_at(request, "catalogue") as desk:
        form = await desk.form()
        accept = form.choice("decision", ("accept", "decline")) == "accept"
        answer = form.text("answer", longest=500, required=not accept)
        if form:
            async with form.trying(desk.conn):
                await decide_content(desk.conn, desk.actor, proposal_id, answer, accept=accept)
        if not form:
            return await proposal_page(desk, proposal_id, form, status=422)
        return desk.redirect("/office/content-proposals", desk.say("Saved."))


async def product_page(desk: Desk, product_id: int, form: Form, status: int = 200) -> Response[Any]:
    """Answer the page of a product; raises `ProductNotFound`."""
    content = await product_content(desk.conn, product_id)
    if content is None:
        raise ProductNotFound
    found = (await products_by_id(desk.conn, [product_id]))[product_id]
    history = await history_of(desk.conn, product_id)
    editor = editor_of(found, content, history, list(LANGUAGES), desk.language)
    brand = content.brand_id
    return desk.page(
        "catalog/office/product.html", title=text_for(found.title, desk.language), status=status, form=form,
        static=static_files(),
        editor=editor, gaps=gap_words(desk, editor),
        names={code: desk.say(word) for code, word in LANGUAGE_NAMES.items()},
        attributes=attribute_rows(content, desk.language), field_word=field_word, source_word=source_word,
        owner=await seller_name(desk.conn, content.owner_id), into=await merged_into(desk.conn, product_id),
        brand_owner=None if brand is None else await brand_owner(desk.conn, brand),
        sources=[(name, field_word(name), source_word(each)) for name, each in sorted(content.sources.items())],
    )  # fmt: skip


async def proposal_page(desk: Desk, proposal_id: int, form: Form, status: int = 200) -> Response[Any]:
    """Answer the page of a proposal; raises `ProposalNotFound`."""
    found = await content_proposal(desk.conn, proposal_id)
    if found is None:
        raise ProposalNotFound
    content = await product_content(desk.conn, found.product_id)
    if content is None:
        raise ProductNotFound
    standing = product_fields(content)
    rows = [(field_word(name), standing.get(name), value) for name, value in sorted(found.fields.items())]
    return desk.page(
        "catalog/office/proposal.html", title=text_for(content.title, desk.language), status=status, form=form,
        proposal=found, rows=rows, seller=await seller_name(desk.conn, found.seller_id), states=STATES,
    )  # fmt: skip


routes = [products, product, change, pictures, revert, own_brand, proposals, proposal, decide]
