"""Matching in the office: products that may be one, side by side; merging, splitting and undoing."""

from typing import Any, Literal

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts import staff_at
from torg.catalog import ProductNotFound, products_by_id
from torg.catalog.attributes import attribute_name
from torg.catalog.category_tree import TREE
from torg.catalog.editor import text_for
from torg.catalog.matching_queries import decide_proposals, next_proposal, proposal_by_id
from torg.catalog.products import Product
from torg.core.desk import Column, Desk, Entry, Filter, Form, Table
from torg.core.errors import NotFound
from torg.core.journal import record
from torg.core.money import format_money
from torg.core.queues import Queue
from torg.core.static import static_files
from torg.markets import market as market_of
from torg.offers.match_queries import MATCH_ROWS, offers_with_sellers
from torg.offers.merge_products import merge_products
from torg.offers.move_queries import moves_of, redirects_of
from torg.offers.split_product import split_product, undo_merge

Req = Request[Any, Any, State]
entries = [Entry("Perhaps the same", area="office", path="matches", permission="catalogue", icon="squares", order=21)]
queues = [
    Queue(
        "Products that may be one",
        path="matches?state=open",
        permission="catalogue",
        waiting="SELECT count(*), min(created) FROM match_proposal WHERE state = 'open'",
    )
]
STATES = {"open": "Waiting", "merged": "One product now", "apart": "Two products", "gone": "No longer asked"}
REASONS = {
    "model": "Same model number", "title": "Alike by title", "seller": "Told by a seller", "operator": "Told by us",
}  # fmt: skip
MOVES = {"merge": "Merged", "split": "Split", "undo": "Undone"}
MATCHES = Table(
    name="matches",
    source=MATCH_ROWS,
    columns=(
        Column("New", "title", link="{desk}/matches/{id}"),
        Column("May be the same as", "candidate"),
        Column("Likely", "likely", kind="share", sort=True),
        Column("Why", "reason", kind="state", words=REASONS, phone=False),
        Column("Seller", "seller", sort=True, phone=False),
        Column("State", "state", kind="state", words=STATES, tones={"merged": "good", "open": "few"}),
        Column("Asked", "created", kind="time", sort=True, phone=False),
    ),
    filters=(
        Filter("Search", "q", kind="search", over=("title", "candidate", "seller")),
        Filter("State", "state", words=STATES),
        Filter("Why", "reason", words=REASONS),
    ),
    sort="-likely",
    empty="Nothing looks like something else.",
)


@get("/office/matches")
async def matches(request: Req) -> Response[Any]:
    """List products that may be one, the likeliest first."""
    async with staff_at(request, "catalogue") as desk:
        waits = await next_proposal(desk.conn, 0)
        return await MATCHES.answer(
            desk,
            title=desk.say("Perhaps the same"),
            template="offers/office/matches.html",
            waits=waits,
            values={"language": desk.language},
        )


@get("/office/matches/{proposal_id:int}")
async def compare(request: Req, proposal_id: FromPath[int]) -> Response[Any]:
    """Show two products side by side."""
    async with staff_at(request, "catalogue") as desk:
        return await compare_page(desk, proposal_id, Form(language=desk.language))


@post("/office/matches/{proposal_id:int}/{decision:str}")
async def decide(
    request: Req, proposal_id: FromPath[int], decision: FromPath[Literal["merge", "apart"]]
) -> Response[Any]:
    """Merge two products, or tell them apart for good; then the next pair."""
    async with staff_at(request, "catalogue") as desk:
        form = Form(language=desk.language)
        found = await proposal_by_id(desk.conn, proposal_id)
        if found is None or found.state != "open":
            raise NotFound
        async with form.trying(desk.conn):
            if decision == "merge":
                pair = (found.product_id, found.candidate_id)
                await merge_products(desk.conn, desk.actor, *pair, why=f"proposal {proposal_id}")
            else:
                await decide_proposals(desk.conn, found.product_id, found.candidate_id, "apart", str(desk.actor))
                body = {"proposal": proposal_id, "one": found.product_id, "two": found.candidate_id}
                subject = f"match_proposal:{proposal_id}"
                await record(desk.conn, desk.actor, "match.told_apart", subject, body, seller=found.seller_id)
        if not form:
            return await compare_page(desk, proposal_id, form, status=422)
        following = await next_proposal(desk.conn, proposal_id)
        path = "/office/matches" if following is None else f"/office/matches/{following}"
        return desk.redirect(path, desk.say("One product now.") if decision == "merge" else desk.say("Two products."))


