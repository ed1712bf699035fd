"""Torg, an open marketplace engine for the Nordics."""
