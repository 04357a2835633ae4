"""A value is what a frozen dataclass is, to Python and to `dataclasses`."""

import dataclasses
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, asdict, dataclass, fields, is_dataclass, replace
from types import MappingProxyType

import pytest

from caseterm.values import FEW, changed, is_value, parts, value


@value
class Point:
    """One of ours."""

    x: int
    y: int = 2
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Like:
    x: int
    y: int = 2
    names: tuple[str, ...] = ()


@value
class Holder:
    point: Point
    more: tuple[Point, ...] = ()

    def __post_init__(self) -> None:
        if self.point.x < 0:
            raise ValueError("negative")


def test_it_is_made_compared_hashed_and_shown_as_a_dataclass_is() -> None:
    assert Point(1) == Point(1, 2) == Point(y=2, x=1, names=())
    assert Point(1) != Point(2)
    assert hash(Point(1)) == hash(Point(1)) == hash(Like(1))
    assert repr(Point(1, names=("a",))) == repr(Like(1, names=("a",))).replace("Like", "Point")
    assert len({Point(1), Point(1), Point(2)}) == 2
    assert Point(1) != Like(1)  # type: ignore[comparison-overlap]  # they are never equal, which is what is said here
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]  # what a wrong call does
    match Point(3, 4):
        case Point(x, y):
            assert (x, y) == (3, 4)


def test_it_does_not_change() -> None:
    point = Point(1)
    for name in ("x", "z"):
        with pytest.raises(FrozenInstanceError):
            setattr(point, name, 2)
    with pytest.raises(FrozenInstanceError):
        delattr(point, "x")
    assert point == Point(1)


def test_dataclasses_own_functions_know_it() -> None:
    held = Holder(Point(1), (Point(2, 3, ("b",)),))
    assert is_dataclass(held)
    assert is_dataclass(Holder)
    assert [(each.name, each.default) for each in fields(Point)] == [(each.name, each.default) for each in fields(Like)]
    assert replace(Point(1), y=9) == Point(1, 9)
    assert asdict(held) == {
        "point": {"x": 1, "y": 2, "names": ()},
        "more": ({"x": 2, "y": 3, "names": ("b",)},),
    }
    assert dataclasses.astuple(Point(1)) == (1, 2, ())


def test_a_default_may_be_a_mapping_that_nobody_can_change() -> None:
    @value
    class Cells:
        told: Mapping[str, int] = MappingProxyType({})

    assert replace(Cells(), told={"a": 1}) == Cells({"a": 1})
    assert dataclasses.fields(Cells)[0].name == "told"
    assert Cells().told == {}


def test_what_must_hold_of_it_is_looked_at_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="negative"):
        Holder(Point(-1))
    with pytest.raises(ValueError, match="negative"):
        replace(Holder(Point(1)), point=Point(-1))


def test_its_parts_are_had_and_changed_without_dataclasses() -> None:
    point = Point(1, 9)
    assert parts(point) == {"x": 1, "y": 9, "names": ()}
    assert list(parts(changed(point, names=("a",)))) == ["x", "y", "names"]
    assert changed(point, y=3) == Point(1, 3)
    assert point == Point(1, 9)
    assert is_value(point)
    assert not is_value(Point)
    assert not is_value(Like(1))
    with pytest.raises(TypeError):
        changed(point, z=1)


@pytest.mark.parametrize("number", [1, FEW, FEW + 1, FEW + 2])
def test_the_first_and_the_later_ones_are_made_alike(number: int) -> None:
    @value
    class Fresh:
        x: int
        y: int = 2
        names: tuple[str, ...] = ()

    made = [Fresh(names=("a",), x=at) for at in range(number)][-1]
    assert list(parts(made).items()) == [("x", number - 1), ("y", 2), ("names", ("a",))]
    assert Fresh(number - 1, 2, ("a",)) == made
    assert hash(Fresh(number - 1, names=("a",))) == hash(made)


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), ((1, 2, (), 4), {}), ((1,), {"x": 2}), ((), {"x": 1, "z": 2}), ((), {"y": 1, "z": 2})],
)
def test_a_wrong_call_is_refused_from_the_first(given: tuple[int, ...], named: dict[str, int]) -> None:
    @value
    class Fresh:
        x: int
        y: int = 2
        names: tuple[str, ...] = ()

    with pytest.raises(TypeError):
        Fresh(*given, **named)  # type: ignore[arg-type]  # what a wrong call does
