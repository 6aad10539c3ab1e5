"""Publishes the tables of any SQL database as an OData service.

Imports go down this table only (`tests/test_layers.py` enforces it):

    app · cli · worker
    absence
    console · connection · gateway · modelling
    asynchronous · delivery
    service
    requests
    payload · sql
    query
    edm · url
    auth · logs · publish
    protocol
    board · config
    doing · errors · turns
"""
