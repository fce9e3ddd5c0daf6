"""Asks at the terminal what no option said, one question after the other, until each has a good answer."""

from collections.abc import Callable, Mapping

from standfirst.office.founding.answers import SOLD, Answers, Questions

Said = dict[str, str]


class Unanswered(Exception):
    """Without a terminal: the message names the option and what to do, a line for each."""


def check(said: Said) -> Answers:
    """The answers of who is not asked; what is not said has its usual answer. Raises Unanswered."""
    questions = Questions({**usual(), **said})
    if not questions.is_valid():
        raise Unanswered("\n".join(f"{option(name)}: {why}" for name, why in _wrong(questions)))
    return questions.answers()


def ask(said: Said, read: Callable[[str], str], tell: Callable[[str], None]) -> Said:
    """All that is said in the end. `read` puts a question and has the line that is typed; raises EOFError with it."""
    said = dict(said)
    for name in Questions.base_fields:
        if name in SOLD and not said.get("plan"):
            said.setdefault(name, "")
            continue
        while name not in said or (why := _why_not(name, said)):
            if name in said:
                tell(why)
            said[name] = read(_question(name)).strip() or usual().get(name, "")
    return said


def option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def usual() -> Mapping[str, str]:
    return {name: str(it.initial) for name, it in Questions.base_fields.items() if it.initial}


def _question(name: str) -> str:
    field = Questions.base_fields[name]
    if name in usual():
        return f"{field.label} [{usual()[name]}]: "
    example = f" (such as {field.help_text})" if field.help_text else ""
    return f"{field.label}{example}: "


def _why_not(name: str, said: Said) -> str:
    """What is wrong with this answer, given those before it."""
    return " ".join(dict(_wrong(Questions(said))).get(name, "").split())


def _wrong(questions: Questions) -> list[tuple[str, str]]:
    return [(str(name), " ".join(map(str, why))) for name, why in questions.errors.items()]
