"""What a request costs: the server's CPU per request, beside the bare driver and the JSON encoder."""
