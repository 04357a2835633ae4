"""Texts that would act if a format took them for anything but text."""

from dataclasses import replace

from caseterm.exports.blocks import (
    Bullets,
    Column,
    Course,
    Document,
    Dot,
    Fact,
    Facts,
    Heading,
    Lane,
    Lanes,
    Paragraph,
    Point,
    SignLine,
    SignOff,
    Span,
    Strip,
    Table,
    Tick,
    Trend,
)
from tests.exports.sample import make

# Each text, and a piece of it that must be found again in what a reader sees.
TEXTS = {
    "typst code": ('#panic("x") #read("/etc/passwd") $x^2$', '#panic("x")'),
    "typst markup": ("= Title *bold* _em_ @ref <label> `raw` \\ end", "*bold* _em_ @ref <label>"),
    "textual markup": ("O'Neil [/b] [@click=app.bell]x[/] [90%]", "[@click=app.bell]x[/] [90%]"),
    "html": ('<script>alert(1)</script><img src=x onerror=y> &amp; "q"', "<script>alert(1)</script>"),
    "markdown": ("# h [a](http://b) ![i](c) | cell | **b** ~~s~~ <b>", "[a](http://b)"),
    "escape codes": ("\x1b[31mred\x1b[0m \x07 \x9b31m \x00", "[31mred"),
    "bidi": ("evil \u202egpj.exe \u2066x\u2069", "<U+202E>gpj.exe"),
    "vietnamese": ("Nguyễn Thị Ánh Tuyết", "Nguyễn Thị Ánh Tuyết"),
    "arabic": ("أحمد كريمي", "أحمد"),
    "polish": ("Zażółć gęślą jaźń Łódź", "Zażółć gęślą jaźń Łódź"),
    "formula": ("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"),
    "format string": ("{0.__class__} %s %n ${HOME} {{x}}", "{0.__class__} %s %n ${HOME} {{x}}"),
}


def everywhere(text: str) -> Document:
    """A document with the text in every place that takes one."""
    return replace(
        make(),
        title=text,
        firm=(text, text),
        case_no=text,
        client_line=text,
        audience=text,
        printed_by=text,
        legend=text,
        draft_line=text,
        phi_line=text,
        lang=text,
        blocks=(
            Strip((Fact(text, text, text, alarm=True), Fact(text, text))),
            Heading(text),
            Facts((Fact(text, text, text), Fact(text, text)), columns=2),
            Heading(text, level=2),
            Paragraph(f"{text}\n{text}"),
            Paragraph(text, quiet=True),
            Bullets((text, text)),
            Table(
                (Column(text, weight=2), Column("Number", "right")),
                ((text, "1"), (f"{text}\n{text}", "2")),
                (text, "3"),
                (text,),
            ),
            Table((Column(text),), (), empty_text=text),
            Lanes(
                (Lane(text, text, (Dot(15, "kept"), Dot(985, "missed")), (Span(15, 985, long=True),)),),
                (),
                985,
                15,
                ((text,),),
            ),
            Trend(
                (Course(text, "10", "0", (Point(15, 0, "0"), Point(985, 1000, "10"))),), (Tick(500, "Oct"),), ((text,),)
            ),
            SignOff((SignLine(text, text, text),)),
        ),
    )
