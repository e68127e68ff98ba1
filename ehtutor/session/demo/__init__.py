"""A lesson in front of a class: state, update, view, with votes, asides and notes."""
