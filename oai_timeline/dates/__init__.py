"""Dates: EDTF read and written, and dates as people type them."""
