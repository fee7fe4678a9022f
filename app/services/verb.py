"""The mark of a service verb: which action it is, checked before anything else happens."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from app.domain.rights import Action, Actor, require

P = ParamSpec("P")
R = TypeVar("R")

VERBS: dict[str, Action] = {}
"""Every verb by its full name; a test compares it with the public functions of this package."""


def verb(action: Action) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a verb: it takes ``by: Actor`` and is refused without the right to ``action``.

    Raises Problem("not_allowed") when called by somebody whose role may not.
    """

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            require(cast(Actor, kwargs["by"]), action)
            return function(*args, **kwargs)

        VERBS[f"{function.__module__}.{function.__qualname__}"] = action
        return checked

    return mark
