"""`python -m fuzz TARGET FOLDER [-runs=N]`: run atheris, which has to be installed, on a target.

It begins with the seeds in `fuzz/corpus`; what reaches something new is put into FOLDER, and read
again by the next run. Further options are libFuzzer's.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["oai_timeline", "dateutil"]):
    from fuzz.targets import LIKE, TARGETS

HERE = Path(__file__).parent
USAGE = f"python -m fuzz {'|'.join(TARGETS)} FOLDER [-runs=N]"

if __name__ == "__main__":
    match sys.argv:
        case [program, name, folder, *options] if name in TARGETS:
            Path(folder).mkdir(parents=True, exist_ok=True)
        case _:
            raise SystemExit(USAGE)
    base = LIKE.get(name, name)
    seeds = [
        path for path in sorted({HERE / "corpus" / name, HERE / "corpus" / base}) if path.is_dir()
    ]
    words = HERE / f"{base}.dict"
    given = [f"-dict={words}", f"-artifact_prefix={folder}/", "-max_len=6000", *options]
    atheris.Setup([program, *given, folder, *map(str, seeds)], TARGETS[name])
    atheris.Fuzz()
