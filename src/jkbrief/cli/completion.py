"""The command `jkbrief completion SHELL`, and the live values that completion offers."""

import click
from click.shell_completion import CompletionItem, get_completion_class

from jkbrief.cli import _output
from jkbrief.cli._session import Session
from jkbrief.errors import JkbriefError
from jkbrief.factbase.store import unwatched

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that teaches SHELL to complete commands, options, themes and facts.

    \b
    bash:  eval "$(jkbrief completion bash)"   in ~/.bashrc
    zsh:   eval "$(jkbrief completion zsh)"    in ~/.zshrc
    fish:  jkbrief completion fish > ~/.config/fish/completions/jkbrief.fish
    """  # noqa: D301 - click wants the control character
    make = get_completion_class(shell)
    assert make is not None
    root = ctx.find_root()
    script = make(root.command, {}, "jkbrief", "_JKBRIEF_COMPLETE").source()
    _output.write(script + "\n", _output.Target("plain"))


def known_values(ctx: click.Context, what: str, incomplete: str) -> list[CompletionItem]:
    """Return the names of `what` that begin with `incomplete`, with a help each.

    Nothing is returned where a fact base cannot be read: completion is not the place to say so.
    """
    root = ctx.find_root()
    session = root.obj or Session(
        root.params.get("facts", ()), bool(root.params.get("with_bundled")), watch=unwatched
    )
    try:
        pairs = _pairs(session, what)
    except JkbriefError:
        return []
    return [CompletionItem(name, help=text) for name, text in pairs if name.startswith(incomplete)]


def _pairs(session: Session, what: str) -> list[tuple[str, str]]:
    if what == "theme":
        return [(theme.id, theme.title) for _, theme in session.themes()]
    if what == "source":
        return [(source.id, source.title) for base in session.bases for source in base.sources()]
    if what == "thread":
        return [(thread.id, thread.title) for base in session.bases for thread in base.threads()]
    if what == "term":
        terms = [(term.id, term.preferred) for base in session.bases for term in base.terms()]
        return terms + [(each.id, each.name) for base in session.bases for each in base.people()]
    if what == "code":
        from jkbrief.factbase.rules import CODES

        return [("all", "every code"), *((code.name, code.meaning) for code in CODES.values())]
    return [(fact, "") for base in session.bases for fact in base.fact_ids()]
