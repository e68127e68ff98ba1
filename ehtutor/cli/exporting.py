"""`ehtutor export`: to standard output, or to a file that is there whole or not at all."""

from pathlib import Path

from ehtutor.cli.failure import Exit
from ehtutor.cli.files import refuse_existing, replace
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
    refuse_existing(output, texts, force=force)
    replace(output, text, texts)
    return Exit.DONE
