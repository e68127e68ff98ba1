"""prompt_toolkit makes the same hundreds of bindings of keys anew for every prompt: here they are made once."""

from functools import cache

from prompt_toolkit.application import application

application.load_key_bindings = cache(application.load_key_bindings)
