"""Pictures as vectors inside an HTML page: lanes of treatment and trend lines, told apart without colour."""

from html import escape

from caseterm.exports.blocks import Course, Dot, Lane, Lanes, Tick, Trend

_SHAPES = {
    "kept": '<circle r="3.4" class="full"/>',
    "missed": '<path d="M-3.6-3.6L3.6 3.6M-3.6 3.6L3.6-3.6" class="cross"/>',
    "ahead": '<circle r="3.2" class="hollow"/>',
    "surgery": '<path d="M0-6L6 0L0 6L-6 0Z" class="full"/>',
}
LEGEND = (("kept", "kept"), ("missed", "missed"), ("ahead", "ahead"), ("surgery", "surgery"))


def lanes(block: Lanes) -> str:
    """The picture of a treatment; the words beside each lane say what it shows."""
    across = _lines(block)
    rows = [f"<p><span></span>{_svg(_ticks(block.ticks) + _names(block))}<span></span></p>"]
    rows += [_lane(each, across) for each in block.lanes]
    key = "".join(f'<span><svg viewBox="-7 -7 14 14">{_SHAPES[shape]}</svg>{word}</span>' for shape, word in LEGEND)
    key += '<span><svg viewBox="0 -7 28 14"><path d="M0 0H28" class="gap"/></svg>gap</span>'
    key += '<span><svg viewBox="0 -7 28 14"><path d="M0 0H28" class="long"/></svg>long gap</span>'
    return '<div class="lanes">\n' + "\n".join(rows) + f'\n<p class="key">{key}</p>\n</div>'


def _lane(lane: Lane, across: str) -> str:
    spans = "".join(
        f'<line x1="{each.low / 10:g}%" x2="{each.high / 10:g}%" y1="50%" y2="50%" '
        f'class="{"long" if each.long else "gap"}"/>'
        for each in lane.spans
    )
    name, said = escape(lane.name), escape(lane.said)
    drawn = _svg(across + spans + "".join(_dot(each) for each in lane.dots))
    return f'<p><span dir="auto">{name}</span>{drawn}<span dir="auto">{said}</span></p>'


def _dot(dot: Dot) -> str:
    return f'<svg x="{dot.at / 10:g}%" y="50%" overflow="visible">{_SHAPES[dot.shape]}</svg>'


def _svg(inside: str) -> str:
    return f'<svg class="row" aria-hidden="true">{inside}</svg>'


def _lines(block: Lanes) -> str:
    found = []
    for at, kind in ((block.incident, "incident"), (block.today, "today")):
        if at is not None:
            found.append(f'<line x1="{at / 10:g}%" x2="{at / 10:g}%" y1="0" y2="100%" class="{kind}"/>')
    return "".join(found)


def _names(block: Lanes) -> str:
    found = [
        f'<text x="{at / 10:g}%" y="8" text-anchor="{"end" if at > 900 else "start" if at < 100 else "middle"}" '
        f'class="name">{word}</text>'
        for at, word in ((block.incident, "incident"), (block.today, "today"))
        if at is not None
    ]
    return "".join(found)


def _ticks(ticks: tuple[Tick, ...]) -> str:
    return "".join(
        f'<line x1="{each.at / 10:g}%" x2="{each.at / 10:g}%" y1="12" y2="24" class="hair"/>'
        f'<text x="{each.at / 10:g}%" dx="2" y="21">{escape(each.label)}</text>'
        for each in ticks
    )


def trend(block: Trend) -> str:
    """Each course on its own scale, its values written at its points."""
    rows = [_course(each) for each in block.courses]
    rows.append(f"<p><span></span>{_svg(_ticks(block.ticks))}</p>")
    return '<div class="trend">\n' + "\n".join(rows) + "\n</div>"


def _course(course: Course) -> str:
    def spot(at: int, height: int) -> tuple[str, str]:
        return f"{at / 10:g}%", f"{100 - height / 10:g}%"

    drawn = (
        '<line x1="0" x2="100%" y1="0" y2="0" class="hair"/><line x1="0" x2="100%" y1="100%" y2="100%" class="hair"/>'
    )
    for one, other in zip(course.points, course.points[1:], strict=False):
        (x1, y1), (x2, y2) = spot(one.at, one.height), spot(other.at, other.height)
        drawn += f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" class="course"/>'
    for each in course.points:
        x, y = spot(each.at, each.height)
        drawn += f'<circle cx="{x}" cy="{y}" r="3" class="full"/>'
        drawn += f'<text x="{x}" y="{y}" dy="-6" text-anchor="middle">{escape(each.label)}</text>'
    ends = f"<small>{escape(course.top)}</small><b>{escape(course.name)}</b><small>{escape(course.bottom)}</small>"
    return f'<p><span>{ends}</span><svg class="plot" aria-hidden="true">{drawn}</svg></p>'
