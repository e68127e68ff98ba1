"""What is installed is whole: the wheel holds the lessons, and wheel, editable install and checkout find them."""

import pickle
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

import ehtutor
from ehtutor.course.shipped import COMPILED, shipped
from ehtutor.course.source import load
from ehtutor.course.texts import LANGUAGES, read

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_lesson_file_and_nothing_of_the_tests(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    lessons = {f"ehtutor/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "lessons").rglob("*.*")}
    assert lessons <= names
    assert {name.partition("/")[0] for name in names} == {"ehtutor", f"ehtutor-{ehtutor.__version__}.dist-info"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wheel_holds_what_is_read_as_values_and_in_no_way_of_another_library(wheel, language):
    with zipfile.ZipFile(wheel) as files:
        course, texts = (files.read(f"ehtutor/{COMPILED}/{name}.{language}.pickle") for name in ("course", "texts"))
    assert pickle.loads(course) == load(shipped(), language)
    assert pickle.loads(texts) == read(shipped() / "interface", language)
    # the other strings are the names of what is called, and what is called is ours or Python's
    assert b"msgspec" not in course + texts


def test_the_wheel_plays_a_lesson_far_from_the_checkout(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    command = [sys.executable, "-c", "from ehtutor.cli.entry import main; main()", "walkthrough", "--auto", "--plain"]
    environ = {"PYTHONPATH": str(tmp_path / "site"), "EHTUTOR_DATA": str(tmp_path), "PYTHONUTF8": "1", "PATH": ""}
    # -S would lose the libraries; an early PYTHONPATH is enough to come before an editable install
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    where = subprocess.run(
        [sys.executable, "-c", "from ehtutor.course.shipped import shipped; print(shipped())"],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()) == tmp_path / "site" / "ehtutor" / "lessons"


def test_what_shows_no_login_starts_without_the_libraries_of_one():
    heavy = {"cryptography", "lxml", "signxml", "yaml"}
    program = "import sys, ehtutor.cli.glossary, ehtutor.cli.home, ehtutor.cli.lessons; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not heavy & set(done.stdout.split())


def test_an_editable_install_and_a_checkout_read_the_lessons_beside_the_package():
    assert shipped() == ROOT / "lessons"


def test_the_version_is_that_of_the_distribution():
    assert distribution("ehtutor").version == ehtutor.__version__


def test_the_demo_keys_say_that_they_are_worthless():
    for key in (ROOT / "lessons" / "keys").glob("*.pem"):
        assert key.read_text(encoding="ascii").startswith("Worthless demo key of ehtutor"), key.name
