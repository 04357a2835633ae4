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


def office_here() -> bool:
    """LibreOffice can open a Word file."""
    return bool(shutil.which("soffice") and shutil.which("pdftotext"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what needs a real print service or LibreOffice where there is none; CI has both and must run it."""
    lacking = {"cups": not cups_here(), "office": not office_here()}
    if not any(lacking.values()):
        return
    if os.environ.get("CI"):
        raise pytest.UsageError(
            "CI must install cups, cups-client, printer-driver-cups-pdf, poppler-utils and libreoffice-writer-nogui"
        )
    out = [item for item in items for mark, gone in lacking.items() if gone and item.get_closest_marker(mark)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


@pytest.fixture
def document() -> Document:
    return make()


@pytest.fixture
def long_document() -> Document:
    return make(rows=90)
