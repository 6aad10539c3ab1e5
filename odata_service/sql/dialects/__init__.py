"""The databases that differ more than by a line: a module each, with its driver's settings and its spellings."""
