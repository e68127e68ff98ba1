"""ehtutor teaches how eHerkenning works: you play the gebruiker, and real signed SAML messages pass by.

This page is for who reads the program: how a login, a screen and an answer travel, and why so. Each room (package)
begins with a page of its own; read them in the order of this one.

    Scenario ──login──▶ Trace ──view──▶ Screen ──render──▶ what you see
                                          ▲                     │
                    Moment ◀──update── Answer ◀───────ask───────┘

Three values carry the program: everything else is a function from one to the next.

A login travels down two tables. `protocol.transitions` says who does what when: a role in this state that sees this
event becomes that state and sends this message; a cell that is not there is the refusal. `protocol.rules` says what
a receiver demands of what reaches it, each rule with the one change that breaks it and no other. We wrote rows and
not branches because everything reads them: the engine, the diagrams, the made questions, the faults of the lessons
and the test that walks the whole state space. `protocol.party` is what one party makes of what arrives, and pure;
`protocol.login` lets the parties hand each other what they send until somebody has to decide, and records it. It is
one driver among others: a network of processes would be the next. A message is a typed value until `saml.sealed`
signs it and a string of bytes until it verifies it; past that door only what was verified is read, for two readings
of one message is how SAML libraries were broken. What is left is a `Trace`: every byte that was sent, every finding,
every state before and after. It is the narrow waist. Whoever tells, draws, asks or exports reads the trace, never the
engine, and so can say nothing of the protocol that the engine did not do.

A screen travels up. A moment (a lesson, a quiz or a demonstration, as far as it has come) holds all that there is to
know, what stays the same included; `view(moment)` says what to show, in blocks, and at most one prompt. A block names
what it is and never how it looks; that is for `render`, which never decides what to say. So one screen is a
terminal, plain lines that read well aloud, a projector, a page to print and a golden in a test, and a new medium
touches no lesson.

An answer travels back. The front end turns keys into an `Action` and stamps it with the time, the loop
(`session.screen.play`) keeps it, and `update(moment, action)` gives the next moment. An answer that does not fit the
moment changes nothing, so the log of a learner can be folded again on any machine: to resume, to go back and to
replay a recording are the same fold. For that reason the clock, chance, keys, environment and disk are arguments:
a login knows no time but its world's, and a lesson is the same bytes everywhere.

Each interactive thing is three files: `state` (the moment), `update`, `view`. Packages stand on floors and import
only what is below them:

    cli                                          what was asked on the command line: one file a command
    authoring                                    plays a course with every answer, and says what is wrong with it
    bank · render · ask · store · export         made questions · looks · keys · the log · material to take along
    session                                      moments: screen < story < lesson, review, mastery < demo
    course                                       lessons and texts: files become values, or problems with a place
    quiz                                         questions, how they are graded, when they return
    protocol                                     roles, events, tables, login, trace
    saml                                         messages, signatures, bindings
    json_line · value                            how a line of JSON is read strictly · what a value is

A library has one door: lxml, signxml and cryptography in `saml`, rich in `render`, questionary in `ask`, sqlite3 in
`store`, typer in `cli`, the YAML parser in `course`. import-linter holds floors and doors. What a learner reads
is never written in Python: it is data in `lessons/`, in both languages.
"""

__version__ = "0.1.0"
