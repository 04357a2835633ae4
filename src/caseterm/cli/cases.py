"""`caseterm cases`: the caseload by view and filter."""

from argparse import Namespace
from collections.abc import Mapping

from caseterm import queries
from caseterm.cli.lines import case_fields, case_line
from caseterm.cli.opening import reading
from caseterm.cli.outputs import note, say, say_json
from caseterm.errors import UsageError
from caseterm.rules.filters import FilterProblem, parse_filter
from caseterm.rules.terms import PHASES
from caseterm.rules.text import fold
from caseterm.store.database import Database


def run(options: Namespace) -> int:
    """Print the cases of a view that a filter keeps, the most urgent first."""
    view = _view(options.view)
    try:
        wanted = parse_filter(options.find)
    except FilterProblem as problem:
        raise UsageError(f"--find: {problem}") from None
    with reading(options) as db:
        ids = queries.caselist.case_ids(db, view)
        kept = queries.caselist.filtered(db, ids, wanted, queries.caselist.SearchText(db.raw)) if wanted else ids
        today = db.clock.today()
        found = _lines(db, kept)
        if options.json:
            say_json([case_fields(line, today) for line in found])
        else:
            say(case_line(line, today) for line in found)
            if not found:
                note(_nothing(view, options.find))
    return 0


def _lines(db: Database, ids: list[int]) -> list[queries.caselist.CaseLine]:
    """The lines of any number of cases; SQLite takes only so many names at once."""
    return [line for start in range(0, len(ids), 500) for line in queries.caselist.lines(db, ids[start : start + 500])]


def _view(name: str | None) -> str:
    """The view meant by its name, its title or a phase's name."""
    if name is None:
        return "open"
    views: Mapping[str, tuple[str, str]] = queries.caselist.VIEWS
    names = {fold(title): code for code, (title, _where) in views.items()}
    names |= {fold(code.removeprefix("phase:")): code for code in views}
    names |= {fold(word): f"phase:{code}" for code, word in PHASES.items() if code != "closed"}
    if fold(name) not in names:
        known = ", ".join(code.removeprefix("phase:") for code in views)
        raise UsageError(f"There is no view of that name: {name}.", next_step=f"Views: {known}.")
    return names[fold(name)]


def _nothing(view: str, find: str) -> str:
    title = queries.caselist.VIEWS[view][0].strip()
    return f"No case in {title} matches {find}." if find.strip() else f"No case in {title}."
