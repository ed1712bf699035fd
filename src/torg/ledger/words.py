"""The ledger in words: kinds of accounts, and what entries are for."""

from collections.abc import Mapping

KIND_WORDS: Mapping[str, str] = {
    "shopper_receivable": "Owed by shoppers",
    "provider_clearing": "With payment providers",
    "bank": "Bank",
    "seller_pending": "Ordered from sellers, not sent yet",
    "seller_payable": "Owed to sellers",
    "seller_reserve": "Reserve of sellers",
    "commission_revenue": "Commission earned",
    "vat_payable": "VAT owed",
    "provider_fee": "Fees of payment providers",
    "points_liability": "Points not yet used",
    "promotion_market": "Promotions paid by the market",
    "promotion_seller": "Promotions paid by sellers",
    "refund_payable": "Refunds on their way",
    "market_loss": "Losses of the market",
}
"""What kinds of accounts are called: msgids."""

POSTING_WORDS = {
    "order.placed": "Order placed",
    "parcel.shipped": "Parcel sent",
    "parcel.captured": "Payment captured",
    "parcel.cancelled": "Pieces cancelled",
    "refund.made": "Refunded",
    "payout.sent": "Paid out",
}
"""What postings are called: msgids. Others are shown as they are."""

LABEL_WORDS = {
    "order": "Order",
    "goods": "Goods",
    "delivery": "Delivery",
    "commission": "Commission",
    "refund": "Refund",
    "payout": "Payout",
    "reserve": "Reserve",
    "promotion": "Promotion",
    "points": "Points",
    "fee": "Fee",
    "vat": "VAT",
    "chargeback": "Chargeback",
}
"""What entries are for: msgids. Others are shown as they are."""
