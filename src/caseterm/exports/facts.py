"""The facts of a document as JSON, for other programs."""

import json
from typing import Any

from caseterm.exports import clean
from caseterm.exports.blocks import Document
from caseterm.exports.formats import Setting, Written
from caseterm.rules.text import json_inert

VERSION = 1


def write(document: Document, setting: Setting) -> Written:
    """UTF-8 JSON in a stable order.

    Values are as stored; a character that could act on a terminal is written as its \\u escape, so nothing
    is lost and nothing acts.
    """
    safe = clean.document(document)
    whole: dict[str, Any] = {
        "format": "caseterm document",
        "version": VERSION,
        "title": safe.title,
        "audience": safe.audience,
        "case_no": safe.case_no,
        "printed_at": document.printed_at.isoformat(),
        "printed_by": document.printed_by,
        "legend": document.legend,
        "draft_line": document.draft_line,
        "phi_line": document.phi_line,
        "facts": dict(setting.facts),
    }
    text = json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)
    return Written((json_inert(text) + "\n").encode())
