"""What each thread is doing, for other threads to know, and to interfere with while it lasts."""

from collections.abc import Callable
from threading import Lock, get_ident
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Interference:
    """One: the lock is held while it goes on."""

    __slots__ = ("lock", "made")

    def __init__(self) -> None:
        self.lock = Lock()
        self.made = False


class Doing(Generic[Thing]):
    """Each thread is at one thing at most. To begin and to end one costs two operations of a dictionary; whoever
    interferes pays for the rest: it says so first, and looks then whether the thing is still being done, while a thread
    says first that it has ended, and looks then whether somebody interferes. So one of both sees the other one."""

    def __init__(self) -> None:
        self.things: dict[int, Thing] = {}  # by thread
        self.interferences: dict[int, Interference] = {}

    def begin(self, thing: Thing) -> None:
        """This thread is at it from now on."""
        self.things[get_ident()] = thing

    def end(self) -> bool:
        """This thread is at it no more. Whether somebody has interfered; whoever does so now is done with it then."""
        thread = get_ident()
        self.things.pop(thread, None)
        found = self.interferences.pop(thread, None) if self.interferences else None
        if found is None:
            return False
        with found.lock:
            return found.made

    def interfere(self, thread: int, thing: Thing, how: Callable[[], object]) -> bool:
        """Calls `how` if the thread is still at this very thing, which it does not end before that has come back.
        Whether it was. One thread alone interferes."""
        one = self.interferences.setdefault(thread, Interference())  # perhaps it is not the first one
        with one.lock:
            if self.things.get(thread) is not thing:
                if not one.made:
                    self.interferences.pop(thread, None)
                return False
            one.made = True
            how()
            return True
