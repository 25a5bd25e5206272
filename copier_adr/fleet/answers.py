"""Whether the answers in `fleet.toml` can be right: the pack itself is asked, in an empty project."""

import re
import shutil
import tempfile
from pathlib import Path

from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git
from copier_adr.fleet.job import Job
from copier_adr.fleet.workshop import Workshop


def impossible_answers(job: Job) -> list[str]:
    """One line for each place in the file with an answer that the pack refuses."""
    fleet = job.fleet
    places = [("answers", fleet.answers)]
    places += [(f"override[{i}].answers", {**fleet.answers, **one.answers}) for i, one in enumerate(fleet.override)]
    folder = Path(tempfile.mkdtemp(prefix="answers-", dir=job.work))
    shop = Workshop(folder)
    faults: dict[str, str] = {}
    try:
        for number, (place, answers) in enumerate(places):
            project = folder / str(number) / "project"
            Git(fleet.git.timeout).run("init", "--quiet", "--template=", str(project))
            try:
                if answers:
                    shop.copy(job.pack, project, answers, overwrite=True)
            except FleetError as error:
                # What is wrong for all is told once.
                faults.setdefault(_told(str(error)), place)
    finally:
        shop.close()
        shutil.rmtree(folder, ignore_errors=True)
    return [f"{place}{said}" for said, place in faults.items()]


def _told(said: str) -> str:
    """The pack begins with the question; Copier puts it in quotes. Here the key stands as in the file."""
    found = re.match(r"(\w+): (.*)", said) or re.search(r"""(?:question|answer|for) ['"](\w+)['"]:?\s*(.*)""", said)
    return f".{found[1]}: {found[2] or said}" if found else f": {said}"
