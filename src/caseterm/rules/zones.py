"""Which IANA zones each state keeps, the one most of it keeps first. Source: the IANA time zone database."""

from collections.abc import Mapping

_EAST, _CENTRAL, _MOUNTAIN, _WEST = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
)  # fmt: skip
STATE_ZONES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("CT", "DC", "DE", "GA", "MA", "MD", "ME", "NC", "NH", "NJ", "NY", "OH", "PA", "RI", "SC", "VA", "VT", "WV"),
        (_EAST,),
    ),
    **dict.fromkeys(("AL", "AR", "IA", "IL", "LA", "MN", "MO", "MS", "OK", "WI"), (_CENTRAL,)),
    **dict.fromkeys(("CO", "MT", "NM", "UT", "WY"), (_MOUNTAIN,)),
    **dict.fromkeys(("CA", "NV", "WA"), (_WEST,)),
    "AK": ("America/Anchorage",),
    "AZ": ("America/Phoenix",),
    "FL": (_EAST, _CENTRAL),
    "HI": ("Pacific/Honolulu",),
    "ID": ("America/Boise", _WEST),
    "IN": ("America/Indiana/Indianapolis", _CENTRAL, _EAST),
    "KS": (_CENTRAL, _MOUNTAIN),
    "KY": (_EAST, _CENTRAL),
    "MI": ("America/Detroit", _CENTRAL, _EAST),
    "ND": (_CENTRAL, _MOUNTAIN),
    "NE": (_CENTRAL, _MOUNTAIN),
    "OR": (_WEST, "America/Boise"),
    "PR": ("America/Puerto_Rico",),
    "SD": (_CENTRAL, _MOUNTAIN),
    "TN": (_CENTRAL, _EAST),
    "TX": (_CENTRAL, _MOUNTAIN),
}


def zone_of_state(state: str, *, home: str) -> str:
    """The zone of a state by its two letters: `home` where part of the state keeps it or the state is not known."""
    zones = STATE_ZONES.get(state.strip().upper(), ())
    return home if not zones or home in zones else zones[0]
