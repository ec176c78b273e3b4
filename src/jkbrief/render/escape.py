"""Text made safe in Markdown, and back."""

import re

_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in r"\`*_{}[]<>#|~$@^"})
_ANY_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$@^&:]")
# Patterns stay text until a text needs them: to compile them all would slow every start.
_ESCAPED = r"\\([!-/:-@\[-`{-~])"
_ENTITY = r"&(?=#?\w+;)"
_EMOJI = r":(?=[\w+-]+:)"  # some dialects make a picture of :a:
_NUMBERED = r"^(\d+)([.)])(?=\s|$)"


def escape(text: str) -> str:
    """Return `text` so that no Markdown dialect reads markup in it."""
    # To see that a text has nothing special in it is much quicker than to translate it.
    escaped = _escaped(text) if _ANY_SPECIAL.search(text) else text
    if escaped[:1].isdigit() and (")" in escaped or "." in escaped):
        return re.sub(_NUMBERED, r"\1\\\2", escaped)
    return f"\\{escaped}" if escaped.startswith(("-", "+", "=")) else escaped


def _escaped(text: str) -> str:
    escaped = text.translate(_SPECIAL)
    if "&" in escaped:
        escaped = re.sub(_ENTITY, r"\\&", escaped)
    if ":" in escaped:
        escaped = re.sub(_EMOJI, r"\:", escaped)
    return escaped


def unescape(markdown: str) -> str:
    """Return the plain text of `markdown`, as `escape` had it or an editor rewrote it.

    A backslash before ASCII punctuation goes, as in CommonMark (section 2.4).
    """
    return re.sub(_ESCAPED, r"\1", markdown)
