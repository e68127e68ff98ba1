"""Files that a user names: read at once, written whole or not at all. Whatever is no regular file is refused."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from ehtutor.cli.environment import Surroundings
from ehtutor.cli.errors import Exit, Failure, reason
from ehtutor.course.texts import Texts


def read(file: Path, most: int, texts: Texts) -> bytes:
    """The first `most` bytes of a file; Failure where it can't be read."""
    try:
        # a pipe without a writer would wait for ever
        if not stat.S_ISREG(file.stat().st_mode):
            raise OSError(texts.say("cli.not-regular"))
        with file.open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        why = reason(error, texts)
        raise Failure(Exit.REFUSED, texts.say("cli.unreadable", file=file, reason=why)) from None


def refuse_existing(file: Path, texts: Texts, *, force: bool) -> None:
    """Failure where a file would be overwritten unasked."""
    if file.is_file() and not force:
        raise Failure(Exit.USAGE, texts.say("cli.exists-force", file=file))


def refuse_irregular(file: Path, texts: Texts) -> None:
    """OSError for a folder, a device or a pipe: it has no place to take, and may wait for ever."""
    if file.exists() and not file.is_file():
        raise OSError(texts.say("cli.not-regular"))


def replace(file: Path, text: str, texts: Texts, *, is_private: bool = False) -> None:
    """Write beside the file, then take its place: a full disk leaves what was there. Failure where that can't be.

    A link stays a link. Private is for the owner's eyes alone.
    """
    try:
        refuse_irregular(file, texts)
        _replace(Path(os.path.realpath(file)), text.encode(), is_private=is_private)
    except OSError as error:
        raise unwritable(file, error, texts) from None


def unwritable(file: Path, error: OSError, texts: Texts) -> Failure:
    """That a file can't be written, and why."""
    return Failure(Exit.REFUSED, texts.say("cli.unwritable", file=file, reason=reason(error, texts)))


def _replace(place: Path, data: bytes, *, is_private: bool) -> None:
    descriptor, beside = mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        if not is_private:
            Path(beside).chmod(0o666 & ~_umask())
        os.replace(beside, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _umask() -> int:
    """What new files of this user are not allowed; asking it is setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def write_out(surroundings: Surroundings, texts: Texts, text: str, output: Path | None, *, force: bool) -> Exit:
    """Print `text`, or write it to `output`; a file that exists is kept unless `force` says otherwise."""
    if output is None:
        # bytes: a pipe on Windows would turn line ends into others
        surroundings.stdout.flush()
        surroundings.stdout.buffer.write(text.encode())
        surroundings.stdout.buffer.flush()
        return Exit.DONE
    refuse_existing(output, texts, force=force)
    replace(output, text, texts)
    return Exit.DONE
