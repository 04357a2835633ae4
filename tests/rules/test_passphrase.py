import pytest

from caseterm.rules.passphrase import normal, refusal, remark, strength


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("12345678", "bad"),
        ("aaaaaaaaaaaaaaaaaaaa", "bad"),
        ("Password1!", "bad"),
        ("abcdefghijklmnop", "bad"),
        ("blue blue blue blue", "bad"),
        ("blue lamp river onion", "warn"),
        ("blue lamp river onion kettle", "good"),
        ("kP9#wz!T4q&Lm2^xR", "good"),
    ],
)
def test_the_remark_tells_what_a_guesser_would_need(said: str, role: str) -> None:
    assert remark(said)[0] == role


def test_more_of_it_is_never_weaker() -> None:
    words = "blue lamp river onion kettle harbor".split()  # noqa: SIM905  # one line
    bits = [strength(" ".join(words[:count])) for count in range(3, 7)]
    assert bits == sorted(bits)


def test_short_blank_and_endless_ones_are_refused_and_nothing_else() -> None:
    assert [
        refusal(said) is None for said in ("", "        ", "seven77", "x" * 1001, "eight888", "山田 太郎 二二二")
    ] == [
        False,
        False,
        False,
        False,
        True,
        True,
    ]


def test_an_accent_is_the_same_however_it_was_composed() -> None:
    assert normal("cafe\u0301 caf\u00e9") == normal("caf\u00e9 cafe\u0301")
    assert normal("a") != normal("A")
    assert normal("\udcff") != normal("")
