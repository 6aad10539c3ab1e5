"""The bytes of a connection -> whether all of an HTTP/1.1 request is among them (RFC 9112, sections 2 and 6)."""

import re
from dataclasses import dataclass, field

LINE_END, HEAD_END = b"\r\n", b"\r\n\r\n"
LONGEST = 65_536  # bytes of the line before a chunk, and of the trailers behind the last one
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*0*(\d+)[ \t]*\r\n")
CHUNKED = re.compile(rb"\r\ntransfer-encoding:[^\r\n]*chunked")
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
EXPECTATION = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n")


@dataclass(slots=True, eq=False)
class Arrival:
    """What has come of a request; `most` is the number of bytes beyond which nobody waits for the rest.

    It judges nothing but the length: what is no request is `whole`, because there is nothing to wait for.
    """

    most: int
    received: bytearray = field(default_factory=bytearray)
    whole: bool = False
    excessive: bool = False  # there is, or will be, more of it than anybody waits for
    expected: bool = False  # the client waits for a word before it sends the body (RFC 9110, section 10.1.1)
    head: int = 0  # bytes of the head, with the empty line behind it; 0: it is not there yet
    searched: int = 0  # bytes in which there is nothing to be found any more
    length: int | None = None  # of all of it; None: the body comes in chunks, and the last one is not there yet

    def add(self, data: bytes) -> bool:
        """Whether the request is whole with these bytes."""
        self.received += data
        if not self.head:
            self._look_for_head()
        if self.head and self.length is None:
            self._look_for_last_chunk()
        self.whole = self.length is not None and len(self.received) >= self.length
        self.excessive = self.excessive or (not self.whole and len(self.received) > self.most)
        return self.whole or self.excessive

    def taken(self) -> tuple[bytes, bytes]:
        """The bytes of the request, in which what stands in the URL as it is typed is encoded; and those behind it."""
        request, behind = bytes(self.received[: self.length]), bytes(self.received[self.length :])
        request = request.lstrip(LINE_END)  # empty lines before it mean nothing (RFC 9112, section 2.2)
        line, end, rest = request.partition(LINE_END)
        if not line.isascii():
            request = BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line) + end + rest
        return request, behind

    def _look_for_head(self) -> None:
        found = self.received.find(HEAD_END, self.searched)
        if found < 0:
            self.searched = max(len(self.received) - 3, 0)
            return
        self.head = self.searched = found + len(HEAD_END)
        head = self.received[: self.head].lower()
        if b"transfer-encoding:" not in head or not CHUNKED.search(head):
            length = LENGTH.search(head) if b"content-length:" in head else None
            self.length = self.head + int(length[1][:18]) if length else self.head
        self.expected = self.length != self.head and EXPECTATION.search(head) is not None
        self.excessive = self.length is not None and self.length > self.most

    def _look_for_last_chunk(self) -> None:
        while True:
            end = self.received.find(LINE_END, self.searched)
            if end < 0:
                self._give_up(self.searched)
                return
            try:
                size = int(self.received[self.searched : end].partition(b";")[0], 16)
            except ValueError:
                size = -1
            if size < 0:
                self.length = len(self.received)
                return
            if size == 0:  # behind it stand trailers, or nothing
                found = self.received.find(HEAD_END, end)
                if found >= 0:
                    self.length = found + len(HEAD_END)
                else:
                    self._give_up(end)
                return
            if end + size > self.most:
                self.excessive = True
                return
            if len(self.received) < end + size + 4:
                return
            self.searched = end + size + 4  # the chunk, and the ends of two lines

    def _give_up(self, begun: int) -> None:
        """What has begun there and is too long by now is no request."""
        if len(self.received) - begun > LONGEST:
            self.length = len(self.received)
