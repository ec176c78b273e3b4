"""Which cards a session asks, and in which order."""

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from jkbrief.quiz.deal import CHANGED, DUE, NEW, PRACTICE, for_practice, for_review, interleaved
from jkbrief.quiz.item import Item


def item(name: str, theme: str = "t", fact: str = "") -> Item:
    return Item(f"x:{fact or name}:{name}", fact or name, (theme,), "typed", "", (), "", (), "", "")


def some(prefix: str, count: int, theme: str = "t") -> list[Item]:
    return [item(f"{prefix}{number}", theme) for number in range(count)]


def test_changed_cards_come_first_then_due_ones_in_order_then_new_ones() -> None:
    due, new = some("d", 3), some("n", 3)
    dealt = for_review(some("c", 1), due, new, count=6, most_new=2, chance=Random(1))
    assert [each.why for each in dealt] == [CHANGED, DUE, DUE, DUE, NEW, NEW]
    assert [each.item for each in dealt[1:4]] == due


def test_the_count_leaves_due_cards_their_room() -> None:
    dealt = for_review([], some("d", 5), some("n", 5), count=4, most_new=5, chance=Random(1))
    assert [each.why for each in dealt] == [DUE] * 4
    dealt = for_review([], some("d", 3), some("n", 5), count=4, most_new=5, chance=Random(1))
    assert [each.why for each in dealt] == [DUE] * 3 + [NEW]
    assert for_review([], [], some("n", 5), count=4, most_new=0, chance=Random(1)) == ()


def test_new_cards_take_themes_in_turn() -> None:
    new = [*some("a", 4, "a"), *some("b", 4, "b"), *some("c", 1, "c")]
    mixed = interleaved(new, Random(3))
    assert sorted(mixed) == sorted(new)
    assert {each.themes[0] for each in mixed[:3]} == {"a", "b", "c"}
    assert all(one.themes != other.themes for one, other in pairwise(mixed))


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.randoms(use_true_random=False))
def test_two_cards_of_one_fact_do_not_follow_each_other_but_where_nothing_else_is_left(
    facts: list[str], chance: Random
) -> None:
    cards = [item(str(number), fact=fact) for number, fact in enumerate(facts)]
    dealt = for_practice(cards, PRACTICE, 100, chance)
    told = [each.item.fact for each in dealt]
    assert sorted(told) == sorted(facts)
    for place, (one, other) in enumerate(pairwise(told)):
        if one == other:
            assert set(told[place:]) == {one}


def test_the_same_chance_deals_the_same() -> None:
    cards = some("a", 20)
    first = for_practice(cards, PRACTICE, 5, Random(1))
    assert for_practice(cards, PRACTICE, 5, Random(1)) == first
    assert for_practice(cards, PRACTICE, 5, Random(2)) != first
    assert len(first) == 5
