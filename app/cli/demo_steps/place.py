"""Where a headless demonstration works and what it leaves."""

from dataclasses import dataclass
from pathlib import Path

PASSWORD = "yanshi-xuexiao-daoyou"  # noqa: S105 - of a made-up school that is thrown away
SCHOOL = "青石镇演示学校"
TEACHER = "演示老师"
CENTRE = "示例县心理健康中心"
STUDENTS = 600


@dataclass(frozen=True, slots=True)
class Place:
    """``out`` is what the caller gets, ``work`` is thrown away."""

    out: Path
    work: Path

    @property
    def school(self) -> Path:
        """The school's store."""
        return self.work / "school"

    @property
    def centre(self) -> Path:
        """The centre's store."""
        return self.work / "centre"

    @property
    def roster(self) -> Path:
        """The school's roster as the registrar saved it."""
        return self.work / "roster.csv"

    @property
    def answers(self) -> Path:
        """What the questionnaire platform exported."""
        return self.work / "answers.csv"

    @property
    def centre_keys(self) -> Path:
        """What the centre hands out to schools."""
        return self.work / "centre-keys.json"

    @property
    def school_keys(self) -> Path:
        """What the school hands out."""
        return self.work / "school-keys.json"

    @property
    def password_file(self) -> Path:
        """The password for the command line."""
        return self.work / "password.txt"

    @property
    def stick(self) -> Path:
        """The folder that stands for the stick."""
        return self.out / "bundle"

    @property
    def answer(self) -> Path:
        """The folder in which the centre's receipt comes back."""
        return self.work / "receipt"

    @property
    def letter(self) -> Path:
        """The referral letter."""
        return self.out / "letter.pdf"

    @property
    def screens(self) -> Path:
        """The pictures."""
        return self.out / "screens"

    @property
    def identity(self) -> Path:
        """The centre's age identity."""
        return self.out / "centre-identity.txt"

    @property
    def steps(self) -> Path:
        """The steps of all processes so far, one JSON object per line."""
        return self.work / "steps.jsonl"
