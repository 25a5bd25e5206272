"""The extension leaves Jinja, Copier and other templates alone, and keeps nothing of clones that are gone."""

import importlib.util
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import copier
import jinja2
import jinja2.sandbox
from copier._main import Worker

from bench.laid import lay_pack
from tests.conftest import ROOT, Pack

EXTENSION = """
from jinja2.ext import Extension


class Theirs(Extension):
    def __init__(self, environment):
        super().__init__(environment)
        environment.globals["wrong"] = lambda name: f"theirs: {name}"
        environment.filters["md"] = lambda text: f"<{text}>"
"""
QUESTIONS = """
_subdirectory: template
_jinja_extensions: [copier_template_extensions.TemplateExtensionLoader, extensions/pack.py:Theirs]
name: {type: str, default: "{{ 'a' | md }}"}
"""
TEXT = "{{ wrong('x') }} {{ name | md }} {{ left_out is defined }} {{ 2 * 3 }}{# gone #} {{- ' kept' }}\n"


def theirs(folder: Path) -> Path:
    """Another template with an extension of its own, in a file of the same name and with names of ours."""
    for name, text in {
        "copier.yml": QUESTIONS, "extensions/pack.py": EXTENSION, "template/{{ 'out' | md }}.txt.jinja": TEXT,
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def made(template: Path, folder: Path) -> dict[str, str]:
    copier.run_copy(str(template), folder, defaults=True, unsafe=True, quiet=True)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def methods() -> dict[str, object]:
    """Every method of Jinja's environment and of Copier's worker, as they are now."""
    kinds = (jinja2.Environment, jinja2.sandbox.SandboxedEnvironment, jinja2.Template, Worker)
    return {f"{kind.__name__}.{name}": value for kind in kinds for name, value in vars(kind).items() if callable(value)}


def test_another_template_is_rendered_as_if_alone_before_after_and_in_a_thread_beside(
    plain: Pack, new_folder: Callable[[str], Path]
) -> None:
    template, before = theirs(new_folder("theirs")), methods()
    alone = made(template, new_folder("alone"))
    assert alone == {"<out>.txt": "theirs: x <<a>> False 6 kept\n"}
    started = threading.Event()
    found: list[dict[str, str]] = []

    def beside() -> None:
        started.set()
        found.extend(made(template, new_folder(f"beside-{number}")) for number in range(5))

    thread = threading.Thread(target=beside)
    # (Copier runs tasks in the process's working folder, so ours runs without them here.)
    thread.start()
    started.wait()
    copier.run_copy(str(plain.path), new_folder("ours"), defaults=True, unsafe=True, quiet=True, skip_tasks=True)
    thread.join()
    assert found == [alone] * 5
    assert made(template, new_folder("after")) == alone
    assert methods() == before


def test_an_environment_of_ours_has_only_methods_of_its_class(plain: Pack, new_folder: Callable[[str], Path]) -> None:
    with Worker(src_path=str(plain.path), dst_path=new_folder("ours"), unsafe=True) as worker:
        environment = worker.jinja_env
        assert "left_out" in environment.globals
        names = {name for kind in type(environment).__mro__ for name, value in vars(kind).items() if callable(value)}
        assert names & set(vars(environment)) == set()


def load(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("extension_under_test", root / "extensions" / "pack.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_clones_do_not_meet_and_one_that_is_gone_leaves_no_module(new_folder: Callable[[str], Path]) -> None:
    one, two, three = (new_folder(name) / "pack" for name in ("one", "two", "three"))
    for folder in (one, two, three):
        lay_pack(folder)
    (two / "copier_adr/version.py").write_text('VERSION = "2"\n', encoding="utf-8")
    first, second = load(one), load(two)
    assert first.Pack is load(one).Pack
    texts = [pack.Pack.code(None, "adr.py") for pack in (first, second)]
    assert ["by copier-adr 2:" in text for text in texts] == [False, True]
    own = [name for name in sys.modules if name.partition(".")[0] == first.Pack.__module__.partition(".")[0]]
    assert len(own) > 10
    shutil.rmtree(one)
    load(three)
    assert [name for name in own if name in sys.modules] == []
    assert second.Pack.__module__ in sys.modules


def test_many_copies_in_one_process_pile_up_nothing(pack: Pack, new_folder: Callable[[str], Path]) -> None:
    def copies(number: int) -> tuple[int, int]:
        for _ in range(number):
            copier.run_copy(
                str(pack.path), new_folder("many"), vcs_ref="HEAD", defaults=True, unsafe=True, quiet=True,
                skip_tasks=True,
            )  # fmt: skip
        return len(sys.modules), len(sys.path_importer_cache)

    assert copies(3) == copies(1)


def test_nothing_of_the_pack_is_compiled_by_hand_or_put_in_the_place_of_a_library() -> None:
    paths = [*ROOT.glob("extensions/*.py"), *ROOT.glob("copier_adr/pack/*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    assert [word for word in (" exec(", " compile(", "LazyLoader", "from_string =", ".compile =") if word in text] == []
