"""`ehtutor export`: to standard output, or to a file that is there whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from ehtutor.cli.failure import Exit, Failure
from ehtutor.cli.reason import reason
from ehtutor.cli.surroundings import Surroundings
from ehtutor.course.texts import Texts


def write_out(surroundings: Surroundings, texts: Texts, text: str, output: Path | None, *, force: bool) -> Exit:
    """Print `text`, or write it to `output`; a file that exists is kept unless `force` says otherwise."""
    if output is None:
        # bytes: a pipe on Windows would turn line ends into others
        surroundings.stdout.flush()
        surroundings.stdout.buffer.write(text.encode())
        surroundings.stdout.buffer.flush()
        return Exit.DONE
    if output.exists() and not force:
        raise Failure(Exit.USAGE, texts.say("cli.exists-force", file=output))
    try:
        _replace(output, text)
    except OSError as error:
        why = reason(error, texts)
        raise Failure(Exit.REFUSED, texts.say("cli.unwritable", file=output, reason=why)) from None
    return Exit.DONE


def _replace(output: Path, text: str) -> None:
    """Write beside the file, and then take its place: a full disk leaves what was there."""
    if output.exists() and not output.is_file():
        # a device or a pipe has no place to take
        output.write_bytes(text.encode())
        return
    descriptor, beside = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode())
        Path(beside).chmod(0o666 & ~_umask())
        os.replace(beside, output)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _umask() -> int:
    """What new files of this user are not allowed; asking it is setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
