"""Speaks with Anki's backend: a line in is an answer to the card; a line out is the next card.

Runs on the Python of Anki's environment: `python anki_cards.py FILE CARDS` makes a collection
with as many cards first, a tenth of them due today, as `histories.py` does.
"""

import sys
from typing import Any

import anki.collection  # noqa: F401 - first: the modules of the package import one another
from anki.cards import Card
from anki.collection import AddNoteRequest, Collection
from anki.decks import DeckId
from anki.scheduler.v3 import CardAnswer

CHUNK = 5_000


def fill(collection: Collection, cards: int) -> None:
    """Add cards that have been learned: one in ten is due, the others are in the week to come."""
    kind = collection.models.by_name("Basic")
    assert kind
    for start in range(0, cards, CHUNK):
        requests = []
        for number in range(start, min(cards, start + CHUNK)):
            note = collection.new_note(kind)
            note.fields = [f"What stands at number {number}?", f"answer {number}"]
            requests.append(AddNoteRequest(note=note, deck_id=DeckId(1)))
        collection.add_notes(requests)
    ids = list(collection.find_cards(""))
    collection.sched.set_due_date(ids[::10], "0")
    collection.sched.set_due_date([card for n, card in enumerate(ids) if n % 10], "1-7")


def talk(collection: Collection) -> None:
    """Show a card, wait for a line, count it as an answer, and so on."""
    scheduler: Any = collection.sched  # of the present version, whatever the type allows
    while True:
        queued = scheduler.get_queued_cards().cards[0]
        card = Card(collection, backend_card=queued.card)
        card.start_timer()
        sys.stdout.write(f"{card.question()}\nnext\n")
        sys.stdout.flush()
        if not sys.stdin.readline():
            return
        good = CardAnswer.GOOD
        answer = scheduler.build_answer(card=card, states=queued.states, rating=good)
        scheduler.answer_card(answer)


if __name__ == "__main__":
    opened = Collection(sys.argv[1])
    fill(opened, int(sys.argv[2]))
    talk(opened)
    opened.close()
