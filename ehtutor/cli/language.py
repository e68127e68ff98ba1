"""In which language the program speaks: as asked, else EHTUTOR_LANG, else as last chosen, else Dutch."""

from collections.abc import Mapping, Sequence
from typing import Final

from ehtutor.cli.failure import Exit, Failure
from ehtutor.cli.nearest import listed
from ehtutor.course.texts import LANGUAGES, Texts, interface

_OPTION: Final = "--lang"


def speak(asked: str | None, environ: Mapping[str, str], chosen: str | None) -> Texts:
    """The interface in the language of this command; Failure for one that it does not speak."""
    wanted = asked or environ.get("EHTUTOR_LANG") or chosen or LANGUAGES[0]
    if wanted in LANGUAGES:
        return interface(wanted)
    texts = interface(chosen or LANGUAGES[0])
    spoken = listed(LANGUAGES, texts.say("cli.or"))
    raise Failure(Exit.USAGE, texts.say("cli.unknown-language", found=wanted, nearest=spoken))


def speak_anyhow(arguments: Sequence[str], environ: Mapping[str, str], chosen: str | None) -> Texts:
    """The interface for an error line, where the language itself, or anything before it, may be what is wrong."""
    wanted = (_asked(arguments), environ.get("EHTUTOR_LANG"), chosen)
    return interface(next((language for language in wanted if language in LANGUAGES), LANGUAGES[0]))


def _asked(arguments: Sequence[str]) -> str | None:
    """What stands behind the last `--lang`, on a command line that was not understood."""
    asked = None
    for name, after in zip(arguments, (*arguments[1:], None), strict=False):
        if name == _OPTION:
            asked = after
        elif name.startswith(f"{_OPTION}="):
            asked = name.removeprefix(f"{_OPTION}=")
    return asked
