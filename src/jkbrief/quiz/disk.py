"""Brings what was written to the disk beside what else goes on.

Who writes says so with `note`; `begin` lets a thread see to it, and `wait` is for the end.
"""

import os
import weakref
from queue import SimpleQueue
from threading import Thread

from jkbrief.errors import FileProblem

# Without the times of the file, where the system knows the difference.
flush = getattr(os, "fdatasync", os.fsync)


class _Log:
    """The log, what its thread is asked for, and how often that was done."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.asked: SimpleQueue[bool] = SimpleQueue()
        # What was done is counted before it is told: who is interrupted when told can look.
        self.done = 0
        self.told: SimpleQueue[None] = SimpleQueue()
        self.failure: OSError | None = None


class Disk:
    """The log of writes of a database, brought to the disk by a thread when it is asked to."""

    def __init__(self, file: str) -> None:
        """Open the log of the database `file`; raises OSError."""
        self._file = file
        self._noted = self._begun = False
        self._asked = 0
        descriptor = os.open(f"{file}-wal", os.O_RDWR)
        self.inode = os.fstat(descriptor).st_ino  # nobody else's while it is open
        self._log = _Log(descriptor)
        self._thread = Thread(target=_flushing, args=(self._log,), daemon=True)
        self._thread.start()
        # Also where nobody closes it.
        self._end = weakref.finalize(self, self._log.asked.put, False)

    def note(self) -> None:
        """Take note that something was written; what was written before is on the disk."""
        self._noted = True

    def begin(self) -> None:
        """Have what was noted brought to the disk; nothing is waited for."""
        if self._noted and not self._begun:
            self._begun = True
            self._asked += 1
            self._log.asked.put(True)

    def wait(self) -> None:
        """Return when what was noted is on the disk; raises FileProblem where it cannot be."""
        self.begin()
        if self._begun:
            while self._log.done < self._asked:
                self._log.told.get()
            failure, self._log.failure = self._log.failure, None
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
            self._end()
            self._thread.join()


def _flushing(log: _Log) -> None:
    """Bring the file to the disk each time that it is asked for, and close it at the end."""
    while log.asked.get():
        try:
            flush(log.descriptor)
        except OSError as error:
            log.failure = error
        log.done += 1
        log.told.put(None)
    os.close(log.descriptor)
