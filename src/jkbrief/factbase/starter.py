"""What a curator begins with: a commented fact base about another subject."""

import pathlib

_HERE = pathlib.Path(__file__).parent
SCHEMA = _HERE / "schema.json"


def starter() -> str:
    """Return the text of a small sound fact base, whose first line leads editors to the schema."""
    text = (_HERE / "starter.yaml").read_text(encoding="utf-8")
    return text.replace("$schema=SCHEMA", f"$schema={SCHEMA.as_uri()}", 1)