@get("/office/products/{product_id:int}/offers")
async def offers(request: Req, product_id: FromPath[int]) -> Response[Any]:
    """Show who sells a product, and what was merged into it or split off."""
    async with staff_at(request, "catalogue") as desk:
        return await offers_page(desk, product_id, Form(language=desk.language))


@post("/office/products/{product_id:int}/merge")
async def merge(request: Req, product_id: FromPath[int]) -> Response[Any]:
    """Merge a product into another one by its number."""
    async with staff_at(request, "catalogue") as desk:
        form = await desk.form()
        into, why = form.whole("into", least=1, most=2**62), form.text("merge_why", longest=500)
        if form:
            async with form.trying(desk.conn, "into"):
                await merge_products(desk.conn, desk.actor, product_id, into, why)
        if not form:
            return await offers_page(desk, product_id, form, status=422)
        return desk.redirect(f"/office/products/{into}/offers", desk.say("One product now."))


@post("/office/products/{product_id:int}/split")
async def split(request: Req, product_id: FromPath[int]) -> Response[Any]:
    """Take the chosen offers off into a product of their own."""
    async with staff_at(request, "catalogue") as desk:
        form = await desk.form()
        why = form.text("split_why", longest=500)
        made = 0
        if form:
            async with form.trying(desk.conn):
                made = await split_product(desk.conn, desk.actor, product_id, form.ids("offer"), why)
        if not form:
            return await offers_page(desk, product_id, form, status=422)
        return desk.redirect(f"/office/products/{made}/offers", desk.say("Two products."))


@post("/office/moves/{move_id:int}/undo")
async def undo(request: Req, move_id: FromPath[int]) -> Response[Any]:
    """Undo a merge."""
    async with staff_at(request, "catalogue") as desk:
        product_id = await undo_merge(desk.conn, desk.actor, move_id, "undone in the office")
        return desk.redirect(f"/office/products/{product_id}/offers", desk.say("Two products."))


async def compare_page(desk: Desk, proposal_id: int, form: Form, status: int = 200) -> Response[Any]:
    """Answer the page of a proposal with both products."""
    found = await proposal_by_id(desk.conn, proposal_id)
    if found is None:
        raise NotFound
    both = [found.product_id, found.candidate_id]
    products = await products_by_id(desk.conn, both)
    sold = await offers_with_sellers(desk.conn, both)
    sides = [(products[each], sold.get(each, []), _facts(desk, products[each])) for each in both]
    names = sorted({name for _, _, facts in sides for name in facts}, key=lambda name: (name not in sides[0][2], name))
    return desk.page(
        "offers/office/compare.html", title=desk.say("Perhaps the same"), status=status, form=form, found=found,
        static=static_files(),
        sides=sides, names=names, reasons=REASONS, states=STATES, money=_money(desk),
    )  # fmt: skip


async def offers_page(desk: Desk, product_id: int, form: Form, status: int = 200) -> Response[Any]:
    """Answer the page of a product's offers and moves."""
    product = (await products_by_id(desk.conn, [product_id])).get(product_id)
    if product is None:
        raise ProductNotFound
    sold = await offers_with_sellers(desk.conn, [product_id])
    return desk.page(
        "offers/office/moves.html", title=text_for(product.title, desk.language), status=status, form=form,
        product=product,
        offers=sold.get(product_id, []), moves=await moves_of(desk.conn, product_id), words=MOVES, money=_money(desk),
        into=(await redirects_of(desk.conn, [product_id])).get(product_id),
    )  # fmt: skip


def _facts(desk: Desk, product: Product) -> dict[str, str]:
    """Give what is compared of a product, name by name."""
    facts: dict[str, str] = {}
    for language, text in product.title.items():
        facts[f"{desk.say('Title')} ({language})"] = text
    if product.brand:
        facts[desk.say("Brand")] = product.brand.name
    if product.category_id is not None:
        facts[desk.say("Category")] = " > ".join(each.names[desk.language] for each in TREE.path(product.category_id))
    codes = {
        "GTIN": [each.gtin for each in product.variants],
        desk.say("Model number"): [each.mpn for each in product.variants],
    }
    for name, values in codes.items():
        if any(values):
            facts[name] = ", ".join(sorted({each for each in values if each}))
    for code, value in product.attributes.items():
        shown = value if isinstance(value, str) else " / ".join(value.values())
        facts[attribute_name(code, desk.language)] = shown
    return facts


def _money(desk: Desk) -> Any:
    def write(amount: int, market: str) -> str:
        return format_money(amount, market_of(market).currency, desk.language)

    return write


routes = [matches, compare, decide, offers, merge, split, undo]
