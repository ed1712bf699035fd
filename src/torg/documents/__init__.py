"""Documents: what buyers and sellers get in writing of an order, and keep."""

from torg.documents.confirm_order import confirm_order

__all__ = ["confirm_order"]
