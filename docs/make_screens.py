"""Make the pictures of the README: the program on the sample caseload, driven by keys, as PNG through Chromium.

.venv/bin/python docs/make_screens.py
"""

import asyncio
import re
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from caseterm import services
from caseterm.app import CaseTermApp
from caseterm.clock import fixed_clock
from caseterm.config import Config
from caseterm.store.database import Database

HERE = Path(__file__).parent / "screens"
DAY = date(2026, 11, 23)
SIZE = (120, 40)
SCENES = {
    "caseload": [],
    "client": ["j"] * 4 + ["enter"],
    "calendar": ["3"],
    "tasks": ["4"],
    "preview": ["j"] * 4 + ["enter", "p"],
    "small": [],
}
"""The keys that lead to each picture."""


async def picture(path: Path, name: str) -> str:
    with Database.open(path, fixed_clock(DAY)) as db:
        app = CaseTermApp(db, Config(Path("nowhere")))
        async with app.run_test(size=(80, 24) if name == "small" else SIZE) as pilot:
            await pilot.pause(0.3)
            for key in SCENES[name]:
                await pilot.press(key)
                await pilot.pause(0.1)
            await app.workers.wait_for_complete()
            await pilot.pause(0.3)
            return app.export_screenshot(title="caseterm")


def to_png(svg: str, target: Path) -> None:
    """Drawn by Chromium; the font comes from this computer, not from the network."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found is not None
    width, height = (round(float(number)) for number in found.groups())
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f'<meta charset="utf-8"><body style="margin:0">{svg}</body>', encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                   "--disable-background-networking", "--disable-quic", f"--user-data-dir={folder}/profile",
                   f"--window-size={width},{height}", f"--screenshot={target}", page.as_uri()]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def main() -> None:
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        original = Path(folder) / "sample.db"
        with Database.open(original, fixed_clock(DAY)) as db:
            services.sample.load(db)
        for name in SCENES:
            copy = Path(folder) / f"{name}.db"
            shutil.copy(original, copy)
            to_png(asyncio.run(picture(copy, name)), HERE / f"{name}.png")


if __name__ == "__main__":
    main()
