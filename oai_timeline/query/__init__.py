"""Queries of an index: the only place where what people ask becomes SQL."""
