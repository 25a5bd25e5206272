"""What there is to do in a repository, and why."""

from copier_adr.fleet.errors import FleetError
from copier_adr.fleet.git import Git
from copier_adr.fleet.job import Done
from copier_adr.fleet.logs import Log
from copier_adr.fleet.pack import Pack, is_release, parsed


def decide(pack: Pack, logs: list[Log], command: str | None, git: Git) -> tuple[str, str]:
    """What to do and why; raises `Done` where there is nothing to do. `command` None is a plan for both."""
    ours = [log for log in logs if pack.is_source(log.source)]
    if logs and not ours:
        raise Done(
            "skipped", f"{logs[0].answers_file} names another pack, {logs[0].source}; if it is this one, "
            "add that URL to pack.aliases"
        )  # fmt: skip
    if not ours:
        if command == "update":
            raise Done("skipped", "has no pack yet; bootstrap adds it")
        return "bootstrap", "has no pack yet"
    versions = [parsed(log.version) for log in ours]
    target = parsed(pack.version)
    if all(log.version == pack.version for log in ours):
        raise Done("current", f"at {pack.version}")
    if target and all(version is not None and version > target for version in versions):
        raise Done("skipped", f"at {ours[0].version}, newer than the fleet's {pack.version}")
    if command == "bootstrap":
        raise Done("skipped", f"has the pack at {ours[0].version}; update brings it to {pack.version}")
    for log in ours:
        if log.version != pack.version and not is_release(pack, log.version, git):
            raise FleetError(
                f"{log.answers_file}: _commit: {log.version or '(empty)'} is no release of the pack, and only those "
                "are run; write the release that this log was made from"
            )
    return "update", f"from {', '.join(dict.fromkeys(log.version or '?' for log in ours))} to {pack.version}"
