"""Interaction as values: a moment, its screen, and the moment after an answer; a room for each interactive thing."""
