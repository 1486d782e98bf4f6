"""The command itself: whoever stops reading gets no trace."""

import os
import subprocess
import sys

from tests.architecture.house import ROOT


def test_a_reader_that_has_read_enough_gets_no_trace():
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-m", "kelisim.cli", "packs", "check", "kz"]
    done = subprocess.run(words, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")
