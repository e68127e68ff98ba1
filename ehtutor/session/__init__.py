"""Interaction as values: a moment, its screen, and the moment after an answer."""
