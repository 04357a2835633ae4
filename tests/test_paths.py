"""The user's folders are those platformdirs names, found without it where that is plain."""

import sys
from pathlib import Path

import platformdirs
import pytest

from caseterm import paths


@pytest.mark.parametrize("named", [None, "", "relative/place", "/somewhere/else"])
@pytest.mark.parametrize("home", ["/home/somebody", "/", None, "relative"])
def test_the_folders_are_those_of_the_platform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str | None, home: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    for variable, value in (("XDG_CONFIG_HOME", named), ("XDG_DATA_HOME", named), ("HOME", home)):
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, value)
    assert paths.config_folder() == platformdirs.user_config_path("caseterm", appauthor=False)
    assert paths.data_folder() == platformdirs.user_data_path("caseterm", appauthor=False)


def test_other_systems_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert paths._on_linux("XDG_CONFIG_HOME", ".config") is None
