"""Virtual environments, one for each program that is measured, kept between runs."""

import pathlib
import subprocess
import sys
import venv

from process import Unavailable

ROOT = pathlib.Path(__file__).parent.parent
WORK = pathlib.Path(__file__).parent / "work"


def peer(name: str) -> pathlib.Path:
    """Return the folder of programs of the environment that has the package `name` from PyPI.

    Raises Unavailable where it cannot be installed.
    """
    folder = WORK / "environments" / name
    if not (folder / "installed").exists():
        _make(folder, name)
        (folder / "installed").touch()
    return folder / "bin"


def checkout() -> pathlib.Path:
    """Return the folder of programs of the environment with this checkout's wheel, built anew.

    Raises Unavailable where it cannot be built or installed.
    """
    folder = WORK / "environments" / "jkbrief"
    _make(folder, str(ROOT))
    return folder / "bin"


def _make(folder: pathlib.Path, requirement: str) -> None:
    if not (folder / "bin" / "pip").exists():
        try:
            venv.create(folder, clear=True, with_pip=True)
        except subprocess.CalledProcessError as error:
            raise Unavailable(f"cannot be installed: {error}") from None
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", requirement]
    done = subprocess.run(
        [*pip, "--disable-pip-version-check"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["pip failed"]
        sys.stderr.writelines(f"{line}\n" for line in lines)
        raise Unavailable(f"cannot be installed: {lines[-1]}")
