"""A request and a model -> a response: what is read, changed, and done in a batch (Part 1, sections 10 and 11)."""
