"""Brings what was written to the disk beside what else goes on.

Who writes says so with `note`; `begin` lets a thread see to it, and `wait` is for the end.
"""

import os
from queue import SimpleQueue
from threading import Thread

from jkbrief.errors import FileProblem

# Without the times of the file, where the system knows the difference.
flush = getattr(os, "fdatasync", os.fsync)


class Disk:
    """The log of writes of a database, brought to the disk by a thread when it is asked to."""

    def __init__(self, file: str) -> None:
        """Open the log of the database `file`; raises OSError."""
        self._file, self._descriptor = file, os.open(f"{file}-wal", os.O_RDWR)
        self._asked: SimpleQueue[bool] = SimpleQueue()
        self._done: SimpleQueue[OSError | None] = SimpleQueue()
        self._noted = self._begun = False
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        while self._asked.get():
            try:
                flush(self._descriptor)
            except OSError as error:
                self._done.put(error)
            else:
                self._done.put(None)

    def note(self) -> None:
        """Take note that something was written; what was written before is on the disk."""
        self._noted = True

    def begin(self) -> None:
        """Have what was noted brought to the disk; nothing is waited for."""
        if self._noted and not self._begun:
            self._begun = True
            self._asked.put(True)

    def wait(self) -> None:
        """Return when what was noted is on the disk; raises FileProblem where it cannot be."""
        self.begin()
        if self._begun:
            failure = self._done.get()
            self._noted = self._begun = False
            if failure:
                raise FileProblem(
                    f"{self._file}: cannot be written ({failure.strerror}): is the disk sound? "
                    "The last answer may not be kept"
                )

    def close(self) -> None:
        """Wait, and let go of the log; raises FileProblem as `wait` does."""
        try:
            self.wait()
        finally:
            self._asked.put(False)
            self._thread.join()
            os.close(self._descriptor)
