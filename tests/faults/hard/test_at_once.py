"""Many at once, against two processes: nothing is lost, nothing is doubled."""

import json
import socket
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from tests.faults.hard.running import PARTS, PATH, Shop, change_set, repeatable
from tests.faults.hard.shop import ENTRIES, SLOW

WRITERS, COUNTS = 8, 15


def together(number: int, work: Callable[[int], Any]) -> list[Any]:
    """What threads return that start at the same moment."""
    start, found = threading.Barrier(number), []

    def run(index: int) -> None:
        start.wait()
        found.append(work(index))

    threads = [threading.Thread(target=run, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == number
    return found


def test_eight_writers_on_one_row_lose_no_increment(shop: Shop) -> None:
    assert shop.send("PUT", "Counters('n')", {"amount": 0})[0] in (201, 204)

    def count(index: int) -> int:
        lost = 0
        for _ in range(COUNTS):
            while True:
                _, read = shop.send("GET", "Counters('n')")
                body = {"amount": read["amount"] + 1}
                status, answer = shop.send(
                    "PATCH", "Counters('n')", body, {"If-Match": read["@odata.etag"]}, timeout=30
                )
                assert status in (204, 412), answer
                if status == 204:
                    break
                lost += 1
        return lost

    lost = together(WRITERS, count)
    assert shop.send("GET", "Counters('n')")[1]["amount"] == WRITERS * COUNTS
    assert sum(lost) > 0, "nobody was in anybody's way"


def test_a_key_is_given_to_one_of_eight(shop: Shop) -> None:
    for number in range(5):
        body = {"name": f"k{number}", "amount": 1}
        answers = together(WRITERS, lambda index, body=body: shop.send("POST", "Counters", body))  # type: ignore[misc]
        assert sorted(status for status, _ in answers) == [201] + [409] * (WRITERS - 1)


def test_a_retry_while_the_first_is_still_running_waits_for_its_answer(shop: Shop) -> None:
    """With headers, and without them where the model says for how long the same is the same."""
    for headers in (repeatable(), {}):
        token = str(uuid.uuid4())

        def send(index: int, token: str = token, headers: dict[str, str] = headers) -> tuple[int, Any]:
            time.sleep(index * 0.2)
            return shop.send("POST", "Slow", {"token": token}, headers, timeout=30)

        answers = together(4, send)
        assert [status for status, _ in answers] == [201] * 4
        assert len({answer["id"] for _, answer in answers}) == 1
        assert shop.count(SLOW)[token] == 1


def test_a_client_that_leaves_leaves_no_half(shop: Shop) -> None:
    """In the middle of its body, and before the answer: then it is done as a whole or not at all."""
    for number in range(20):
        token = str(uuid.uuid4())
        body = json.dumps(change_set(token)).encode()
        head = f"POST {PATH}$batch HTTP/1.1\r\nHost: 127.0.0.1:{shop.port}\r\nContent-Type: application/json\r\n"
        whole = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        cut = len(whole) - (number * 37) % len(body) if number % 2 else len(whole)
        with socket.create_connection(("127.0.0.1", shop.port)) as connection:
            connection.sendall(whole[:cut])
            time.sleep(0.01 * (number % 5))
        time.sleep(0.2)
        found = shop.count(ENTRIES).get(token, 0)
        assert found in ((0, PARTS) if cut == len(whole) else (0,))
    assert shop.send("POST", "Entries", {"token": "after"})[0] == 201


def test_half_a_batch_without_its_end_does_nothing(shop: Shop) -> None:
    token = str(uuid.uuid4())
    one = (
        f"--b\r\nContent-Type: application/http\r\n\r\nPOST Entries HTTP/1.1\r\n\r\n{json.dumps({'token': token})}\r\n"
    )
    connection = socket.create_connection(("127.0.0.1", shop.port))
    body = (one * 3).encode()
    head = f"POST {PATH}$batch HTTP/1.1\r\nHost: 127.0.0.1:{shop.port}\r\nContent-Length: {len(body)}\r\n"
    connection.sendall(f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n".encode() + body)
    assert b" 400 " in connection.recv(100)
    connection.close()
    assert token not in shop.count(ENTRIES)
