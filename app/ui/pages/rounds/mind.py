"""What to mind about a round, above its table: self-harm not asked about, consent, tests too soon."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.dates import display as day_words
from app.services.round_progress import Progress, RetestRow
from app.ui.i18n import label, language
from app.ui.pages.rounds.form_words import known

if TYPE_CHECKING:
    from app.ui.pages.rounds.round_page import RoundPage

_MOST = 15


def mind(page: "RoundPage", found: Progress, retest: list[RetestRow], waiting: int) -> None:
    """Show the warnings of a round, with what can be done about them."""
    words, verbs = [], {}
    for one in found.warnings:
        params = dict(one.params)
        if one.code == "round_without_self_harm":
            params["scale"] = known(page.desk)[str(params["scale"])].name
            if page.screening and page.key_button.isEnabled():
                verbs[_tr("Add it")] = page.add_suicide_screen
        words.append(label(one.code, **params))
    if retest:
        words.append(_tr("{0} students filled in the same form a short time ago.").format(len(retest)))
        verbs[_tr("Who?")] = lambda: page.desk.ask.tell(page, "\n".join(_lines(retest)))
    if waiting:
        words.append(_tr("Consent has come for {0} sheets without a score.").format(waiting))
        verbs[_tr("Score them")] = page.score_waiting
    if words:
        page.bar.show_warning(" ".join(words), verbs)
    else:
        page.bar.clear()


def _lines(retest: list[RetestRow]) -> list[str]:
    lines = [
        _tr("{0} {1}: on {2}, again from {3}").format(
            one.name, one.number[-4:], day_words(one.last_on, language()), day_words(one.earliest, language())
        )
        for one in retest[:_MOST]
    ]
    return lines + ([_tr("and {0} more").format(len(retest) - _MOST)] if len(retest) > _MOST else [])


def _tr(words: str) -> str:
    return QCoreApplication.translate("RoundMind", words)
