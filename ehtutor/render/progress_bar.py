"""A bar for what takes long: only where somebody looks, and only from the moment that it is known to be long."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

LONG: Final = 20
"""So many steps take longer than somebody waits without wondering."""


@contextmanager
def progress_bar(
    stream: TextIO | None, label: str, *, environ: Mapping[str, str]
) -> Iterator[Callable[[int, int], None]]:
    """What to tell how many steps are done, of how many; drawn only on a terminal."""
    console = Console(file=stream, markup=False, emoji=False, highlight=False, force_jupyter=False, _environ=environ)
    if stream is None or not stream.isatty() or console.is_dumb_terminal:
        yield lambda _done, _total: None
        return
    words = TextColumn("{task.description}", markup=False)
    bar = Progress(words, BarColumn(), MofNCompleteColumn(), console=console, transient=True)
    task = bar.add_task(label, total=None)

    def told(done: int, total: int) -> None:
        if total >= LONG:
            bar.start()
            bar.update(task, completed=done, total=total)

    try:
        yield told
    finally:
        bar.stop()
