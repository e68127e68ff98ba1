"""A screen: all that a front end knows. Blocks to show, and at most one prompt to answer."""

from dataclasses import dataclass

from ehtutor.session.blocks import Block
from ehtutor.session.prompt import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What to show now; without a prompt it is the last one."""

    blocks: tuple[Block, ...]
    prompt: Prompt | None
