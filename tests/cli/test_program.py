"""Every command that is told works when it is typed: by its name where that is found, else as it was started."""

from pathlib import Path

import pytest

from ehtutor.cli.environment import started_as
from ehtutor.course.texts import interface
from ehtutor.value import replace


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (".venv/bin/ehtutor", ".venv/bin/ehtutor"),
        ("/home/sanne/my tools/ehtutor", "'/home/sanne/my tools/ehtutor'"),
        ("/lib/ehtutor/__main__.py", "'/my python' -m ehtutor"),
    ],
)
def test_what_is_not_on_the_path_is_named_as_it_was_started(name: str, expected: str) -> None:
    assert started_as(name, "/my python", {"PATH": "/nowhere"}) == expected


def test_what_is_on_the_path_is_called_by_its_name(tmp_path: Path) -> None:
    program = tmp_path / "ehtutor"
    program.touch(mode=0o755)
    assert started_as("/lib/ehtutor/__main__.py", "python", {"PATH": str(tmp_path)}) == "ehtutor"


@pytest.mark.parametrize("program", ["/a b/ehtutor", "python -m ehtutor", "./ehtutor"])
def test_a_command_in_a_text_is_as_it_can_be_typed_also_where_it_is_told_twice(program: str) -> None:
    texts = replace(interface("nl"), program=program)
    once = texts.say("screen.practise-with", command="ehtutor quiz --lesson level")
    assert once.endswith(f": {program} quiz --lesson level")
    assert texts.say("screen.look-again", titles="x", command=once).endswith(f": {program} quiz --lesson level")
    assert texts.say("cli.or") == interface("nl").say("cli.or")
