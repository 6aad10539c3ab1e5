"""What a request costs: the server's CPU per request, beside a server that answers a constant, the bare driver with an
encoder, and other servers."""
