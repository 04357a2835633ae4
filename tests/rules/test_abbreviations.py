"""Short words of medical records are spelt out where they stand, and nowhere else."""

from caseterm.rules.abbreviations import used


def test_only_whole_words_are_abbreviations_and_each_is_told_once() -> None:
    texts = ["LBP, ROM decreased; s/p MVA", "ROM full. PTO form", "THERAPY, ER/hospital"]
    assert used(texts) == (
        ("LBP", "low back pain"),
        ("MVA", "motor vehicle accident"),
        ("ROM", "range of motion"),
        ("s/p", "status post"),
    )
    assert used(["", "nothing short here"]) == ()
