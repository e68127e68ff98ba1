"""For who writes lessons: the checker, the schema, a skeleton to begin with, the watch."""
