"""The course in the formats of other tools: questions, handouts, diagrams, cards. From values to text, no more."""
