"""Where the questions of the quiz come from: the lessons' own, and those made from the protocol's tables and traces."""
