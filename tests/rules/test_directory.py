"""Providers are found by words and stand in the order in which they fit the client."""

from caseterm.rules.directory import Entry, Wanted, ranked, record_words, yes_no

NEAR = Entry(1, "Mercy PT", "Physical therapy", city="San José", zip="95116-2211", languages="Spanish",
             accepts_lop=True, kept=18, missed=3, cases=4, answers=(20, 24, 60))  # fmt: skip
FAR = Entry(2, "Bay Ortho", "Orthopaedics", city="Oakland", zip="94607", near_transit=True, accepting=True)
FULL = Entry(3, "Elm PT", "Physical therapy", city="San Jose", zip="95116", languages="Spanish", accepting=False)


def test_words_are_looked_for_in_everything_that_is_known() -> None:
    every = (NEAR, FAR, FULL)
    looked_for = {"physical san jose lop": [NEAR], "transit": [FAR], "95116 ortho": [], "": [*every]}
    for words, found in looked_for.items():
        assert [each for each in every if all(word in each.searched for word in words.split())] == found


def test_specialty_comes_before_nearness_and_who_takes_nobody_last() -> None:
    wanted = Wanted("orthopedic surgery", "San Jose", "95116", "Spanish")
    assert ranked([FULL, NEAR, FAR], wanted) == [FAR, NEAR, FULL]
    assert ranked([FULL, FAR, NEAR], Wanted("physical therapy", "san jose", "95116", "spanish")) == [NEAR, FULL, FAR]


def test_the_record_says_nothing_from_too_few_visits() -> None:
    assert record_words(NEAR) == "4 clients, 86 % of 21 visits kept, answers requests in 24 d"
    assert record_words(Entry(4, "New", kept=1, missed=1)) == "no client yet"
    assert [yes_no(each) for each in (None, True, False)] == ["?", "yes", "no"]
