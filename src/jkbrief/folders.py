"""Where files are kept: the platform's folders, or those that the environment names."""

import os
import pathlib


def cache_folder() -> pathlib.Path:
    """Return the folder of what can be made anew: JKBRIEF_CACHE_DIR or the platform's."""
    chosen = os.environ.get("JKBRIEF_CACHE_DIR")
    if chosen:
        return pathlib.Path(chosen)
    import platformdirs  # a quarter of click's import time: only where it is needed

    return platformdirs.user_cache_path("jkbrief", appauthor=False)


def data_folder() -> pathlib.Path:
    """Return the folder of the learner's history: JKBRIEF_DATA_DIR or the platform's."""
    chosen = os.environ.get("JKBRIEF_DATA_DIR")
    if chosen:
        return pathlib.Path(chosen)
    import platformdirs  # as above

    return platformdirs.user_data_path("jkbrief", appauthor=False)
