"""Questions and their grading, without cards, screens or engine.

A question (`questions`) with what stands around it is an item (`item`); an answer to it is graded here and becomes an
event (`logged`). Events are only ever added. How each question stands, what is believed wrongly and when a question
returns is no more than a fold over them (`history`, `schedule`), which may be thrown away and made again; so what two
machines hold can be put together, an answer can be undone, and a better rule of grading holds for the past as well.
"""
