"""Where files are kept: the platform's folders, or those that the environment names.

Paths are plain texts here and wherever every start passes: pathlib costs a tenth of click.
"""

import os
import sys

# What SQLite keeps of a database; the system keeps it, too, and a run reads little twice.
SQLITE_CACHE = 500  # KiB


def cache_folder() -> str:
    """Return the folder of what can be made anew: JKBRIEF_CACHE_DIR or the platform's."""
    chosen = os.environ.get("JKBRIEF_CACHE_DIR")
    if chosen:
        return chosen
    if sys.platform == "linux":
        # What platformdirs does there, without its import, a quarter of click's.
        return _of_linux("XDG_CACHE_HOME", "~/.cache")
    import platformdirs

    return platformdirs.user_cache_dir("jkbrief", appauthor=False)


def data_folder() -> str:
    """Return the folder of the learner's history: JKBRIEF_DATA_DIR or the platform's."""
    chosen = os.environ.get("JKBRIEF_DATA_DIR")
    if chosen:
        return chosen
    if sys.platform == "linux":
        return _of_linux("XDG_DATA_HOME", "~/.local/share")
    import platformdirs

    return platformdirs.user_data_dir("jkbrief", appauthor=False)


def _of_linux(variable: str, usual: str) -> str:
    root = os.environ.get(variable, "").strip() or os.path.expanduser(usual)
    return os.path.join(root, "jkbrief")


def sqlite_name(file: str, how: str) -> str:
    """Return by what name SQLite opens `file` in the way that `how` says, such as mode=ro."""
    whole = os.path.join(os.getcwd(), file)
    quoted = whole.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{quoted}?{how}"
