"""Requests that go on when nobody waits for them any more, and their status monitors (Part 1, section 11.6)."""
