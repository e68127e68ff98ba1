"""The command line: the only reader of the environment and of `sys`, and the last stop of every error.

A command line goes `entry` → `app` → `command` → its own file. `app` holds one table: path, class of options, and the
function that does it, by name, so that no start pays for another command. `options` declares each option once, as a
field; typer's parameters are made from it. `command` is the door: what would do nothing or can't be meant is refused
there (`conflict` says what goes together), by a key, as only `guard` knows the language of an error. What a command
does is `f(surroundings, asked) -> exit code`: `environment` made the surroundings, once, and each level of the command
line adds how to speak. The texts come from there (`surroundings.texts`), or with the log (`keeping.opened`), which
remembers a language that was asked for.
"""
