"""The words for a reason code and its parameters: codes inside parameters become labels."""

from collections.abc import Mapping

from app import messages
from app.scales.load import load

_LABELLED = {"tick": "tick_", "level": "level_", "state": "referral_state_"}


def words(code: str, params: Mapping[str, object], language: str = "zh") -> str:
    """Return the sentence of an alert or a due item, with the scale by its name and items in a row."""
    shown: dict[str, object] = {}
    for name, value in params.items():
        if name == "scale":
            names = load(str(value)).names
            shown[name] = names.en if language == "en" else names.zh
        elif isinstance(value, list | tuple):
            shown[name] = ("、" if language == "zh" else ", ").join(str(one) for one in value)
        elif name in _LABELLED and value is not None:
            shown[name] = messages.text(f"{_LABELLED[name]}{value}", language)
        else:
            shown[name] = value
    said = messages.text(code, language, **shown)
    return said + messages.text("basis_emergency", language) if params.get("basis") == "emergency" else said


def items(params: Mapping[str, object], language: str = "zh") -> list[str]:
    """Return the critical items of a reason, each by its number and the scale's own short label."""
    numbers = params.get("items")
    if "scale" not in params or not isinstance(numbers, list | tuple):
        return []
    labels = {item.n: item.label for item in load(str(params["scale"])).items}
    named = [(n, labels[n].en if language == "en" else labels[n].zh) for n in numbers if n in labels]
    return [messages.text("item_named", language, item=n, name=name) for n, name in named]
