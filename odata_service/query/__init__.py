"""What a request means: syntax tree and model in, typed query out."""
