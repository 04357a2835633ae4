"""The letters that a section of the client screen has of its own; they go before the screen's.

The action is `on_row('verb')`, `on_rows('verb')` or `in_section('verb')`: a method of the section, given the key of
the row under the cursor, the marked rows' keys, or nothing.
"""

from collections.abc import Mapping

from caseterm.menulines import MenuItem

SECTION_MENUS: Mapping[tuple[str, str], tuple[MenuItem, ...]] = {}
