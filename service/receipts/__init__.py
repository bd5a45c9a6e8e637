"""Receipts: what explains a reply afterwards."""
