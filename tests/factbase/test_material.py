"""What is compiled of a theme is what its facts tell, however they are read."""

from jkbrief.factbase import bundled
from jkbrief.factbase.store import open_base
from jkbrief.model import FactBase
from jkbrief.telling.teller import material


def test_what_is_compiled_is_what_the_facts_tell(base: FactBase) -> None:
    compiled = open_base(bundled.facts_file())
    for theme in base.themes:
        told = compiled.material(theme.id)
        assert told == material(compiled.part_of_theme(theme.id), theme)
        assert told == material(base, theme)
        assert told.fact_total == sum(theme.id in fact.themes for fact in base.facts)
