"""What can go wrong in a way that a person should be told about."""


class Problem(Exception):  # noqa: N818 - a refusal told to a person, not a programming error
    """A refusal or failure with a code that has a sentence in ``app.messages``.

    ``params`` fill the sentence's placeholders. They may be shown on screen, but never logged:
    ``str()`` of a problem is therefore its code alone.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
