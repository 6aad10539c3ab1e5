"""The database: typed query in, rows out."""
