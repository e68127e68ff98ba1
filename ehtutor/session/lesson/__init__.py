"""A lesson as moments: state, update, view, and the script that knows the right way."""
