"""From a prompt to an answer: a person at a terminal, lines, or a recording."""
