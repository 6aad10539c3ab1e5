"""Publishes the tables of any SQL database as an OData service.

Imports go down this table only (`tests/test_layers.py` enforces it):

    app · cli
    console
    service
    batching
    writing
    bodies · changing · repeating
    linking
    storing
    everything
    reading
    expanding
    plan
    payload · sql
    query
    edm · url
    auth · logs · publish
    protocol
    config · errors
"""
