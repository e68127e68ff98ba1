"""A lesson as moments, one frozen `Walkthrough` each: what it is about, where the learner is, how far the login came.

`state` holds what a moment is and all that follows from it without a choice: its card, its text, the keys that work.
`update` gives the moment after an action, `view` its screen, and neither knows a person, a file or a clock: so a
lesson is resumed by folding its log of answers, and the checker, `--auto`, the handout and the tests play it with the
same two functions as a learner does. Each moment holds the one before it; to go back is to take that one, and nothing
is ever undone but a jump, which holds where it came from. What lies over a card, such as the list of what has passed,
is of the moment too: to open and close it is kept like any answer, and leaves the card as it was.

What the gebruiker does is no part of the lesson but a real choice in a real login: `gebruiker` says how a prompt's
answer becomes one and which one a card wants. One that the lesson did not want has its consequence all the same, shown
as a detour, entry by entry; then the lesson goes on from the same page if the login came back to it, else from the
login as it was when the card was reached. `script` knows the right way, `whatif` the other ones, `fault` one login with
a rule broken.
"""
