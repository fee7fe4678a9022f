"""Pinyin of names: what people type to find a student.

The library knows most polyphonic surnames but not all (it reads 仇 as chóu); those are corrected
here, and every result may be edited by hand on the student's file.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SURNAMES = {
    "仇": "qiu",
    "单": "shan",
    "曾": "zeng",
    "解": "xie",
    "区": "ou",
    "查": "zha",
    "朴": "piao",
    "盖": "ge",
    "任": "ren",
    "华": "hua",
    "覃": "qin",
    "乐": "yue",
    "召": "shao",
    "缪": "miao",
    "纪": "ji",
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "长孙": "zhang sun",
    "澹台": "tan tai",
    "宿": "su",
    "折": "she",
    "冼": "xian",
    "洗": "xian",
    "令狐": "ling hu",
    "繁": "po",
    "员": "yun",
    "种": "chong",
    "秘": "bi",
    "黑": "he",
    "过": "guo",
    "哈": "ha",
    "逄": "pang",
    "吕": "lv",
}
"""Readings as surnames, where they differ from the common reading or the library is unsure."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Syllables of a name, lower case, separated by spaces, and their first letters."""

    syllables: str
    initials: str


@lru_cache(maxsize=8192)
def reading(name: str) -> Reading:
    """Return how ``name`` is read. Characters without a known reading stay as they are."""
    from pypinyin import Style, lazy_pinyin

    surname, rest = _split(name)
    syllables = SURNAMES[surname].split() if surname else []
    syllables += lazy_pinyin(rest, style=Style.NORMAL, v_to_u=False, errors=lambda text: text)
    syllables = [word for one in syllables for word in normal(one).split()]
    return Reading(" ".join(syllables), "".join(one[0] for one in syllables))


def normal(typed: str) -> str:
    """Return pinyin as it is stored and searched: lower case, ``v`` for ü, no tone marks or dots."""
    text = unicodedata.normalize("NFKC", typed).lower().replace("ü", "v")
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return "".join(c for c in text if c.isalnum() or c == " ")


def _split(name: str) -> tuple[str, str]:
    for length in (2, 1):
        if len(name) > length and name[:length] in SURNAMES:
            return name[:length], name[length:]
    return "", name
