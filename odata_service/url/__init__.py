"""Part 2, URL Conventions: text in, syntax trees out; knows no model."""
