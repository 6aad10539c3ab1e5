"""Part 1, Protocol: messages, negotiation, preferences."""
