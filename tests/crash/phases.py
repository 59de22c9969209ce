"""How a victim says what it is about to do, so that the killer knows where it died."""

import os


class Phases:
    """Writes each phase to a pipe; a line is written whole or not at all."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def __call__(self, name: str) -> None:
        os.write(self._fd, f"{name}\n".encode())
