"""The scales as windows show them: names, licence, items with their options, sources of the cut-offs."""

from dataclasses import dataclass

from app.domain.rights import Action, Actor
from app.scales.definition import CutoffSet, Definition
from app.scales.load import keys, load
from app.services.verb import verb


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """One line of the list of scales. ``licence`` is the class A-D of the definition."""

    key: str
    name: str
    items: int
    respondents: tuple[str, ...]
    stages: tuple[str, ...]
    licence: str
    verified: bool
    asks_self_harm: bool


@dataclass(frozen=True, slots=True)
class FormItem:
    """One line of the printed form: our short label and the printed option values that may be ticked."""

    number: int
    label: str
    allowed: tuple[int, ...]
    extra: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """One published way of banding, and how sure we are of it (seen, memory, doubtful)."""

    key: str
    on: str
    population: str | None
    source: str
    confidence: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """A scale as it is keyed in and described."""

    key: str
    name: str
    version: str
    form_version: str
    period: str
    respondents: tuple[str, ...]
    items: tuple[FormItem, ...]
    licence: str
    licence_holder: str
    licence_status: str
    official_source: str
    verified: bool
    verified_how: str
    asks_self_harm: bool
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]
    critical: tuple[int, ...] = ()


@verb(Action.ENTER_ANSWERS)
def listing(*, by: Actor, language: str = "zh") -> list[ScaleRow]:
    """Return every scale that ships with the program, by name."""
    rows = [_row(load(key), language) for key in keys()]
    return sorted(rows, key=lambda row: (row.licence, row.name))


@verb(Action.ENTER_ANSWERS)
def form(key: str, *, by: Actor, language: str = "zh") -> Form:
    """Return one scale. Raises Problem("unknown_scale")."""
    scale = load(key)
    return Form(
        key=scale.key,
        name=named(scale, language),
        version=scale.version,
        form_version=scale.form_version,
        period="" if scale.period is None else (scale.period.en if language == "en" else scale.period.zh),
        respondents=scale.respondents,
        items=tuple(
            FormItem(
                item.n,
                item.label.en if language == "en" else item.label.zh,
                tuple(sorted(scale.options_of(item.n))),
                item.extra,
            )
            for item in scale.items
        ),
        licence=scale.licence.licence_class,
        licence_holder=scale.licence.holder,
        licence_status=scale.licence.status,
        official_source=scale.text_pack.official_source,
        verified=scale.verified.done,
        verified_how=scale.verified.how,
        asks_self_harm=scale.asks_self_harm,
        citations=tuple(
            citation(each) for each in (*scale.cutoffs, *(one for part in scale.subscales for one in part.cutoffs))
        ),
        notes=scale.notes,
        critical=tuple(sorted({rule.item for rule in scale.critical})),
    )


def named(scale: Definition, language: str) -> str:
    """Return the scale's name in a language."""
    return scale.names.en if language == "en" else scale.names.zh


def citation(cutoffs: CutoffSet) -> Citation:
    """Return where a cut-off set comes from."""
    return Citation(cutoffs.key, cutoffs.on, cutoffs.population, cutoffs.source, cutoffs.confidence, cutoffs.note)


def _row(scale: Definition, language: str) -> ScaleRow:
    return ScaleRow(
        key=scale.key,
        name=named(scale, language),
        items=len(scale.items),
        respondents=scale.respondents,
        stages=scale.stages,
        licence=scale.licence.licence_class,
        verified=scale.verified.done,
        asks_self_harm=scale.asks_self_harm,
    )
