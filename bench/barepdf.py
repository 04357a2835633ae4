"""The floor of one summary: typst alone, with the same template, fonts, data and standard; nothing else is imported.

`barepdf.py FOLDER` compiles as sparingly as can be: no look at the computer's own fonts. `barepdf.py FOLDER plain` is
the one call that typst's documentation gives.
"""

import sys

import typst


def main() -> None:
    """Set the first document that `work.py prepare` left in a folder."""
    place = sys.argv[1]
    with open(f"{place}/fonts", encoding="utf-8") as named, open(f"{place}/0.json", encoding="utf-8") as data:  # noqa: PTH123  # pathlib takes longer to import than typst
        fonts, document = named.read(), data.read()
    if sys.argv[2:] == ["plain"]:
        typst.compile(
            f"{place}/summary.typ", output=f"{place}/0.pdf", font_paths=[fonts], pdf_standards="ua-1",
            sys_inputs={"data": document},
        )  # fmt: skip
        return
    compiler = typst.Compiler(root=place, font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]))
    made = compiler.compile(
        input=f"{place}/summary.typ", format="pdf", pdf_standards="ua-1", sys_inputs={"data": document}
    )
    with open(f"{place}/0.pdf", "wb") as file:  # noqa: PTH123  # as above
        file.write(made)


if __name__ == "__main__":
    main()
