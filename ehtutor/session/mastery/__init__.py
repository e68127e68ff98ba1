"""What answers add up to: of one learner, and of a class; each a value, and a screen that tells it.

A learner's own answers were graded when he gave them, and are counted as they stand in his history. Those of a class
come from files that anybody may have edited: each question is made again and each answer graded once more, and what
is recorded is only compared with that. So the two share how they are told, not how they are counted.
"""
