"""The files of this folder, served as they are: a list made once, so that no path leads anywhere else."""

from pathlib import Path

from standfirst.billing.sandbox.pages import ALONE, FRAMED, HTML, SHOWING, Answer

HERE = Path(__file__).parent
TYPES = {".html": HTML, ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
FILES = {it.name: it for it in HERE.iterdir() if it.suffix in TYPES}
POLICIES = {
    "try.html": SHOWING,
    "bank.html": FRAMED,
    "field.html": FRAMED,
    "controller.html": FRAMED,
}
SCRIPT = "/stripe.js"
FOLDER = "/window/"


def served(path: str) -> Answer | None:
    """None where no file is at this address."""
    name = SCRIPT.strip("/") if path == SCRIPT else path.removeprefix(FOLDER)
    if name == path or name not in FILES:
        return None
    return answer(name)


def answer(name: str) -> Answer:
    file = FILES[name]
    # Pages of other origins load the script; the policies say who may show the frames.
    more = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return Answer(200, file.read_bytes(), TYPES[file.suffix], POLICIES.get(name, ALONE), more)
