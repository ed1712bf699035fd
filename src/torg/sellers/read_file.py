"""Read everything that a reviewer looks at, or that a seller is asked for."""

from torg.core.db import Connection
from torg.sellers.errors import SellerNotFound
from torg.sellers.file_models import WholeFile
from torg.sellers.file_queries import accepted_by, documents_of, file_of
from torg.sellers.queries import sellers_by_id


async def whole_file(conn: Connection, seller_id: int) -> WholeFile:
    """Give a seller with its file, documents and accepted agreements; raises `SellerNotFound`."""
    seller = (await sellers_by_id(conn, [seller_id])).get(seller_id)
    if seller is None:
        raise SellerNotFound
    return WholeFile(
        seller,
        await file_of(conn, seller_id),
        await documents_of(conn, seller_id),
        await accepted_by(conn, seller_id),
    )
