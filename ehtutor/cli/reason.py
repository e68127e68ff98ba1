"""Why the system refused a file, in the learner's language where we know the words for it."""

import errno

from ehtutor.course.texts import Texts


def reason(error: OSError, texts: Texts) -> str:
    """A few words; those of the system for what is rare."""
    key = f"system.{errno.errorcode.get(error.errno or 0, '')}"
    return texts.say(key) if texts.has(key) else error.strerror or str(error)
