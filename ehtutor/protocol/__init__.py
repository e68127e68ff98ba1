"""Who says what to whom, when, and what each role checks: the scheme as tables, and the engine that runs them.

Start at `transitions`: the whole protocol on one page. A role in a state sees an event, becomes another state and
sends something, by a move; a cell without a row is refused. `rules` is the other table: what a receiver demands of a
message, each demand with the change that breaks it and no other. Who takes part, and which rows and rules count, is a
`profile`.

One message goes so. A move asks `compose` for it. `deliver` signs it and brings it across, in as many hops as the
binding takes, and what comes out is `delivered`: either a message out of what verified, or the reason why nothing may
be read. Then the receiver's `party` takes over: `perceive` holds it against the rules (`demands`, each with the parts
of the context that it needs) and makes an event of it; the row of that event is looked up, and its move (`moves`)
gives the next state and what is sent. Success and failure are different events, so no move asks how it went. What the
gebruiker types takes the same way, without rules: a form is only told apart, and one that does not fit is an event
too. What he can do at a page is a row in `decisions`.

`party.receive` is the waist: pure, and ignorant of who carries the messages. `login` is one driver of it, in which all
parties live in one value and the network is a function call; its halves `arrive` and `depart` are for a driver in
which they do not. What happened is a `trace`, frozen, and all else that there is to tell (`knowledge`, the lessons,
the quiz) is read from that and never asked of the engine.

Nothing here looks at a clock, a random number or a file: the `world` is given, so that the same login in the same
world is the same, byte for byte. And what is a value can be tried out: every state that a login can come to is
explored in the tests with `deliver.typed`, which believes what it is given, and walked once more with real signatures.

A state is what a party remembers of this login, a memory what it keeps for the next. They are apart because they end
at different moments, and because a replay is only a replay to somebody who remembers.
"""
