"""The files that commands read and write, and those that they refuse to write."""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from oai_timeline.formats import FORMATS
from tests.cli.processes import SECONDS, TIMELINE, Done, Program, in_process

TABLE = "date,title\n2023-11-17,One\n"
YAML = """\
timeline: {format: 1, title: T, zone: UTC}
events:
  - {id: one, when: 2023-11-17, title: One}
"""


def join_extensions(*extensions: str) -> str:
    *others, last = dict.fromkeys(f".{extension}" for extension in extensions)
    return f"{', '.join(others)} or {last}"


EXPORT_EXTENSIONS = join_extensions(*(row.extensions[0] for row in FORMATS.values()))
SHOW_EXTENSIONS = join_extensions(
    "txt", *(row.extensions[0] for row in FORMATS.values() if row.is_shown)
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a timeline and a table, each under three names."""
    (tmp_path / "mine.yaml").write_text(YAML)
    (tmp_path / "mine").write_text(YAML)
    (tmp_path / "table").write_text(TABLE)
    for name in ("mine", "table"):
        (tmp_path / f"{name}-link").symlink_to(name)
        (tmp_path / f"{name}-hard").hardlink_to(tmp_path / name)
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TIMELINE_FILE", "mine.yaml")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes | None]:
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


def refusal(folder: Path, *arguments: str) -> str:
    """Return the message of a command that is refused, and writes nothing."""
    before = contents(folder)
    done = in_process(*arguments)
    assert (done.code, done.out, contents(folder)) == (2, "", before)
    first, hint = done.err.splitlines()
    assert hint.startswith("Try: timeline")
    return first.removeprefix("timeline: ")


@pytest.mark.parametrize(
    ("arguments", "what", "extension", "wanted"),
    [
        (("show", "-o", "nov20.pdf"), "an answer", "pdf", SHOW_EXTENSIONS),
        (("show", "-o", "nov20.XLSX"), "an answer", "xlsx", SHOW_EXTENSIONS),
        (("show", "-o", "nov20.csv.gz"), "an answer", "gz", SHOW_EXTENSIONS),
        (("show", "-o", "nov20.docx", "--format", "json"), "json", "docx", ".json"),
        (("show", "-o", "nov20.csv", "--format", "json"), "json", "csv", ".json"),
        (("show", "-o", "nov20.csv", "--format", "text"), "text", "csv", ".txt"),
        (("export", "-o", "nov20.pdf"), "an answer", "pdf", EXPORT_EXTENSIONS),
        (("export", "-o", "nov20.txt"), "an answer", "txt", EXPORT_EXTENSIONS),
        (("export", "ics", "-o", "nov20.json"), "ics", "json", ".ics"),
        (("export", "html", "-o", "nov20.pdf"), "html", "pdf", ".html or .htm"),
        (("schema", "-o", "schema.yaml"), "the schema", "yaml", ".json"),
        (("import", "table", "-o", "new.csv"), "a timeline", "csv", ".yaml or .yml"),
        (("init", "new.docx"), "a timeline", "docx", ".yaml or .yml"),
    ],
)
def test_an_extension_of_another_format_is_refused(
    folder: Path, arguments: tuple[str, ...], what: str, extension: str, wanted: str
) -> None:
    reason = f"can't write {what} to a .{extension} file: use a name that ends in {wanted}"
    assert refusal(folder, *arguments) == reason


def test_the_extension_of_an_export_suggests_the_command(folder: Path) -> None:
    reason = "a .ics file is written by export; use: timeline export ics -o nov20.ics"
    assert refusal(folder, "show", "-o", "nov20.ics") == reason


@pytest.mark.parametrize(
    ("arguments", "name", "same"),
    [
        (("show",), "new", ("show",)),
        (("show",), "new.txt", ("show",)),
        (("show",), "seen-17.11.2023", ("show",)),
        (("show",), "no. 5 of 7", ("show",)),
        (("show",), "new.ndjson", ("show", "--format", "jsonl")),
        (("show", "--format", "csv"), "new", ("show", "--format", "csv")),
        (("show", "--format", "csv"), "new.txt", ("show", "--format", "csv")),
        (("show", "--format", "jsonl"), "new.json", ("show", "--format", "jsonl")),
        (("export", "timelinejs"), "new.json", ("export", "timelinejs")),
        (("export", "timesketch"), "new.jsonl", ("export", "timesketch")),
        (("export", "csv"), "new.17", ("export", "csv")),
        (("import", "table"), "new.yml", ("import", "table")),
        (("import", "table"), "new", ("import", "table")),
        (("schema",), "new.json", ("schema",)),
        (("schema",), "new", ("schema",)),
    ],
)
def test_an_answer_is_the_same_in_a_file(
    folder: Path, arguments: tuple[str, ...], name: str, same: tuple[str, ...]
) -> None:
    printed = in_process(*same)
    done = in_process(*arguments, "-o", name)
    notes = set(done.err.splitlines()) - set(printed.err.splitlines())
    contents = {"schema": "", "import": f": 1 event; view it with: timeline --file {name}"}
    wrote = f"wrote {name}{contents.get(arguments[0], ': 1 event')}"
    assert (done.code, done.out, notes) == (0, "", {wrote})
    assert ((folder / name).read_text(), printed.code) == (printed.out, 0)


def test_a_dash_is_standard_output(folder: Path) -> None:
    before = contents(folder)
    assert in_process("show", "-o", "-") == in_process("show")
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "--output needs the name of a file"),
        ("new/", "new/ is a folder: --output needs the name of a file"),
        ("folder", "folder is a folder: --output needs the name of a file"),
        (".", ". is a folder: --output needs the name of a file"),
    ],
)
@pytest.mark.parametrize(
    "command", [("show",), ("export", "csv"), ("import", "table"), ("schema",)], ids=" ".join
)
def test_a_folder_as_output_is_refused(
    folder: Path, command: tuple[str, ...], path: str, reason: str
) -> None:
    assert refusal(folder, *command, "-o", path) == reason


@pytest.mark.parametrize(
    "path", ["{}", "./{}", "folder/../{}", "{}-link", "{}-hard", "{folder}/{}"]
)
@pytest.mark.parametrize("read", ["{}", "{}-link", "{}-hard", "{folder}/{}"])
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("mine", ("show", "-o", "{path}", "-f", "{read}")),
        ("mine", ("-f", "{read}", "export", "csv", "-o", "{path}")),
        ("table", ("import", "{read}", "-o", "{path}")),
    ],
    ids=["show", "export", "import"],
)
def test_the_input_file_is_not_overwritten(
    folder: Path, name: str, command: tuple[str, ...], read: str, path: str
) -> None:
    names = {
        "read": read.format(name, folder=folder),
        "path": path.format(name, folder=folder),
    }
    arguments = [word.format(**names) for word in command]
    reason = f"{names['path']} is the file that is read: --output needs another one"
    assert refusal(folder, *arguments) == reason


@pytest.mark.parametrize(
    ("arguments", "name"),
    [(("show", "-f", "-"), "mine"), (("import", "-"), "table"), (("show",), "mine")],
    ids=["timeline on stdin", "table on stdin", "TIMELINE_FILE"],
)
def test_an_input_file_that_is_not_named_is_not_overwritten(
    timeline: Program, folder: Path, arguments: tuple[str, ...], name: str
) -> None:
    with open(name, "rb") as file:
        done = subprocess.run(
            [*TIMELINE, *arguments, "-o", f"{name}-hard"],
            stdin=file,
            capture_output=True,
            check=False,
            env=timeline.environment({"TIMELINE_FILE": name}),
        )
    reason = f"timeline: {name}-hard is the file that is read: --output needs another one"
    assert (done.returncode, done.stderr.decode().splitlines()[0]) == (2, reason)
    assert (folder / name).read_text() in {YAML, TABLE}


def test_a_device_can_be_read_and_written() -> None:
    done = in_process("-f", "/dev/null", "show", "-o", "/dev/null")
    assert done.code == 1
    assert done.err.startswith("/dev/null:1:1: error[empty-file]: the file is empty\n")


def test_the_bundled_timeline_is_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from oai_timeline.cli import files

    monkeypatch.delenv("TIMELINE_FILE")
    monkeypatch.setattr(files, "default_path", lambda: str(folder / "mine"))
    assert "is the file that is read" in refusal(folder, "show", "-o", "mine-link")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "-o", "/dev/full"), "/dev/full: No space left on device"),
        (("schema", "-o", "/dev/full"), "/dev/full: No space left on device"),
        (("show", "-f", "/proc/self/mem"), "/proc/self/mem: Input/output error"),
        (("check", "/proc/self/mem"), "/proc/self/mem: Input/output error"),
        (("import", "/proc/self/mem"), "/proc/self/mem: Input/output error"),
        (("import", "folder"), "folder: Is a directory"),
        (("import", "none.csv"), "none.csv: No such file or directory"),
    ],
)
def test_an_error_names_its_file(arguments: tuple[str, ...], message: str) -> None:
    assert in_process(*arguments) == Done(1, "", f"timeline: {message}\n")


def test_one_ctrl_d_ends_typed_input(timeline: Program) -> None:
    outer, inner = pty.openpty()
    process = timeline.started(
        "show", "-f", "-", "--format", "jsonl", stdin=inner, stdout=subprocess.PIPE
    )
    try:
        os.write(outer, f"{YAML}\x04".encode())
        out, err = process.communicate(timeout=SECONDS)
    finally:
        process.kill()
        os.close(inner)
        os.close(outer)
    assert (process.returncode, out.count(b"\n"), err.count(b"Ctrl-D")) == (0, 1, 1)
