"""Lessons as values: the files of a course, read with file, line and column of every mistake.

A file goes through four hands. `folder` reads the bytes, from inside the course only. `parse` makes a tree of nodes of
them (`node`), each with its place, and refuses whatever could cost much. `reader` follows the table of that file
(`course_file`, `network_file`, `lesson_file`, `question_kinds`; the words of the tables are in `format`) and makes
values (`model`), while every mistake is noted on the sheet of its file (`problems`). `source` puts a course together,
or hands back all that is wrong with it. Whoever wants a new kind of card adds a row to `lesson_file.CARDS`, a new kind
of question one to `question_kinds.QUESTION_KINDS`: reader, problems and JSON Schema follow; what a screen does with it
is told where mypy then complains.

A library that validates would have been shorter. It stops at a file's first mistake, or knows no place, or no word
that the author may have meant; and who writes lessons has nothing but these sentences.
"""
