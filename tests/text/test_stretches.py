"""Stretches of a text: what stands at a place, and how much of a stretch is taken."""

from random import Random

import pytest

from quoteattr.text.stretches import Covered, Offsets, Standing, in_any, inside, merged, shared


@pytest.mark.parametrize(("offset", "is_inside"), [(1, False), (2, True), (4, True), (5, False)], ids=str)
def test_the_end_of_a_stretch_is_no_part_of_it(offset: int, is_inside: bool) -> None:
    assert inside(offset, (2, 5)) is is_inside
    assert in_any(offset, [(7, 9), (2, 5)]) is is_inside


@pytest.mark.parametrize(
    ("one", "other", "common"), [((0, 4), (2, 9), 2), ((0, 4), (4, 9), 0), ((0, 9), (2, 5), 3), ((6, 9), (0, 2), 0)]
)
def test_what_two_stretches_have_in_common(one: Offsets, other: Offsets, common: int) -> None:
    assert shared(one, other) == shared(other, one) == common


def test_pieces_that_overlap_are_one() -> None:
    assert merged([(5, 8), (0, 3), (2, 4), (8, 9)]) == ((0, 4), (5, 8), (8, 9))


def test_what_is_taken_is_counted() -> None:
    covered = Covered(10, [(1, 3), None])
    covered.add([(5, 7), None])
    assert (covered.count((0, 10)), covered.count((2, 6)), covered.count((3, 5))) == (4, 2, 0)
    assert covered.holds_ends((1, 7))
    assert not covered.holds_ends((1, 8))
    assert not covered.holds_ends((0, 3))


def test_what_was_placed_last_stands_there() -> None:
    standing = Standing([((2, 6), "first"), (None, "nowhere"), ((4, 8), "second")])
    assert [standing.at(at) for at in (1, 2, 4, 7, 8)] == [None, "first", "second", "second", None]
    assert (standing.first_in((0, 9)), standing.first_in((5, 9)), standing.first_in((8, 9))) == (
        "first",
        "second",
        None,
    )


@pytest.mark.parametrize("seed", range(20))
def test_what_stands_where_stretches_overlap_is_what_a_table_of_characters_has(seed: int) -> None:
    chance = Random(seed)
    placed = [((a, a + chance.randint(0, 9)), n) for n, a in enumerate(chance.choices(range(40), k=12))]
    table = {at: n for stretch, n in placed for at in range(*stretch)}
    standing = Standing(placed)
    assert [standing.at(at) for at in range(50)] == [table.get(at) for at in range(50)]
    for begin in range(45):
        stretch = begin, begin + chance.randint(1, 12)
        filled = [at for at in range(*stretch) if at in table]
        assert list(standing.places_in(stretch)) == filled
        assert standing.first_in(stretch) == (table[filled[0]] if filled else None)
