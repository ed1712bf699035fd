"""Filters: what a request narrows to, one query for each way of narrowing."""

from tantivy import FieldType, Occur, Query, Schema, Searcher

from torg.search.models import SearchRequest

ATTRIBUTE = "attribute:"


def filters_of(schema: Schema, request: SearchRequest) -> dict[str, Query]:
    """Give the request's filters by the facet that they belong to: `brand`, `price`, `attribute:colour`."""
    found: dict[str, Query] = {}
    if request.category is not None:
        found["category"] = Query.term_query(schema, "category", request.category, "basic")
    for code, ids in (("brand", request.brand), ("seller", request.seller)):
        if ids:
            found[code] = any_of([Query.term_query(schema, code, each, "basic") for each in ids])
    for code, keys in request.attributes.items():
        if keys:
            terms = [f"{code}:{key}" for key in keys]
            found[ATTRIBUTE + code] = any_of([Query.term_query(schema, "attribute", term, "basic") for term in terms])
    if request.price_min is not None or request.price_max is not None:
        # A product that nobody offers has the price 0, and is within no span.
        found["price"] = between(schema, "price", max(1, request.price_min or 0), request.price_max)
    if request.max_delivery_days is not None:
        found["delivery"] = between(schema, "days", 0, request.max_delivery_days)
    if request.in_stock:
        found["in_stock"] = between(schema, "availability", 1, None)
    return found


def between(schema: Schema, field: str, least: int | None, most: int | None) -> Query:
    """Match products whose number in `field` lies between two bounds, both included."""
    return Query.range_query(schema, field, FieldType.Unsigned, least, most)


def count(searcher: Searcher, query: Query) -> int:
    """Count the products that a query matches."""
    # Ordered by a number, nothing is scored: half the time.
    found = searcher.search(query, 1, count=True, order_by_field="id")
    return int(found.count or 0)  # type: ignore[attr-defined] # The stub leaves it out.


def any_of(queries: list[Query]) -> Query:
    """Match products that one of the queries matches."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: list[Query]) -> Query:
    """Match products that all the queries match: every product when there are none."""
    if not queries:
        return Query.all_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])
