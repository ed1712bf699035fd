"""Reviews and questions as shoppers read and write them."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath

from torg.accounts.pages import locale_at, shop_page
from torg.accounts.sessions import connected, pool_of, sure
from torg.content.question_acts import answer_as_buyer, ask_question
from torg.content.question_queries import published_question, questions_of_product
from torg.content.review_acts import vote, write_review
from torg.content.review_data import review_page_data
from torg.content.review_models import NewReview, ReviewsAsked
from torg.content.review_queries import (
    PAGE,
    count_matching,
    histogram_of_product,
    histogram_of_seller,
    reviews_of_product,
    reviews_of_seller,
)
from torg.core.actor import Actor
from torg.core.desk import Form, read_form
from torg.core.errors import NotFound, Refusal
from torg.core.security import Limit, address_of, take
from torg.core.templates import render
from torg.core.web import CACHE_SHORTLY, Head, SiteLocale, html, site_of
from torg.markets import LANGUAGES
from torg.shelf.pages import id_in, locale_of
from torg.shelf.voice import Voice
from torg.trust.words import LANGUAGE_WORDS, day

ReviewRequest = Request[Any, Any, State]
VOTES = Limit("review-vote", burst=30, seconds=10)
WRITING = Limit("review-write", burst=6, seconds=600)
SORT_WORDS = {"newest": "Newest", "helpful": "Most helpful", "highest": "Most stars", "lowest": "Fewest stars"}
"""In which orders reviews can be read: msgids."""
_FEW = 4


def asked_of(request: ReviewRequest) -> ReviewsAsked:
    """Read from the address which reviews are wanted; what makes no sense is left out."""
    words = request.query_params
    sort, stars, page, language = (words.get(name, "") for name in ("sort", "stars", "page", "language"))
    return ReviewsAsked(
        sort=sort if sort in SORT_WORDS else "newest",  # type: ignore[arg-type] # One of its own names.
        stars=int(stars) if stars in {"1", "2", "3", "4", "5"} else None,
        verified=words.get("verified") == "1",
        language=language if language in LANGUAGES else None,
        page=int(page) if page.isascii() and page.isdecimal() and 1 <= len(page) <= 3 and int(page) else 1,
    )


@get("/{locale:str}/p/{handle:str}/reviews")
async def product_reviews(request: ReviewRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Answer what is said of a product: a part for its page, or a page of its own."""
    voice = Voice(locale_of(site_of(request.app.state), locale))
    number, language = id_in(handle), voice.locale.language
    product = request.app.state["shelf"].product(locale, number)
    if product is None:
        raise NotFound
    asked = asked_of(request)
    part = "hx-request" in request.headers
    async with connected(request) as conn:
        histogram = await histogram_of_product(conn, number)
        reviews = await reviews_of_product(conn, number, language, asked, _FEW if part else PAGE)
        questions = await questions_of_product(conn, number, language, 3 if part else 20)
        matching = 0 if part else await count_matching(conn, number, None, asked)
    context: dict[str, Any] = {
        "voice": voice, "product": product, "histogram": histogram, "reviews": reviews, "questions": questions,
        "asked": asked, "matching": matching, "pages": -(-matching // PAGE), "languages": LANGUAGE_WORDS,
        "sorts": SORT_WORDS, "day": lambda moment: day(moment, language), "here": f"/{locale}/p/{number}",
    }  # fmt: skip
    if part:
        body = render(language, "content/reviews_part.html", **context)
        headers = {"x-robots-tag": "noindex", "vary": "HX-Request, Accept-Encoding"}
        return html(body.encode(), voice.locale, cache=CACHE_SHORTLY, headers=headers)
    title = voice.words.say("Reviews of %(product)s", product=product.title)
    return _page(request, voice, "content/product_reviews.html", title, f"/{locale}/p/{number}/reviews", context)


@get("/{locale:str}/s/{handle:str}/reviews")
async def seller_reviews(request: ReviewRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Answer what buyers say of a seller."""
    voice = Voice(locale_of(site_of(request.app.state), locale))
    number, language = id_in(handle), voice.locale.language
    seller = request.app.state["shelf"].seller(number)
    if seller is None:
        raise NotFound
    asked = asked_of(request)
    async with connected(request) as conn:
        histogram = await histogram_of_seller(conn, number)
        reviews = await reviews_of_seller(conn, number, language, asked)
        matching = await count_matching(conn, None, number, asked)
    context: dict[str, Any] = {
        "voice": voice, "seller": seller, "histogram": histogram, "reviews": reviews, "asked": asked,
        "matching": matching, "pages": -(-matching // PAGE), "languages": LANGUAGE_WORDS, "sorts": SORT_WORDS,
        "day": lambda moment: day(moment, language), "here": f"/{locale}/s/{seller.slug}-{number}",
    }  # fmt: skip
    title = voice.words.say("Reviews of %(product)s", product=seller.name)
    path = f"/{locale}/s/{seller.slug}-{number}/reviews"
    return _page(request, voice, "content/seller_reviews.html", title, path, context)


def _page(
    request: ReviewRequest, voice: Voice, template: str, title: str, path: str, context: dict[str, Any]
) -> Response[Any]:
    site = site_of(request.app.state)
    main = render(voice.locale.language, template, title=title, **context)
    asked: ReviewsAsked = context["asked"]
    rest = path.removeprefix(f"/{voice.locale.code}")
    head = Head(
        title=f"{title} – {site.name}",
        canonical=path,
        languages={each.hreflang: f"/{each.code}{rest}" for each in site.locales.values()},
        index=asked == ReviewsAsked(page=asked.page),
        data=review_page_data(site, context),
    )
    return html(site.frame(voice.locale).page(head, main), voice.locale, cache=CACHE_SHORTLY)


@get("/{locale:str}/p/{handle:str}/review")
async def review_form(request: ReviewRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Ask what somebody thinks of a product; who is not signed in does that first and comes back."""
    return await _form(request, locale, "product", id_in(handle), Form(language=locale_at(request, locale).language))


@post("/{locale:str}/p/{handle:str}/review")
async def send_review(request: ReviewRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Take in a review of a product."""
    return await _take_review(request, locale, "product", id_in(handle))


@get("/{locale:str}/s/{handle:str}/review")
async def seller_review_form(request: ReviewRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Ask what somebody thinks of a seller."""
    return await _form(request, locale, "seller", id_in(handle), Form(language=locale_at(request, locale).language))


@post("/{locale:str}/s/{handle:str}/review")
async def send_seller_review(request: ReviewRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Take in a review of a seller."""
    return await _take_review(request, locale, "seller", id_in(handle))


@get("/{locale:str}/p/{handle:str}/ask")
async def question_form(request: ReviewRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Ask what somebody wants to know of a product."""
    return await _form(request, locale, "question", id_in(handle), Form(language=locale_at(request, locale).language))


@post("/{locale:str}/p/{handle:str}/ask")
async def send_question(request: ReviewRequest, locale: FromPath[str], handle: FromPath[str]) -> Response[Any]:
    """Take in a question about a product."""
    known, number = locale_at(request, locale), id_in(handle)
    form = await read_form(request, known.language)
    text, author = form.text("body", longest=1000, lines=True), form.text("author", longest=60)
    if form:
        async with connected(request) as conn:
            account = (await sure(request, conn)).account.id
            await take(pool_of(request), WRITING, str(account))
            async with form.trying(conn):
                actor = Actor("shopper", str(account))
                await ask_question(
                    conn, actor, number, account=account, author=author, language=known.language, text=text
                )
    if not form:
        return await _form(request, locale, "question", number, form, status=422)
    return _thanks(request, known, f"/{known.code}/p/{number}/reviews", published=False)


@post("/{locale:str}/questions/{question_id:int}/answer")
async def send_answer(request: ReviewRequest, locale: FromPath[str], question_id: FromPath[int]) -> Response[Any]:
    """Take in the answer of somebody who has bought the product."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    text, author = form.text("body", longest=2000, lines=True), form.text("author", longest=60)
    async with connected(request) as conn:
        account = (await sure(request, conn)).account.id
        product, _ = await published_question(conn, question_id)
        if form:
            await take(pool_of(request), WRITING, str(account))
            async with form.trying(conn):
                actor, language = Actor("shopper", str(account)), known.language
                await answer_as_buyer(
                    conn, actor, question_id, account=account, author=author, language=language, text=text
                )
    back = f"/{known.code}/p/{product}/reviews#question-{question_id}"
    if not form:
        return shop_page(
            request, known, "content/refused.html", "That cannot be taken", status=422, back=back,
            why=[form.words.say(each) for each in form.errors.values()],
        )  # fmt: skip
    return _thanks(request, known, back, published=False)


@post("/{locale:str}/reviews/{review_id:int}/vote")
async def send_vote(request: ReviewRequest, locale: FromPath[str], review_id: FromPath[int]) -> Response[Any]:
    """Count whether a review helped; of who says so nothing is kept."""
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    address = address_of(request)
    await take(pool_of(request), VOTES, address)
    async with connected(request) as conn:
        voter = f"{address}\0{request.headers.get('user-agent', '')[:300]}"
        await vote(conn, review_id, voter, helpful=form.value("helpful") == "1")
    if "hx-request" in request.headers:
        said = form.words.say("Thank you!")
        return html(f'<p class="mute" role="status">{said}</p>'.encode(), known)
    return _thanks(request, known, f"/{known.code}/", published=True)


async def _form(
    request: ReviewRequest, locale: str, kind: str, number: int, form: Form, status: int = 200
) -> Response[Any]:
    known = locale_at(request, locale)
    shelf = request.app.state["shelf"]
    about = shelf.seller(number) if kind == "seller" else shelf.product(locale, number)
    if about is None:
        raise NotFound
    async with connected(request) as conn:
        account = (await sure(request, conn)).account
    titles = {"product": "Write a review", "seller": "Review the shop", "question": "Ask a question"}
    return shop_page(
        request, known, f"content/{'question' if kind == 'question' else 'review'}_form.html", titles[kind],
        status=status, form=form, name=about.name if kind == "seller" else about.title,
        author=account.name.split(" ")[0] if account.name else "", languages=LANGUAGE_WORDS,
    )  # fmt: skip


async def _take_review(request: ReviewRequest, locale: str, kind: str, number: int) -> Response[Any]:
    known = locale_at(request, locale)
    form = await read_form(request, known.language)
    new = NewReview(
        stars=form.whole("stars", least=1, most=5),
        language=form.choice("language", LANGUAGES),
        author=form.text("author", longest=60),
        title=form.text("title", longest=120, required=False),
        body=form.text("body", longest=4000, required=False, lines=True),
        product_id=number if kind == "product" else None,
        seller_id=number if kind == "seller" else None,
    )
    state = ""
    if form:
        async with connected(request) as conn:
            account = (await sure(request, conn)).account.id
            await take(pool_of(request), WRITING, str(account))
            try:
                async with conn.transaction():
                    actor = Actor("shopper", str(account))
                    _, state = await write_review(conn, actor, new, account=account)
            except Refusal as refusal:
                form.refuse("", form.words.say(refusal.detail))
    if not form:
        return await _form(request, locale, kind, number, form, status=422)
    back = f"/{known.code}/{'s' if kind == 'seller' else 'p'}/{number}/reviews"
    return _thanks(request, known, back, published=state == "published")


def _thanks(request: ReviewRequest, known: SiteLocale, back: str, *, published: bool) -> Response[Any]:
    return shop_page(request, known, "content/thanks.html", "Thank you!", back=back, published=published)


routes = [product_reviews, seller_reviews]
"""What everybody reads, and a CDN may keep shortly."""
desk_routes = [
    review_form, send_review, seller_review_form, send_seller_review, question_form, send_question, send_answer,
    send_vote,
]  # fmt: skip
"""What people write: only from our own pages, and kept by nobody."""
