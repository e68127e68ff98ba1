"""Lessons as values: the files of a course, read with file, line and column of every mistake."""
