"""Workers are killed at any moment: what was answered is there, what was not is there as a whole or not at all."""

import random

from tests.faults.hard.conftest import ROUNDS
from tests.faults.hard.running import PARTS, Clients, Shop, change_set, is_done, repeatable
from tests.faults.hard.shop import ALIKE, ENTRIES


def kill_now_and_then(shop: Shop, clients: Clients) -> None:
    clients.interrupted(ROUNDS, lambda: shop.kill_workers(random.randint(1, 2)))


def test_a_change_set_is_there_as_a_whole_or_not_at_all(shop: Shop) -> None:
    clients = Clients(6, lambda token: is_done(shop.send("POST", "$batch", change_set(token))))
    kill_now_and_then(shop, clients)
    answered = clients.stop()
    shop.wait()
    found = shop.count(ENTRIES)
    assert set(found.values()) <= {PARTS}, "half a change set"
    assert [token for token, done in answered.items() if done and token not in found] == []
    assert set(found) <= set(answered)
    assert not all(answered.values()), "nothing was interrupted"


def test_a_create_is_there_once_or_not_at_all(shop: Shop) -> None:
    clients = Clients(6, lambda token: shop.send("POST", "Entries", {"token": token})[0] == 201)
    kill_now_and_then(shop, clients)
    answered = clients.stop()
    shop.wait()
    found = {token: number for token, number in shop.count(ENTRIES).items() if token in answered}
    assert set(found.values()) <= {1}
    assert [token for token, done in answered.items() if done and token not in found] == []
    assert not all(answered.values()), "nothing was interrupted"


def test_what_is_sent_until_it_is_answered_is_there_once(shop: Shop) -> None:
    """With the headers of repeatable requests, alone and in a change set, and without them where the model says for
    how long the same is the same."""

    def send(token: str) -> bool:
        said = repeatable()
        match random.randrange(3):
            case 0:
                return shop.until_answered("Entries", {"token": token}, said)[0] == 201
            case 1:
                return is_done(shop.until_answered("$batch", change_set(token, said)))
            case _:
                return shop.until_answered("Alike", {"token": token})[0] == 201

    clients = Clients(6, send)
    kill_now_and_then(shop, clients)
    answered = clients.stop()
    assert all(answered.values())
    entries, alike = shop.count(ENTRIES), shop.count(ALIKE)
    assert set(alike.values()) == {1}
    assert {entries.get(token, 0) for token in answered if token not in alike} <= {1, PARTS}
    assert [token for token in answered if token not in entries and token not in alike] == []
