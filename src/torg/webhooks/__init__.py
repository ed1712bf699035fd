"""Webhooks: sellers' programs hear of what happens, signed, in order for each subject, and again if need be."""
