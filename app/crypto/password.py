"""How good a password is, and phrases the program can offer. No composition rules (NIST SP 800-63B).

What counts is length, and that the length is not made of pieces anybody would try first.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from typing import Final

from app.crypto.kdf import normalised

MIN_LENGTH: Final = 15
MIN_OWN: Final = 8  # characters that must remain when all known pieces are taken out
PHRASE_WORDS: Final = 6
_LOOK_AT = 256  # a longer text is judged by its beginning
_RUN = 4

_COMMON_WORDS = (
    "password passwd pass admin administrator root user guest login welcome letmein master secret test "
    "iloveyou woaini woaiwojia woaini1314 nihao monkey dragon sunshine princess hello qwerty abc123 "
    "xinli xinlizixun xueli xuexiao zhongxue xiaoxue gaozhong laoshi jiaoshi xuesheng banzhuren "
    "beijing shanghai zhongguo china computer school teacher student counsellor counselor "
    "xinqiao mima 密码 心理 心理咨询 学校 中学 小学 老师 教师 学生 我爱你 心桥 520 1314 5201314 888 666 168"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_LINES = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "1q2w3e4r5t6y7u8i9o0p",
    "!@#$%^&*()_+",
    "一二三四五六七八九十",
)
_RUNS = frozenset(
    line[at : at + _RUN] for whole in _LINES for line in (whole, whole[::-1]) for at in range(len(line) - _RUN + 1)
)
_REPEATED = re.compile(r"([^\0]{1,16}?)\1{2,}")
_NUMBER = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|1[3-9]\d{9}")
_GAP = re.compile(r"[\s\-_.]+")

_SYLLABLE_TABLE = (
    "bai bei bing cao cha chen chi chuan chun dao deng dong dou feng fu gao "
    "gong gu guang guo hai he hong hu hua huang jia jiang jin jing ju ke "
    "lan lin liu long lu luo mai mei men mi ming mo mu nan ping qi "
    "qiao qing qiu quan shan shu shui song tang tian tu wan xi xing yu yun"
)
_SYLLABLES: Final = _SYLLABLE_TABLE.split()


def weaknesses(password: str, *, blocked: Iterable[str]) -> list[str]:
    """Return the codes of what is wrong, worst first; an empty list means: good.

    * ``password_short``: fewer than 15 characters after NFKC.
    * ``password_names``: made mostly of ``blocked`` words (the school's and the user's names, also in
      pinyin), ``password_common`` of words everybody uses, ``password_number`` of dates and mobile
      numbers, ``password_sequence`` of rows of the alphabet or keyboard, ``password_repeats`` of
      something repeated. Said only if fewer than 8 other characters remain.
    """
    found = ["password_short"] if len(normalised(password)) < MIN_LENGTH else []
    rest = _plain(password)[:_LOOK_AT]
    pieces: list[str] = []
    for code, strip in (
        ("password_names", lambda text: _without(text, [_plain(word) for word in blocked])),
        ("password_common", lambda text: _without(text, _COMMON)),
        ("password_number", lambda text: _NUMBER.sub("\0", text)),
        ("password_sequence", _without_runs),
        ("password_repeats", lambda text: _REPEATED.sub(r"\1", text)),
    ):
        shorter = strip(rest)
        if shorter != rest:
            pieces.append(code)
            rest = shorter
    if len(rest.replace("\0", "")) < MIN_OWN:
        found += pieces
    return found


def phrase() -> str:
    """Return six made-up words such as ``songhai mingqiao …``, to be written down and learnt.

    Each word is a pair out of 64 common pinyin syllables without tones: 4,096 words of 12 bits, so a
    phrase has 72 bits. At one Argon2id guess per half second and core, a million cores need on average
    37 million years.
    """
    return " ".join(secrets.choice(_SYLLABLES) + secrets.choice(_SYLLABLES) for _ in range(PHRASE_WORDS))


def _plain(text: str) -> str:
    return _GAP.sub("", unicodedata.normalize("NFKC", text).casefold())


def _without(text: str, words: Iterable[str]) -> str:
    for word in sorted({word for word in words if len(word) > 1}, key=len, reverse=True):
        text = text.replace(word, "\0")
    return text


def _without_runs(text: str) -> str:
    """Take out every stretch of four or more signs that follow one line, forwards or backwards."""
    inside = [text[at : at + _RUN] in _RUNS for at in range(len(text))]
    return "".join(sign for at, sign in enumerate(text) if not any(inside[max(0, at - _RUN + 1) : at + 1]))
