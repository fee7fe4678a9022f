"""What to mind about a round, above its table: self-harm not asked about, consent, tests too soon."""

from typing import TYPE_CHECKING

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
                verbs[label("mind_add")] = page.add_suicide_screen
        words.append(label(one.code, **params))
    if retest:
        words.append(label("mind_retest", count=len(retest)))
        verbs[label("mind_who")] = lambda: page.desk.ask.tell(page, "\n".join(_lines(retest)))
    if waiting:
        words.append(label("mind_waiting", count=waiting))
        verbs[label("mind_score")] = page.score_waiting
    if words:
        page.bar.show_warning(" ".join(words), verbs)
    else:
        page.bar.clear()


def _lines(retest: list[RetestRow]) -> list[str]:
    lines = [
        label(
            "mind_retest_line",
            name=one.name,
            number=one.number[-4:],
            last=day_words(one.last_on, language()),
            earliest=day_words(one.earliest, language()),
        )
        for one in retest[:_MOST]
    ]
    return lines + ([label("mind_more", count=len(retest) - _MOST)] if len(retest) > _MOST else [])
