"""Everything that is checked, and every code that a check reports.

To add a check, write a function with `@rule(Code(…))` into the module that it belongs to.
"""

from jkbrief.factbase.progress import Progress, told, unheard
from jkbrief.factbase.rules import cards, curation, evidence, reading, structure
from jkbrief.factbase.rules.rule import Code, Finding, Material, Rule, Text

__all__ = ["CODES", "RULES", "STRUCTURE", "Code", "Finding", "Material", "Rule", "Text", "run"]

STRUCTURE = structure.RULES  # what the loader insists on, too
RULES = (*STRUCTURE, *curation.RULES, *evidence.RULES, *cards.RULES)
CODES = {code.name: code for code in (*reading.CODES, *(c for rule in RULES for c in rule.codes))}


def run(rules: tuple[Rule, ...], material: Material, progress: Progress = unheard) -> list[Finding]:
    """Return all that `rules` find; `progress` is told how many of them are through."""
    return [finding for rule in told(rules, progress) for finding in rule.check(material)]
