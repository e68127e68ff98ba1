"""Questions, one after another: state, update, view, and what came of them."""
