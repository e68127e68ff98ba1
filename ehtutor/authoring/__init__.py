"""For who writes lessons: the checker, the schema, a skeleton to begin with, the watch.

The checker reads a course first as anybody does (`course.source`), and tells of nothing else while a file is wrong in
its form. Then it plays every lesson (`plays`), with the right answers and with each wrong one, looks at every screen,
and reads the words (`wording`); what it finds gets the place where an author can mend it (`places`).
"""
