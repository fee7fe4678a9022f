"""Finding the student a sheet of answers belongs to, and who may be meant when there is none."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from app.domain import names
from app.domain.problems import Problem
from app.domain.school_class import SchoolClass

_SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class KnownStudent:
    """A student of the store as answers name her. ``school_class`` is that of the answers' day."""

    number: str
    name: str
    school_class: SchoolClass | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A match, and the code of a doubt about it or ""."""

    student: KnownStudent
    doubt: str = ""


class AnswersRoster:
    """The school's students, looked up by number, by name and class, and by likeness."""

    def __init__(self, students: Iterable[KnownStudent]) -> None:
        self._by_number = {student.number: student for student in students}
        self._by_name: defaultdict[str, list[KnownStudent]] = defaultdict(list)
        self._by_grade: defaultdict[int, list[tuple[str, KnownStudent]]] = defaultdict(list)
        for student in self._by_number.values():
            key = names.key(student.name)
            self._by_name[key].append(student)
            if student.school_class:
                self._by_grade[student.school_class.grade].append((key, student))

    def find(self, number: str, name: str, school_class: SchoolClass | None) -> Found:
        """Return the student.

        A number decides, unless the name beside it is another's; without a number of ours, name and class do.
        Raises ``Problem``: ``number_name_disagree`` (number), ``student_ambiguous`` (count), ``student_unknown``.
        """
        if student := self._by_number.get(number):
            if name and names.key(name) != names.key(student.name):
                raise Problem("number_name_disagree", number=number)
            elsewhere = school_class and student.school_class and not _same(school_class, student.school_class)
            return Found(student, "class_disagrees" if elsewhere else "")
        same = self._by_name.get(names.key(name), []) if name else []
        here = [s for s in same if school_class and s.school_class and _same(school_class, s.school_class)]
        if len(here) == 1:
            return Found(here[0], "matched_by_name_and_class")
        if len(here) > 1 or (len(same) > 1 and school_class is None):
            raise Problem("student_ambiguous", count=len(here or same))
        if len(same) == 1 and school_class is None and not number:
            return Found(same[0], "matched_by_name")
        raise Problem("student_unknown")

    def chosen(self, number: str) -> KnownStudent:
        """Return the student a person chose. Raises ``Problem("student_unknown")``."""
        if student := self._by_number.get(number):
            return student
        raise Problem("student_unknown")

    def suggestions(self, number: str, name: str, school_class: SchoolClass | None) -> tuple[str, ...]:
        """Return numbers of who may be meant, the likeliest first: same name, like number, like name in class."""
        key = names.key(name)
        close = chain(
            self._by_name.get(key, []),
            self._close_numbers(number),
            (student for other, student in self._in_class(school_class) if key and _one_apart(key, other)),
        )
        return tuple(dict.fromkeys(student.number for student in close))[:_SUGGESTIONS]

    def _in_class(self, school_class: SchoolClass | None) -> list[tuple[str, KnownStudent]]:
        """Return the students of a class, each with the form of the name that is compared."""
        if school_class is None:
            return []
        grade = self._by_grade.get(school_class.grade, [])
        return [pair for pair in grade if pair[1].school_class and _same(school_class, pair[1].school_class)]

    @cached_property
    def _shortened(self) -> dict[str, list[str]]:
        """Every number with one character left out: two numbers a slip apart share such a form."""
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for number in self._by_number:
            for form in _without_one(number):
                forms[form].append(number)
        return forms

    def _close_numbers(self, number: str) -> list[KnownStudent]:
        if len(number) < 3:
            return []
        forms = chain(self._shortened.get(number, []), *(self._shortened.get(f, []) for f in _without_one(number)))
        exact = (form for form in _without_one(number) if form in self._by_number)
        return [self._by_number[n] for n in dict.fromkeys(chain(exact, forms))]


def _without_one(text: str) -> set[str]:
    return {text[:place] + text[place + 1 :] for place in range(min(len(text), 32))}


def _same(one: SchoolClass, other: SchoolClass) -> bool:
    return one.grade == other.grade and (not one.number or not other.number or one.number == other.number)


def _one_apart(one: str, other: str) -> bool:
    """Return whether one character was mistyped, left out or added, or two changed places."""
    if min(len(one), len(other)) < 2 or abs(len(one) - len(other)) > 1 or one == other:
        return False
    return bool((_without_one(one) | {one}) & (_without_one(other) | {other}))
