"""How alerts read on the board and on their card."""

from app.services import reasons
from app.services.alerts import ActionView, AlertView
from app.ui.i18n import label, language


def why(alert: AlertView) -> str:
    """Return the reason; for one raised by a person, her own words."""
    own = next((one.text for one in alert.actions if one.kind == "raised"), "")
    return own or reasons.words(alert.reason, alert.params, language())


def items(alert: AlertView) -> list[str]:
    """Return the critical items by number and the scale's own short label."""
    return reasons.items(alert.params, language())


def done(action: ActionView) -> str:
    """Return what was done."""
    words = label(f"action_{action.kind}")
    if action.kind == "moved":
        return f"{words} {label(f'alert_state_{action.text}')}"
    return f"{words} · {action.text}" if action.text else words
