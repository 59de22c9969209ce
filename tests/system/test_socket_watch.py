"""The one thread that watches sockets: it tells at once, never after, and ends when asked."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Iterator

import pytest

from desktop.system.socket_watch import SocketWatch

PATIENCE = 5.0


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    with here, there:
        yield here, there


@pytest.fixture
def watch(pair: tuple[socket.socket, socket.socket]) -> Iterator[SocketWatch]:
    """A watch that ends before the two sockets do: closed under it, one would still be read."""
    watch = SocketWatch()
    yield watch
    watch.close()


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "sockets"]


def test_what_comes_in_is_told_each_time(
    watch: SocketWatch, pair: tuple[socket.socket, socket.socket]
) -> None:
    here, there = pair
    heard: queue.Queue[bytes] = queue.Queue()
    watch.add(here, lambda: heard.put(here.recv(100)))
    for said in (b"one", b"two"):
        there.send(said)
        assert heard.get(timeout=PATIENCE) == said


def test_many_sockets_share_one_thread(watch: SocketWatch) -> None:
    heard: queue.Queue[int] = queue.Queue()
    pairs = [socket.socketpair() for _ in range(50)]

    def told(number: int, here: socket.socket) -> None:
        here.recv(1)
        heard.put(number)

    for number, (here, _) in enumerate(pairs):
        watch.add(here, lambda number=number, here=here: told(number, here))
    for _, there in pairs:
        there.send(b"x")
    assert {heard.get(timeout=PATIENCE) for _ in pairs} == set(range(50))
    assert len(threads()) == 1
    watch.close()
    for ends in pairs:
        for end in ends:
            end.close()


def test_a_socket_may_be_removed_by_its_own_callback(
    watch: SocketWatch, pair: tuple[socket.socket, socket.socket]
) -> None:
    here, there = pair
    heard: queue.Queue[str] = queue.Queue()

    def once() -> None:
        watch.remove(here)
        heard.put("called")  # the byte stays unread: watched on, this would call for ever

    watch.add(here, once)
    there.send(b"x")
    assert heard.get(timeout=PATIENCE) == "called"
    with pytest.raises(queue.Empty):
        heard.get(timeout=0.05)


def test_a_socket_closed_without_a_word_does_not_stop_the_others(
    watch: SocketWatch, pair: tuple[socket.socket, socket.socket]
) -> None:
    gone, other = socket.socketpair()
    watch.add(gone, lambda: None)
    gone.close()
    other.close()
    here, there = pair
    heard: queue.Queue[bytes] = queue.Queue()
    watch.add(here, lambda: heard.put(here.recv(1)))
    there.send(b"x")
    assert heard.get(timeout=PATIENCE) == b"x"


def test_a_callback_that_fails_is_called_no_more_and_stops_nobody(
    watch: SocketWatch,
    pair: tuple[socket.socket, socket.socket],
    caplog: pytest.LogCaptureFixture,
) -> None:
    bad, other = socket.socketpair()
    calls: queue.Queue[str] = queue.Queue()

    def fails() -> None:
        calls.put("called")
        raise OSError("the other end is gone")

    here, there = pair
    heard: queue.Queue[bytes] = queue.Queue()
    with bad, other:
        watch.add(bad, fails)
        other.send(b"x")
        assert calls.get(timeout=PATIENCE) == "called"
        watch.add(here, lambda: heard.put(here.recv(1)))
        there.send(b"x")
        assert heard.get(timeout=PATIENCE) == b"x"
        watch.close()
    assert calls.empty()
    assert "the other end is gone" in caplog.text


def test_closing_ends_the_thread_and_calls_nobody_after(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    here, there = pair
    watch = SocketWatch()
    heard: list[str] = []
    watch.add(here, lambda: heard.append("called"))
    watch.close()
    watch.close()
    there.send(b"x")
    watch.add(here, lambda: heard.append("called"))
    assert not threads()
    assert not heard


def test_nobody_to_watch_costs_no_thread() -> None:
    watch = SocketWatch()
    assert not threads()
    watch.close()
