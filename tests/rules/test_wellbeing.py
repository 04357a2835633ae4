"""A turn for the worse or the better is told from two assessments, in words."""

from datetime import date

from caseterm.rules.wellbeing import Wellbeing, better, down_since, pain_course, worse

NOV_2, NOV_16 = date(2026, 11, 2), date(2026, 11, 16)


def test_two_points_of_pain_count_and_one_does_not() -> None:
    before = Wellbeing(NOV_2, pain=4)
    assert worse(before, Wellbeing(NOV_16, pain=6)) == ["pain 4 to 6"]
    assert worse(before, Wellbeing(NOV_16, pain=5)) == []
    assert better(before, Wellbeing(NOV_16, pain=2))
    assert not better(before, Wellbeing(NOV_16, pain=3))


def test_mood_sleep_and_each_domain_speak_for_themselves() -> None:
    before = Wellbeing(NOV_2, sleep="good", mood="fair", levels={"driving": "mild", "stairs": "severe"})
    now = Wellbeing(NOV_16, sleep="poor", mood="low", levels={"driving": "unable", "stairs": "moderate"})
    assert worse(before, now) == ["mood low", "sleep poor", "driving unable"]
    assert not better(before, now)
    assert better(before, Wellbeing(NOV_16, sleep="good", mood="fair", levels={"stairs": "mild"}))


def test_what_was_not_asked_is_neither_better_nor_worse() -> None:
    assert worse(Wellbeing(NOV_2, pain=9, mood="low"), Wellbeing(NOV_16)) == []
    assert worse(Wellbeing(NOV_2), Wellbeing(NOV_16, pain=9, mood="distressed", levels={"grip": "unable"})) == []


def test_only_the_newest_assessment_raises_the_flag() -> None:
    course = [Wellbeing(NOV_2, pain=3), Wellbeing(NOV_16, pain=7)]
    assert down_since(course) == (NOV_16, "pain 3 to 7")
    assert down_since([*course, Wellbeing(date(2026, 11, 20), pain=6)]) is None
    assert down_since(course[:1]) is None
    assert pain_course(course) == "3 7"
    assert pain_course([Wellbeing(NOV_2)]) == ""
