"""What a copy and an update say when they are done."""

from tests.conftest import ANSWERS, FROM, Pack, Project

UPDATE = ("update", "--trust", "--defaults", "-a", ANSWERS)


def test_an_index_that_was_skipped_is_told_at_the_end(newer: Pack, aged: Project) -> None:
    readme = aged.log / "README.md"
    whole = readme.read_text(encoding="utf-8")
    for text, why in (
        (whole.replace("<!-- adrlogstop -->\n", ""), "has the line `<!-- adrlog -->` and lacks `<!-- adrlogstop -->`"),
        (whole.replace("<!-- adrlog", "<!-- log"), "has no lines `<!-- adrlog -->`"),
        (None, "is not there"),
    ):
        if text is None:
            readme.unlink()
        else:
            readme.write_text(text, encoding="utf-8")
        aged.commit("the index cannot be written")
        done = newer.cli(*UPDATE, "-r", FROM, cwd=aged.path, check=True)
        closing = done.stderr[done.stderr.index("The decision log in docs/adr is up to date") :]
        assert "The index was skipped: docs/adr/README.md" in closing
        assert why in closing
    readme.write_text(whole, encoding="utf-8")
    aged.commit("whole again")
    assert "skipped" not in newer.cli(*UPDATE, "-r", FROM, cwd=aged.path, check=True).stderr


def test_a_copy_tells_it_too(newer: Pack, aged: Project) -> None:
    readme = aged.log / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8").replace("<!-- adrlogstop -->\n", ""), encoding="utf-8")
    call = ("copy", "--trust", "--defaults", "-a", ANSWERS, "-r", FROM, newer.path, ".")
    done = newer.cli(*call, cwd=aged.path, check=True)
    closing = done.stderr[done.stderr.index("The decision log is in docs/adr.") :]
    assert "The index was skipped: docs/adr/README.md: has the line `<!-- adrlog -->`" in closing
