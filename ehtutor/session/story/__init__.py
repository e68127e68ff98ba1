"""From a trace to words: what happened, as blocks that any screen can show.

A trace is recorded by the protocol and knows no language; here it meets the texts of the interface, and nowhere else,
so whatever takes both takes them in this order: `texts, trace, entry`. `telling` finds the words for an entry, `fields`
those for what a message holds, `pictures` makes blocks of them. `claims` goes the other way: from a trace to the key
that a question about it must have. `question_blocks` is the same for a question, which has a key and no trace.
"""
