"""One row's answers as printed option values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.problems import Problem
from app.intake.answers_mapping import AnswersMapping
from app.intake.answers_shape import ScaleShape
from app.intake.cells import Cell, Fault, code_of, text_of
from app.intake.option_words import is_skipped, tidy_option


@dataclass(slots=True)
class AnswerReader:
    """Reads rows by a mapping; texts without a value are counted in ``unknown``."""

    mapping: AnswersMapping
    scale: ScaleShape
    unknown: Counter[str]
    _seen: dict[tuple[int, Cell], int | None] = field(default_factory=dict)

    def read(self, row: Sequence[Cell]) -> tuple[int | None, ...]:
        """Return a value or None per item of the scale.

        Raises ``Problem``: ``formula_in_answer``, ``option_unknown`` (item, text), ``answer_not_a_number`` (item,
        text), ``out_of_range`` (item, value, options) or ``answers_empty``.
        """
        answers: list[int | None] = []
        first: Problem | None = None
        for item, column in enumerate(self.mapping.items, 1):
            try:
                cell = row[column] if column < len(row) else None
                if (item, cell) not in self._seen:  # the same few cells stand in every row
                    self._seen[item, cell] = self._answer(item, cell)
                answers.append(self._seen[item, cell])
            except Problem as problem:
                first = first or problem  # the whole row is read, so that every unknown text is counted
        if first:
            raise first
        if all(answer is None for answer in answers):
            raise Problem("answers_empty")
        return tuple(answers) + (None,) * (self.scale.item_count - len(answers))

    def _answer(self, item: int, cell: Cell) -> int | None:
        if isinstance(cell, Fault):
            raise Problem("formula_in_answer", item=item)
        if cell is None or is_skipped(cell):
            return None
        return self._of_text(item, cell) if self.mapping.kind == "text" else self._of_number(item, cell)

    def _of_text(self, item: int, cell: Cell) -> int:
        text = tidy_option(text_of(cell))
        own = self.mapping.item_options.get(item, {})
        value = own.get(text, self.mapping.options.get(text))
        if value is None:
            self.unknown[text] += 1
            raise Problem("option_unknown", item=item, text=text[:40])
        if value not in self.scale.values[item - 1]:
            raise self._out_of_range(item, value)
        return value

    def _of_number(self, item: int, cell: Cell) -> int:
        code = code_of(cell)
        if code is None or not code.isascii() or not code.lstrip("-").isdecimal() or len(code) > 6:
            raise Problem("answer_not_a_number", item=item, text=text_of(cell)[:40])
        number, values = int(code), self.scale.values[item - 1]
        if self.mapping.kind == "score":
            if number not in values:
                raise self._out_of_range(item, number)
            return number
        if not 1 <= number <= len(values):
            raise self._out_of_range(item, number)
        return values[number - 1]

    def _out_of_range(self, item: int, value: int) -> Problem:
        values = self.scale.values[item - 1]
        options = range(1, len(values) + 1) if self.mapping.kind == "number" else values
        return Problem("out_of_range", item=item, value=value, options=", ".join(map(str, options)))
