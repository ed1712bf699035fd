"""Payments: providers, what was asked of them, what they told us, and what people keep on file."""
