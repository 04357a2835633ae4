"""What is handed to the printing service, and what the user hears, without a printer."""

import os
import sys
from pathlib import Path

import pytest

from caseterm.errors import InputError
from caseterm.exports import printing
from caseterm.exports.printing import follow, open_file, printers, send


class Service:
    """A stand-in for the commands of CUPS: scripts that write down what they got."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answer(
            "lpstat",
            'case "$1" in -r) echo "scheduler is running";; -e) printf "Front\\nBack\\n";; '
            '-d) echo "system default destination: Front";; esac',
        )
        self.answer("lp", 'echo "request id is Front-7 (1 file(s))"')

    def answer(self, name: str, script: str) -> None:
        path = self.folder / name
        got = self.folder / f"{name}.got"
        path.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$LC_ALL" "$@" > {got}\n'
            f'for last; do :; done\n[ -f "$last" ] && cp "$last" {self.folder}/sent\n{script}\n'
        )
        path.chmod(0o755)

    def got(self, name: str) -> list[str]:
        return (self.folder / f"{name}.got").read_text().splitlines()


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Service:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return Service(folder)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "-26-0142-Nguyen.pdf"
    path.write_bytes(b"%PDF- content")
    return path


def test_the_job_carries_copies_and_printer_but_no_name_of_a_client(service: Service, file: Path) -> None:
    outcome = send(file, printer="Back", copies=3)
    assert outcome.sent
    assert outcome.job == "Front-7"
    assert outcome.words == "Sent to Back, 3 copies as job Front-7."
    got = service.got("lp")
    assert got[:-1] == ["C", "-t", "caseterm document", "-n", "3", "-d", "Back", "--"]
    assert Path(got[-1]).is_absolute()
    assert "Nguyen" not in " ".join(got)
    assert (service.folder / "sent").read_bytes() == b"%PDF- content"
    assert not Path(got[-1]).exists()


def test_the_default_printer_is_named_from_the_job(service: Service, file: Path) -> None:
    assert send(file).words == "Sent to Front as job Front-7."
    assert "-d" not in service.got("lp")


def test_printers_and_the_default_are_listed(service: Service) -> None:
    found = printers()
    assert found.names == ("Front", "Back")
    assert found.default == "Front"
    assert found.problem == ""


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("lp: Error - No default destination.", "no default printer"),
        ("lp: The printer or class does not exist.", "There is no printer called Nowhere"),
        ("lp: Destination Front is not accepting jobs.", "does not take jobs"),
        ("lp: Unsupported document-format", "cannot print this kind of file"),
        ("lp: something else", "something else"),
        ("", "no reason"),
    ],
)
def test_each_refusal_is_told_in_words(service: Service, file: Path, said: str, words: str) -> None:
    service.answer("lp", f'echo "{said}" >&2; exit 1')
    outcome = send(file, printer="Nowhere")
    assert not outcome.sent
    assert words in outcome.words


def test_a_stopped_service_is_told_before_its_misleading_words(service: Service, file: Path) -> None:
    service.answer("lp", 'echo "lp: Error - No default destination." >&2; exit 1')
    service.answer("lpstat", 'echo "scheduler is not running"')
    assert "not running" in send(file).words
    assert "not running" in printers().problem


def test_a_service_that_does_not_answer_is_given_up(
    service: Service, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "SECONDS", 0.3)
    service.answer("lp", "exec sleep 30")
    outcome = send(file)
    assert not outcome.sent
    assert "did not answer" in outcome.words


def test_without_lp_the_user_hears_what_to_install(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Install CUPS" in send(file).words
    assert "Install CUPS" in printers().problem
    assert not send(file).sent


def test_no_printers_at_all_is_told(service: Service) -> None:
    service.answer("lpstat", 'case "$1" in -r) echo "scheduler is running";; esac')
    assert "No printer is set up" in printers().problem


@pytest.mark.parametrize("copies", [0, -1, 100])
def test_copies_stay_within_reason(file: Path, copies: int) -> None:
    with pytest.raises(InputError, match="1 to 99"):
        send(file, copies=copies)


@pytest.mark.parametrize("name", ["", "-o raw", "a\nb"])
def test_a_printer_cannot_be_named_like_an_option(file: Path, name: str) -> None:
    with pytest.raises(InputError, match="Printer"):
        send(file, printer=name)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    assert "not there any more" in send(tmp_path / "gone.pdf").words
    assert "not there any more" in open_file(tmp_path / "gone.pdf").words


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ('case "$1" in -o) ;; esac', "done"),
        ('case "$1" in -o) echo "Front-7 mg 1024 now";; esac', "in the queue"),
        (
            'case "$1" in -o) echo "Front-7 mg 1 now";; '
            '-p) printf "printer Front disabled since x -\\n\\tOut of paper\\n";; esac',
            "waits: the printer is stopped (Out of paper)",
        ),
    ],
)
def test_what_became_of_a_job_is_told(service: Service, script: str, words: str) -> None:
    service.answer("lpstat", script)
    assert words in follow("Front-7", checks=2, pause=0).words


def test_opening_without_a_desktop_says_where_the_file_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    outcome = open_file(file)
    assert not outcome.sent
    assert str(file) in outcome.words


@pytest.mark.parametrize(("code", "opened"), [(0, True), (3, False)])
def test_opening_believes_the_desktop(
    service: Service, file: Path, monkeypatch: pytest.MonkeyPatch, code: int, opened: bool
) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    service.answer("xdg-open", f"exit {code}")
    assert open_file(file).sent is opened
    assert service.got("xdg-open")[-1] == str(file)


def test_windows_prints_and_else_opens(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def start(path: str, verb: str) -> None:
        asked.append(verb)
        if verb in refused:
            raise OSError(1155, "no program")

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", start, raising=False)
    refused: set[str] = set()
    assert send(file).sent
    refused = {"print"}
    assert "Ctrl+P" in send(file).words
    refused = {"print", "open"}
    assert "no program" in send(file).words
    assert asked == ["print", "print", "open", "print", "open"]
    assert printers().names == ()
