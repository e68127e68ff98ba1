"""A screen: all that a front end knows. Blocks to show, and at most one prompt to answer."""

from ehtutor.session.blocks import Block
from ehtutor.session.prompt import Prompt
from ehtutor.value import Value


class Screen(Value):
    """What to show now; without a prompt it is the last one."""

    blocks: tuple[Block, ...]
    prompt: Prompt | None
