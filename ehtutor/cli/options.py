"""What each command can be asked: every option is declared once, here, and typer's parameters are made from it.

A class is a command line that was understood: its docstring is the help of the command, its fields are the arguments
and options in the order of that help. Which of them go together is told in `conflict`. Every start reads all of it,
so it imports nothing that one command alone needs.
"""

from pathlib import Path
from typing import Annotated, TypeAlias

from typer import Argument, Option

from ehtutor.value import Value


def complete_lesson(incomplete: str) -> list[str]:
    """The lessons that begin like this, for the completion of the shell."""
    from ehtutor.course.shipped import shipped  # noqa: PLC0415  start-up
    from ehtutor.course.source import lesson_ids  # noqa: PLC0415  start-up

    return [id for id in lesson_ids(shipped()) if id.startswith(incomplete)]


Lang: TypeAlias = Annotated[str | None, Option("--lang", metavar="nl|en", help="Speak this language.")]
Plain: TypeAlias = Annotated[bool, Option("--plain", help="Plain lines, numbered, without drawing; reads well aloud.")]
CourseFolder: TypeAlias = Annotated[
    Path | None, Option("--course", metavar="DIR", help="Use the course in this folder.")
]
Auto: TypeAlias = Annotated[bool, Option("--auto", help="Let the script give the right answers.")]
AnswersFile: TypeAlias = Annotated[Path | None, Option("--answers", metavar="FILE", help="Replay these answers.")]
SaveAnswers: TypeAlias = Annotated[
    Path | None, Option("--save-answers", metavar="FILE", help="Record the answers of this run.")
]
AsObject: TypeAlias = Annotated[bool, Option("--json", help="Print one JSON object.")]
AsCsv: TypeAlias = Annotated[bool, Option("--csv", help="Print CSV, one value a row.")]
LessonOrFirst: TypeAlias = Annotated[
    str | None, Argument(help="Which lesson; without it, the first.", autocompletion=complete_lesson)
]
PageFormat: TypeAlias = Annotated[
    str, Option("--format", metavar="html|markdown", help="A page to print, or text to edit.")
]
Output: TypeAlias = Annotated[Path | None, Option("--output", "-o", metavar="FILE", help="Write to this file.")]
Force: TypeAlias = Annotated[bool, Option("--force", help="Overwrite a file that exists.")]


class Manner(Value):
    """How to speak: what most commands can be asked, after their own options."""

    lang: Lang = None
    plain: Plain = False


class WalkthroughOptions(Manner):
    """Play a login from the sign-in to the transaction."""

    lesson: Annotated[
        str | None, Argument(help="Which lesson; without it, on where you were.", autocompletion=complete_lesson)
    ] = None
    restart: Annotated[bool, Option("--restart", help="Begin the lesson anew.")] = False
    auto: Auto = False
    answers: AnswersFile = None
    save_answers: SaveAnswers = None
    json: Annotated[bool, Option("--json", help="Print the trace as JSON Lines.")] = False
    fault: Annotated[
        str | None, Option("--fault", metavar="RULE-ID", help="Break this one rule, and see who notices.")
    ] = None
    list_faults: Annotated[bool, Option("--list-faults", help="List the rules that can be broken.")] = False
    card: Annotated[str | None, Option("--card", metavar="CARD", help="Look this card up; progress is left alone.")] = (
        None
    )
    course: CourseFolder = None

    @property
    def is_scripted(self) -> bool:
        """Whether nobody is asked anything, so that progress is left alone."""
        return self.auto or self.json or self.list_faults or self.answers is not None or self.fault is not None


class DemoOptions(Manner):
    """Show a lesson to a class, with the keys of a presenter's remote."""

    lesson: LessonOrFirst = None
    auto: Annotated[float | None, Option("--auto", metavar="SECONDS", help="Go on by itself after so long.")] = None
    notes: Annotated[bool, Option("--notes", help="Follow a demonstration, with the teacher's notes.")] = False
    record: Annotated[
        Path | None,
        Option("--record", metavar="FILE", help="Record it as an asciicast; needs no terminal with --auto."),
    ] = None
    cast_version: Annotated[int, Option("--cast-version", metavar="2|3", min=2, max=3, help="Of the recording.")] = 2
    save_votes: Annotated[
        Path | None, Option("--save-votes", metavar="FILE", help="Keep the votes, as .csv or as JSON.")
    ] = None
    force: Annotated[bool, Option("--force", help="Overwrite files that exist.")] = False
    theme: Annotated[
        str | None, Option("--theme", metavar="dark|light", help="Light on dark, or dark on light; else dark.")
    ] = None
    course: CourseFolder = None


class QuizOptions(Manner):
    """Answer questions: first what is due, then new ones."""

    count: Annotated[int | None, Option("--count", metavar="N", help="So many questions; else 10.")] = None
    topic: Annotated[str | None, Option("--topic", metavar="TOPIC", help="Only about this.")] = None
    lesson: Annotated[
        str | None,
        Option("--lesson", metavar="LESSON", help="Only of this lesson.", autocompletion=complete_lesson),
    ] = None
    seed: Annotated[str | None, Option("--seed", metavar="S", help="The same questions for the same S.")] = None
    due: Annotated[bool, Option("--due", help="Only what is due for repetition.")] = False
    all: Annotated[bool, Option("--all", help="Also about lessons that you have not done.")] = False
    exam: Annotated[
        int | None, Option("--exam", metavar="N", help="So many questions, no hints, feedback at the end.")
    ] = None
    auto: Auto = False
    answers: AnswersFile = None
    save_answers: SaveAnswers = None
    json: Annotated[bool, Option("--json", help="Print the result as JSON Lines.")] = False
    course: CourseFolder = None

    @property
    def is_scripted(self) -> bool:
        """Whether nobody is asked anything, so that progress is left alone."""
        return self.auto or self.json or self.answers is not None


