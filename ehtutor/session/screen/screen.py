"""A screen: all that a front end knows. Blocks to show, and at most one prompt to answer."""

from ehtutor.session.screen.blocks import Block
from ehtutor.session.screen.prompt import Prompt
from ehtutor.value import Value


class Screen(Value):
    """What to show now; without a prompt it is the last one."""

    blocks: tuple[Block, ...]
    prompt: Prompt | None
