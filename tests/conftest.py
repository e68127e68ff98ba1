"""What holds for the whole suite: how much of everything a law is tried on, and the goldens.

A golden is an output that was read by a person; the output is compared byte for byte, and only `pytest --update`
writes it. Laws are tried on little in the suite, which is run all the time; on more under the profile `long`, as the
module of that name has it, and on as much as one likes under `thorough`.
"""

import gc
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, settings

# a machine that is busy is no reason to fail
settings.register_profile("suite", max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("suite"), max_examples=200)
settings.register_profile("thorough", settings.get_profile("suite"), max_examples=1000)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cards", default=date.today().isoformat(), help="draw the cards of test_window by this seed")
    parser.addoption("--update", action="store_true", help="write the goldens anew; read the diff before you commit it")


def pytest_configure() -> None:
    # whole courses stay in memory, and the collector would walk through them again and again
    gc.set_threshold(50_000)


def pytest_report_header(config: pytest.Config) -> str:
    return f"cards drawn by: --cards {config.getoption('cards')}"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden of that name in the folder `goldens` beside the test."""

    def compare(name: str, text: str) -> None:
        path = request.path.parent / "goldens" / name
        if request.config.getoption("--update"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), f"{path} is missing: make it with `pytest --update`"
        assert text == path.read_bytes().decode()

    return compare
