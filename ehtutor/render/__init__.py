"""The door of rich: how screens look on a terminal, on a wall, and read aloud.

A screen says what there is to see, and nothing of where: its blocks become `Lines` (`block_lines`, and the larger
drawings `diagram`, `panel`, `table`), because only lines have a height; `layout` sets them as far apart as the window
has room for; a `view` is the part of them that is in sight; `terminal` and `projector` paint. So all that depends on
the window is decided before a byte is written, and can be tried without one. `plain` goes its own way from the same
blocks, without rich, for who listens.
"""
