"""Hatch's hook for a wheel: the course and the texts go in as values too, so that a start reads no YAML.

An editable install has none, for it should show at once what somebody edits.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCourse(BuildHookInterface):  # type: ignore[type-arg]
    """Writes what `ehtutor.authoring.compiled` makes, for as long as the build needs it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from ehtutor.authoring.compiled import compiled  # noqa: PLC0415  it lies in what is being built
        from ehtutor.course.shipped import COMPILED  # noqa: PLC0415

        self._folder = TemporaryDirectory()
        for name, data in compiled().items():
            file = Path(self._folder.name, name)
            file.write_bytes(data)
            build_data["force_include"][str(file)] = f"ehtutor/{COMPILED}/{name}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """They are in the wheel now."""
        if version != "editable":
            self._folder.cleanup()
