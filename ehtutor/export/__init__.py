"""The course in the formats of other tools: questions, handouts, diagrams, cards. From values to text, no more.

Questions pass through `neutral` on their way to gift, moodle, anki and the tables: what every format needs stands
there, and each has one `match` on the kinds. What is printed is a `document` first, and then a page of HTML or of
Markdown; pictures are drawn by us, for a handout must fetch nothing.
"""