class GlossaryOptions(Manner):
    """Explain a term, or list them all."""

    term: Annotated[str | None, Argument(help="Which term; a typing error does no harm.")] = None
    course: CourseFolder = None


class LessonsOptions(Value):
    """See the lessons, write one, and check it; without a command, list them."""


class LessonsListOptions(Manner):
    """List the lessons in order, with your progress."""

    json: Annotated[bool, Option("--json", help="Print an array of objects.")] = False
    course: CourseFolder = None


class LessonsShowOptions(Manner):
    """Show what a lesson is about: its goals, its cards, its summary."""

    lesson: Annotated[str, Argument(help="Which lesson.", autocompletion=complete_lesson)]
    course: CourseFolder = None


class LessonsNewOptions(Manner):
    """Begin a lesson: a skeleton that passes the check."""

    name: Annotated[str, Argument(help="Letters, digits, - and _; also the name of its folder.")]
    course: Annotated[
        Path | None, Option("--course", metavar="DIR", help="Add it to this course, not to the current folder.")
    ] = None


class LessonsCheckOptions(Manner):
    """Play every lesson, and tell everything that is wrong with the course."""

    # a list, as typer knows no tuple of any length
    paths: Annotated[list[Path] | None, Argument(help="Only these files and folders of the course.")] = None
    json: Annotated[bool, Option("--json", help="Print the problems as an array of objects.")] = False
    course: CourseFolder = None


class LessonsWatchOptions(Manner):
    """Check on each save, and show the card that you are editing; Ctrl-C stops."""

    path: Annotated[Path | None, Argument(help="A course, or a file in one.")] = None
    course: CourseFolder = None


class LessonsSchemaOptions(Manner):
    """Print the JSON Schema of the files, for an editor that completes and underlines."""

    file: Annotated[
        str | None, Option("--file", metavar="KIND", help="Only lesson, course, network, glossary, facts or texts.")
    ] = None


class ProgressOptions(Manner):
    """See what you master, what returns when, and what keeps going wrong; take it to another machine."""

    json: AsObject = False
    csv: AsCsv = False
    course: CourseFolder = None


class ProgressExportOptions(Manner):
    """Write all your answers to a file, as JSON Lines."""

    file: Annotated[Path | None, Argument(metavar="FILE", help="Where to; - is standard output.")]
    force: Force = False
    course: CourseFolder = None


class ProgressImportOptions(Manner):
    """Add the answers of another machine to those of this one; nothing is lost or counted twice."""

    file: Annotated[Path, Argument(metavar="FILE", help="What another machine exported.")]


class ProgressClassOptions(Manner):
    """Grade the results of a class once more, and show how the answers are spread."""

    folder: Annotated[Path, Argument(metavar="DIR", help="The folder with the exported files of a class.")]
    json: AsObject = False
    csv: AsCsv = False
    course: CourseFolder = None


class ProgressSchemaOptions(Value):
    """Print the JSON Schema of the lines of an exported file."""


class ExportOptions(Value):
    """Take material along: questions, handouts, diagrams, cards; to standard output where no file is named."""


class ExportQuestionsOptions(Manner):
    """Write the questions in the format of another program."""

    format: Annotated[str, Option("--format", metavar="gift|moodle|anki|json|csv", help="For which program.")] = "json"
    generated: Annotated[
        int | None, Option("--generated", metavar="N", min=1, help="So many made questions, not those of the lessons.")
    ] = None
    seed: Annotated[
        str | None, Option("--seed", metavar="S", help="Which of the made ones; the same seed, the same ones.")
    ] = None
    lesson: Annotated[
        str | None, Option("--lesson", metavar="LESSON", help="Only this lesson.", autocompletion=complete_lesson)
    ] = None
    topic: Annotated[str | None, Option("--topic", metavar="TOPIC", help="Only this topic.")] = None
    output: Output = None
    force: Force = False
    course: CourseFolder = None


class ExportDiagramOptions(Manner):
    """Draw the messages of a login, or the states of the roles."""

    lesson: Annotated[str | None, Argument(help="Of which lesson.", autocompletion=complete_lesson)] = None
    scene: Annotated[
        str | None, Option("--scene", metavar="SCENE", help="Which login of the lesson; else the first.")
    ] = None
    states: Annotated[
        str | None, Option("--states", metavar="DV|HM|AD|all", help="The states of a role, instead of a login.")
    ] = None
    format: Annotated[str, Option("--format", metavar="mermaid|svg|text", help="How it is drawn.")] = "mermaid"
    output: Output = None
    force: Force = False
    course: CourseFolder = None


class ExportHandoutOptions(Manner):
    """Write a lesson as a page to print, with the answers at the back."""

    lesson: LessonOrFirst = None
    format: PageFormat = "html"
    zoom: Annotated[
        str | None, Option("--zoom", metavar="story|protocol|wire", help="How deep; else as the lesson shows it.")
    ] = None
    output: Output = None
    force: Force = False
    course: CourseFolder = None


class ExportRolecardsOptions(Manner):
    """Write cards with which a class plays a login without computers, and the answers."""

    lesson: LessonOrFirst = None
    format: PageFormat = "html"
    output: Output = None
    force: Force = False
    course: CourseFolder = None
