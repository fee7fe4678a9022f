"""The language of the windows. Sources are English; Chinese is the default and complete."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app import messages
from app.domain.problems import Problem

RESOURCES = Path(__file__).parents[2] / "resources" / "i18n"
DEFAULT = "zh"

_now = {"language": DEFAULT}
_installed: list[QTranslator] = []  # Qt keeps no reference of its own


def language() -> str:
    """Return the language in use, "zh" or "en"."""
    return _now["language"]


def set_language(chosen: str) -> None:
    """Use ``chosen`` for windows made from now on. Raises FileNotFoundError without the translations."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("a language needs an application")
    for translator in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    _now["language"] = chosen
    QLocale.setDefault(
        QLocale(QLocale.Language.Chinese, QLocale.Country.China)
        if chosen == "zh"
        else QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    )
    if chosen == "en":
        return
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm"
    for path in (qt, RESOURCES / "xinqiao_zh.qm"):
        translator = QTranslator(app)
        if not translator.load(str(path)):
            raise FileNotFoundError(path.name)
        app.installTranslator(translator)
        _installed.append(translator)


def label(code: str, **params: object) -> str:
    """Return the sentence or label of ``code`` in the language in use."""
    return messages.text(code, language(), **params)


def sentence(problem: Problem) -> str:
    """Return the sentence for a problem in the language in use."""
    return messages.of(problem, language())


def joined(parts: Iterable[object]) -> str:
    """Return 「甲、乙」 or "a, b"."""
    return ("、" if language() == "zh" else ", ").join(map(str, parts))
