"""The reasons of the second round in words: codes inside parameters become labels."""

from collections.abc import Iterable, Mapping
from itertools import chain

from app import messages
from app.scales.definition import CutoffSet, Definition
from app.scales.load import load
from app.services import reasons
from app.services.rounds import Form

_LISTS = {"signs": "sign_", "doubts": "doubt_"}


def words(code: str, params: Mapping[str, object], language: str = "zh") -> str:
    """Return the sentence of one reason. Bands by the words of their set, never a disorder."""
    shown: dict[str, object] = dict(params)
    for name, prefix in _LISTS.items():
        if name in params:
            shown[name] = [messages.text(f"{prefix}{one}", language) for one in _texts(params[name])]
    if "respondent" in params:
        shown["respondent"] = messages.text(f"respondent_{params['respondent']}", language)
    if "set" in params:
        shown.update(_band(load(str(params["scale"])), params, language))
    said = reasons.words(code, shown, language)
    return said + (f"（{messages.text('nomination_late', language)}）" if params.get("late") else "")


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _band(scale: Definition, params: Mapping[str, object], language: str) -> dict[str, str]:
    """Return the words for set, band and part."""
    key, code, part = str(params["set"]), str(params["band"]), str(params.get("part", ""))
    sets: Iterable[CutoffSet] = scale.subscale(part).cutoffs if part else scale.cutoffs
    chosen = [one for one in sets if one.key == key]
    own = next((band.names for band in chain.from_iterable(one.bands for one in chosen) if band.code == code), None)
    names = scale.subscale(part).names if part else None
    population = next((one.population for one in chosen if one.population), None) or key
    return {
        "set": messages.text(f"population_{population}", language),
        "band": _of(own.zh, own.en, language) if own else messages.text(f"band_{code}", language),
        "part": _of(names.zh, names.en, language) if names else "",
    }


def _of(zh: str, en: str, language: str) -> str:
    return en if language == "en" else zh


def form_name(form: Form, language: str = "zh") -> str:
    """Return a form in words, such as 「长处和困难问卷（家长）」."""
    names = load(form.scale).names
    who = messages.text(f"respondent_{form.respondent}", language)
    return f"{names.en} ({who})" if language == "en" else f"{names.zh}（{who}）"
