"""A lesson in front of a class: state, update, view, with votes, asides and notes.

The lesson is played once, with its right answers, and cut into slides; from then on nothing happens but that the
teacher looks at another slide, or lays something over it. So every press of a key leads from a `Demo` to a `Demo`,
going back costs nothing, and no key of a remote can do harm. What is not on the slides (another way on, a vote) hangs
beside the slide that it leaves, and ends there. The teacher's notes are a second view of the same moment, in another
window.
"""
