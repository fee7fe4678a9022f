"""Forms of a round in words: the scale and who fills it in."""

from collections.abc import Iterable, Mapping

from app.services import scales
from app.services.rounds import Form
from app.services.scales import ScaleRow
from app.ui.desk import Desk
from app.ui.i18n import joined, label, language


def known(desk: Desk) -> dict[str, ScaleRow]:
    """Return the scales of the program by key."""
    return {one.key: one for one in scales.listing(by=desk.actor, language=language())}


def form_words(form: Form, scales_: Mapping[str, ScaleRow]) -> str:
    """Return 「长处和困难问卷（家长）」; who fills it in is left out where it is the student."""
    name = scales_[form.scale].name if form.scale in scales_ else form.scale
    if form.respondent == "student":
        return name
    who = label(f"respondent_{form.respondent}")
    return f"{name}（{who}）" if language() == "zh" else f"{name} ({who})"


def forms_words(forms: Iterable[Form], scales_: Mapping[str, ScaleRow]) -> str:
    """Return the forms one after the other."""
    return joined(form_words(one, scales_) for one in forms)


def short(name: str, most: int = 14) -> str:
    """Return a round's name as far as a title has room for it."""
    return name if len(name) <= most else name[: most - 1] + "…"
