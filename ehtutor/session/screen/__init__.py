"""What a front end knows: a screen to show, a prompt to ask, an answer to give back, and the loop that does so.

A screen is a value without a width, a colour or a language, so that a terminal, a reader aloud, a projector, a sheet
of paper and a test can each make of it what they can; `view` of a room makes it and never asks how it will look. The
way back is as narrow: an `Action` says what was done and not with which key, so a person, a file of answers and the
script of a lesson are the same to `update`. What is asked beside the answer (a hint, the terms, back) is a key of every
prompt and comes back as an action like any other.
"""
