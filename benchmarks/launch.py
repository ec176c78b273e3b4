"""Starts a program; reports on a descriptor when it began, when it ended, its memory and status.

`process.py` runs this with `python -I -S`: the system counts the memory of whoever starts a
program as the program's own until it has more, so that a starter must be smaller than all.
"""

import os
import sys
import time

report, program = int(sys.argv[1]), sys.argv[2:]
os.write(report, b"%f\n" % time.perf_counter())
child = os.posix_spawnp(program[0], program, os.environ)
_, status, usage = os.wait4(child, 0)
told = (time.perf_counter(), usage.ru_maxrss, os.waitstatus_to_exitcode(status))
os.write(report, b"%f %d %d\n" % told)
