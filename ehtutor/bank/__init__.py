"""Where the questions of the quiz come from: the lessons' own, and those made from the protocol's tables and traces.

`runs` finds the logins that a network can play, and plays each once, when it is first needed. A family looks at them,
or at the rules, the transitions, the fields or the glossary, and lists one question for each thing that it finds there,
with a stable id. The question is made when it is asked, and what the seed may change in it goes through `Chance`. Its
key is read off the same tables that play the lessons, so that none can say otherwise than the login. `catalogue` puts
all together, and holds which families a profile has.
"""
