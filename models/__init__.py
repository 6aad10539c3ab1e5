"""The customer's side: the tables of a database, and which of them are published under which names.

published.py     SERVICES, what the server publishes; start here with your own tables
erp.py           the demo service: names, keys, search, order, page sizes
erp_tables.py    the demo's tables, as SQLAlchemy Core
erp_rows.py      the demo's rows, the same on every database
erp_words.py     the words that the rows are made of
build.py         makes the demo's database: python -m models.build [URL] [--scale S]
"""
