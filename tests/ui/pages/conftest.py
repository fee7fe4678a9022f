"""Fixtures of the pages' tests."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.pages.page import Page

P = TypeVar("P", bound=Page)


@pytest.fixture
def show(qtbot: QtBot, room: Desk) -> Callable[..., P]:
    def shown(kind: type[P], desk: Desk | None = None, **place: object) -> P:
        page = kind(desk or room)  # type: ignore[call-arg] # every page takes a desk
        qtbot.addWidget(page)
        page.resize(848, 362)
        page.show()
        page.refresh(None)
        if place:
            page.restore(place)
        return page

    return shown
