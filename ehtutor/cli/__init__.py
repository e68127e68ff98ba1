"""The command line: the only reader of the environment and of `sys`, and the last stop of every error."""
