"""Requests for changes: delta links of sets whose changes are told by a column or by a log."""
