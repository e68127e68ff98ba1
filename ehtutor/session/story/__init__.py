"""From a trace to words: what happened, as blocks that any screen can show."""
