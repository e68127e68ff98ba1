"""A terminal's window, in which its other screen is another one."""

import copy
from typing import Final

import pyte

_OTHER_SCREEN: Final = 1049


class Window(pyte.Screen):
    """What pyte makes of the bytes, and the other screen too: what stood there before comes back when it is left."""

    is_other = False

    def set_mode(self, *modes: int, **how: object) -> None:
        """Enter the other screen, which is empty."""
        super().set_mode(*modes, **how)
        if _OTHER_SCREEN in modes:
            self.is_other, self._kept = True, (copy.deepcopy(self.buffer), copy.copy(self.cursor))
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **how: object) -> None:
        """Leave it."""
        super().reset_mode(*modes, **how)
        if _OTHER_SCREEN in modes and self.is_other:
            (self.buffer, cursor), is_hidden = self._kept, self.cursor.hidden
            self.cursor, self.is_other = cursor, False
            self.cursor.hidden = is_hidden


def seen(sent: str, size: tuple[int, int] = (80, 24)) -> list[str]:
    """Return the rows of a terminal's window after it was sent this."""
    window = Window(*size)
    pyte.Stream(window).feed(sent.replace("\n", "\r\n"))
    return [row.rstrip() for row in window.display]
