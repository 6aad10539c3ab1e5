"""Model files: written from a live database, looked at, compared with it."""
