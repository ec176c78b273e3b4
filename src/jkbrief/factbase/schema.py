"""The fields of a fact base: one spec each, from which loader, JSON Schema and docs come."""

from jkbrief import model
from jkbrief.factbase.specs import (
    Choice,
    Date,
    Field,
    Identifier,
    JsonSchema,
    ListOf,
    Number,
    Pairs,
    Record,
    Text,
)

PARAGRAPH = Number(1, 99_999)
CSL_TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "dataset", "document", "entry-encyclopedia", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "pamphlet",
    "paper-conference", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "speech", "thesis", "treaty", "webpage",
)  # fmt: skip


def _inference(field: str, rest: model.Inference) -> model.Inference:
    return rest._replace(field=field)


CITE = Record(
    model.Cite,
    (
        Field("source", Identifier(), "the id of the source", required=True),
        Field("paragraph", PARAGRAPH, "the number of the paragraph, from 1", required=True),
        Field("find", Text(), "up to eight words that stand there, to find it by", required=True),
        Field("via", Text(), "the agency or paper that the source is itself quoting"),
    ),
)
INFERRED = Pairs(
    Identifier(),
    Record(
        lambda how, paragraphs: model.Inference("", how, paragraphs),
        (
            Field("how", Text(), "how the field was inferred", required=True),
            Field(
                "paragraphs",
                Pairs(Identifier(), ListOf(PARAGRAPH, least=1), lambda key, value: (key, value)),
                "the paragraphs it rests on, by source",
                required=True,
            ),
        ),
    ),
    _inference,
)
DIFFERENCE = Record(
    model.Difference,
    (
        Field("fact", Identifier(), "the id of the fact that tells it differently", required=True),
        Field("because", Choice(model.BECAUSE), "what explains the difference", required=True),
        Field("note", Text(), "what each source says, and why they differ", required=True),
    ),
)
CARD = Record(
    model.Card,
    (
        Field("id", Identifier(), "stable for ever, unique within its fact", required=True),
        Field("kind", Choice(model.QUESTION_KINDS), "the kind of question", required=True),
        Field("ask", Text(), "the question; of a cloze, the text with its gap [...]", True),
        Field("answer", Text(), "the right answer; an order card has none"),
        Field("type", Identifier(), "what kind of answer it is, such as date or person"),
        Field("accept", ListOf(Text()), "other answers that are right"),
        Field("wrong", ListOf(Text()), "curated wrong options"),
        Field(
            "events", ListOf(Identifier(), least=3), "the facts that an order card puts in order"
        ),
    ),
)
FACT = Record(
    model.Fact,
    (
        Field("id", Identifier(), "stable for ever", required=True),
        Field("kind", Choice(model.KINDS), "what sort of claim it is", required=True),
        Field("statement", Text(), "one claim, in our own words", required=True),
        Field("date", Date(), "when it happened or was said (EDTF)"),
        Field("by", ListOf(Identifier(), least=1), "ids of the people or bodies who say so"),
        Field("status", Choice(model.STATUSES), "how far a plan has come"),
        Field("status_as_of", Date(), "the date for which the status holds (EDTF)"),
        Field("outcome", ListOf(Identifier(), least=1), "facts that tell what became of a plan"),
        Field("unit", Text(), "what a statistic counts"),
        Field("period", Date(), "the time that a statistic is about (EDTF)"),
        Field("themes", ListOf(Identifier(), least=1), "themes it belongs to, best first", True),
        Field("thread", Identifier(), "the storyline that it is part of"),
        Field("weight", Number(1, 3), "3 key, 2 on the page, 1 in full only", required=True),
        Field("cites", ListOf(CITE, least=1), "every place that proves it", required=True),
        Field("inferred", INFERRED, "what the cited paragraphs do not spell out"),
        Field("differs", ListOf(DIFFERENCE), "facts that tell the same matter differently"),
        Field("cards", ListOf(CARD), "the flashcards drawn from it"),
    ),
)
THEME = Record(
    model.Theme,
    (
        Field("id", Identifier(), "stable for ever", required=True),
        Field("title", Text(), "as headings show it", required=True),
        Field("aliases", ListOf(Text()), "other names that people type"),
        Field(
            "bottom_line",
            ListOf(
                Record(
                    model.Sentence,
                    (
                        Field("text", Text(), "one sentence", required=True),
                        Field("facts", ListOf(Identifier(), least=1), "what it rests on", True),
                    ),
                )
            ),
            "one to three curated sentences",
        ),
        Field("gaps", ListOf(Text()), "what the sources leave open"),
    ),
)
THREAD = Record(
    model.Thread,
    (
        Field("id", Identifier(), "stable for ever", required=True),
        Field("title", Text(), "as headings show it", required=True),
    ),
)
TERM = Record(
    model.Term,
    (
        Field("id", Identifier(), "stable for ever", required=True),
        Field("preferred", Text(), "the form that the fact base uses", required=True),
        Field("means", Text(), "what it is, and what is contested about it", required=True),
        Field(
            "variants",
            ListOf(
                Record(
                    model.Variant,
                    (
                        Field("text", Text(), "another form", required=True),
                        Field("sources", ListOf(Identifier()), "the sources that use it"),
                    ),
                )
            ),
            "the other forms",
        ),
    ),
)
PERSON = Record(
    model.Person,
    (
        Field("id", Identifier(), "stable for ever", required=True),
        Field("name", Text(), "as the fact base spells it", required=True),
        Field("family", Text(), "the family name; a body has none"),
        Field("aliases", ListOf(Text()), "other spellings and name orders"),
        Field(
            "roles",
            ListOf(
                Record(
                    model.Role,
                    (
                        Field("title", Text(), "the office or affiliation", required=True),
                        Field("from", Date(), "since when it is known (EDTF)"),
                        Field("to", Date(), "until when (EDTF)"),
                    ),
                )
            ),
            "offices and affiliations, as the sources give them",
        ),
    ),
)
SOURCE = Record(
    model.Source,
    (
        Field("id", Identifier(), "stable for ever", required=True),
        Field("type", Choice(CSL_TYPES), "its CSL type", required=True),
        Field("short", Text(), "how citations call it, as in Matsuo 2023", required=True),
        Field("title", Text(), "its title", required=True),
        Field(
            "author",
            ListOf(
                Record(
                    model.Name,
                    (
                        Field("family", Text(), "family name"),
                        Field("given", Text(), "given name"),
                        Field("literal", Text(), "the name of a body"),
                    ),
                )
            ),
            "who wrote it, as CSL names",
        ),
        Field("container", Text(), "the paper, journal or site it stands in"),
        Field("publisher", Text(), "who published it"),
        Field("issued", Date(), "when it was published (EDTF)", required=True),
        Field("note", Text(), "what a reader should know of it"),
        Field("inferred", INFERRED, "what the document does not say of itself"),
    ),
)
SCALARS = (
    Field("factbase", Identifier(), "the short id of this base, which prefixes footnotes", True),
    Field("title", Text(), "what the base is about", required=True),
    Field("edition", Text(), "the version of the data", required=True),
)
SECTIONS = {
    "themes": (THEME, "theme", "what can be briefed, in order"),
    "threads": (THREAD, "thread", "storylines that run through themes"),
    "terms": (TERM, "term", "names and contested words"),
    "people": (PERSON, "person", "who acts or speaks: people and bodies"),
    "sources": (SOURCE, "source", "the documents that facts are drawn from"),
    "facts": (FACT, "fact", "the claims"),
}
REQUIRED_SECTIONS = ("themes", "sources", "facts")


def json_schema() -> JsonSchema:
    """Return the JSON Schema of a fact base, generated from the field specs.

    Draft 7 is the newest that yaml-language-server, and so most editors, read whole.
    """
    scalars = {
        field.name: {**field.spec.json_schema(), "description": field.doc} for field in SCALARS
    }
    sections = {
        name: {**ListOf(record).json_schema(), "description": doc}
        for name, (record, _, doc) in SECTIONS.items()
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A jkbrief fact base",
        "type": "object",
        "additionalProperties": False,
        "required": [*scalars, *REQUIRED_SECTIONS],
        "properties": {**scalars, **sections},
    }


def write_schema() -> None:
    """Write the schema to the file that editors read."""
    import json
    import pathlib

    text = json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"
    pathlib.Path(__file__).with_name("schema.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_schema()
