"""What the export tests share: a document with every block, and whether this machine can run a print service."""

import os
import shutil
import sys

import pytest

from caseterm.exports.blocks import Document
from tests.exports.sample import make


def cups_here() -> bool:
    """A print service can be started: CUPS is installed and the tests run as root on Linux."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return False
    return all(shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin") for name in ("cupsd", "lpadmin", "lp"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what needs a real print service where there is none; CI has one, and then must run it."""
    if cups_here():
        return
    if os.environ.get("CI"):
        raise pytest.UsageError("CI must install cups, cups-client and printer-driver-cups-pdf")
    out = [item for item in items if item.get_closest_marker("cups")]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


@pytest.fixture
def document() -> Document:
    return make()


@pytest.fixture
def long_document() -> Document:
    return make(rows=90)
