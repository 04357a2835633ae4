import json
from pathlib import Path

import pytest

from caseterm import ownfiles
from caseterm.cli import main
from caseterm.rules.terms import CLAIM_TYPES

ITEM = '[[item]]\nkey = "{key}"\nphase = "intake"\ntitle = "{title}"\nanchor = "SIGN"\nwho = "CM"\n'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ownfiles, "config_folder", lambda: tmp_path)
    return tmp_path / "checklists"


def test_the_files_that_ship_are_right_and_listed_for_every_kind_of_claim(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["checklists", "check"]) == 0
    assert capsys.readouterr().out.count(": right") == 1 + len(CLAIM_TYPES)
    for claim in CLAIM_TYPES:
        assert main(["checklists", "list", "--claim", claim, "--json"]) == 0
        assert all(item["source"] for item in json.loads(capsys.readouterr().out))


def test_copied_files_stand_in_for_the_program_s_and_are_never_overwritten(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["checklists", "copy"]) == 0
    base = own / "base.toml"
    base.write_text('name = "Ours"\n' + ITEM.format(key="1.1", title="Our first call"), encoding="utf-8")
    capsys.readouterr()
    assert main(["checklists", "list", "--claim", "auto_liability"]) == 0
    assert "Our first call" in capsys.readouterr().out
    assert main(["checklists", "copy"]) == 73 or "already" in capsys.readouterr().err
    assert "Our first call" in base.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "x"\n[[item]]\nkey = "1"\nphase = "nowhere"\ntitle = "t"\nanchor = "SIGN"\n', "line 3, item 1, phase"),
        (ITEM.format(key="1", title="t") + 'after = "9.99"\n', "item 1, after"),
        (
            ITEM.format(key="1", title="t") + 'after = "2"\n' + ITEM.format(key="2", title="u") + 'after = "1"\n',
            "waits for an item that waits for it",
        ),
        (ITEM.format(key="1", title="t") + 'every = "often"\n', "is written 14d, 2w, 1m or contact"),
        ('leave_out = ["77"]\n', "is no item of the base"),
        ('also = ["nothing"]\n', "is no checklist there is"),
        ("[[item\n", "cannot be read"),
    ],
)
def test_what_is_wrong_is_named_by_file_line_and_field(
    tmp_path: Path, own: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    file = tmp_path / "auto_liability.toml"
    file.write_text(text, encoding="utf-8")
    assert main(["checklists", "check", str(file)]) == 65
    told = capsys.readouterr().err
    assert said in told
    assert "auto_liability.toml" in told
