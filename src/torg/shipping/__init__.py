"""Delivery: ways, prices and promised days; carriers, labels and tracking."""

from torg.shipping.delivery_options import delivery_options
from torg.shipping.models import DeliveryChoice, DeliveryOption

__all__ = ["DeliveryChoice", "DeliveryOption", "delivery_options"]
