"""What the log holds of the lessons, summed up."""

from datetime import datetime

from ehtutor.value import Value


class LessonEntries(Value):
    """What the log holds of one lesson."""

    lesson: str
    last_id: int
    """Of its latest entry; a higher one came later."""
    last_at: datetime | None
    """The time of its latest answer or finish, as the clock then was; None after no more than a fresh start."""
    revision: str | None
    """Of the lesson, at the latest answer."""
    answers: int
    """In the current attempt."""
    is_finished: bool
    """It was ever finished."""
