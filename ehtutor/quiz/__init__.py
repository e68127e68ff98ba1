"""Questions and their grading, without cards, screens or engine."""
