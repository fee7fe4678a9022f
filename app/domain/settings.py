"""Declared settings: key, type, default, and where each lives.

School settings are kept in the store; those of one PC in a plain JSON file that holds no personal
data. A key that is not declared here does not exist.
"""

from dataclasses import dataclass

from app.domain.limits import IDLE_LOCK_MINUTES, IDLE_LOCK_MINUTES_MAX
from app.domain.problems import Problem
from app.domain.risk import DEFAULT_HOURS

Value = str | int | bool | list[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """One declared setting. ``low`` and ``high`` bound numbers; ``choices`` bound texts."""

    key: str
    default: Value
    place: str  # "school" or "pc"
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None

    def checked(self, value: object) -> Value:
        """Return ``value`` if it fits, else raise ``Problem("setting_refused")``."""
        fits = type(value) is type(self.default)
        if fits and isinstance(value, int) and not isinstance(value, bool):
            fits = (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
        if fits and self.choices:
            fits = value in self.choices
        if fits and isinstance(value, list):
            fits = all(isinstance(one, str) for one in value)
        if not fits or not isinstance(value, str | int | bool | list):
            raise Problem("setting_refused", setting=self.key)
        return value


HOTLINES: list[str] = ["12356 全国统一心理援助热线", "12355 青少年服务台"]
"""Number, a space, what it is. The lines of a place are for the school to add and check."""

SNIPPETS: list[str] = [
    "已说明保密和保密的例外。",
    "已约好下次见面的时间。",
    "已征得学生同意，与班主任沟通。",
    "已电话联系监护人，对方表示会多陪伴。",
]
"""Phrases to start with; each school writes its own."""

DECLARED: dict[str, Setting] = {
    one.key: one
    for one in (
        Setting("school.name", "", "school"),
        Setting("school.site_code", "", "school"),
        Setting("school.room_phone", "", "school"),
        Setting("school.contact", "", "school"),
        Setting("school.letter_word", "校", "school"),
        Setting("school.system", "63", "school", choices=("63", "54")),
        Setting("school.topics", [], "school"),
        Setting("session.snippets", SNIPPETS, "school"),
        Setting("hotlines", HOTLINES, "school"),
        *(
            Setting(f"hours.{level.value}", hours, "school", low=1, high=24 * 31)
            for level, hours in DEFAULT_HOURS.items()
        ),
        Setting("lock.minutes", IDLE_LOCK_MINUTES, "school", low=1, high=IDLE_LOCK_MINUTES_MAX),
        Setting("print.receipt", True, "school"),
        Setting("screen.guard", True, "pc"),
        Setting("language", "zh", "pc", choices=("zh", "en")),
        Setting("scheme", "light", "pc", choices=("light", "dark", "system")),
        Setting("text.size", "medium", "pc", choices=("small", "medium", "large")),
        Setting("entry.sound", True, "pc"),
        # What the locked screen shows: it holds no key, so the workspace leaves it here.
        Setting("gate.hotlines", HOTLINES, "pc"),
        Setting("gate.last_used", "", "pc"),
        Setting("gate.drafts", 0, "pc", low=0),
    )
}


def declared(key: str) -> Setting:
    """Return the declaration of ``key``; raise ``Problem("setting_unknown")`` where there is none."""
    try:
        return DECLARED[key]
    except KeyError:
        raise Problem("setting_unknown", setting=key) from None
