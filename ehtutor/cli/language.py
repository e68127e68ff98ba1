"""In which language the program speaks: as asked, else EHTUTOR_LANG, else as last chosen, else Dutch."""

from collections.abc import Mapping

from ehtutor.cli.failure import Exit, Failure
from ehtutor.cli.nearest import nearest
from ehtutor.course.texts import LANGUAGES, Texts, interface


def speak(asked: str | None, environ: Mapping[str, str], chosen: str | None) -> Texts:
    """The interface in the language of this command; Failure for one that it does not speak."""
    wanted = asked or environ.get("EHTUTOR_LANG") or chosen or LANGUAGES[0]
    if wanted in LANGUAGES:
        return interface(wanted)
    texts = interface(chosen or LANGUAGES[0])
    raise Failure(
        Exit.USAGE,
        texts.say("cli.unknown-language", found=wanted, nearest=nearest(wanted, LANGUAGES, texts.say("cli.or"))),
    )


def speak_anyhow(environ: Mapping[str, str]) -> Texts:
    """The interface for an error line, where the language itself may be what is wrong."""
    wanted = environ.get("EHTUTOR_LANG", "")
    return interface(wanted if wanted in LANGUAGES else LANGUAGES[0])
