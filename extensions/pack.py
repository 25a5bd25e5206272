"""The Jinja extension that `copier.yml` names: how its parts are loaded. What it offers stands in `functions.py`.

An update runs the old and the new version of the pack in one process. A plain import would give the new version the old
one's neighbours, so each part is loaded by its path and handed to those that need it.
"""

import importlib.machinery
import importlib.util
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extensions import (
        after_update,
        answers,
        forms,
        functions,
        loading,
        logs,
        models,
        project,
        records,
        rendering,
        styles,
    )
else:

    def _load(name, kind, **neighbours):
        path = Path(__file__).with_name(f"{name}.py")
        # A name that nothing else has: the other version's module must keep its place until it is run.
        loader = kind(f"copier_adr_{name}_{uuid.uuid4().hex}", str(path))
        # Lazy: a project without a log needs nothing of `logs`.
        spec = importlib.util.spec_from_file_location(loader.name, path, loader=importlib.util.LazyLoader(loader))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for neighbour in neighbours.items():
            setattr(module, *neighbour)
        return module

    loading = _load("loading", importlib.machinery.SourceFileLoader)

    def _models():
        module = _load("models", loading.Part)
        _ = module.Contract  # Loaded at once: what all clones share cannot wait until this clone has gone.
        return module

    models = loading.once("models", _models)
    styles = _load("styles", loading.Part, loading=loading, models=models)
    records = _load("records", loading.Part, styles=styles)
    forms = _load("forms", loading.Part, loading=loading, styles=styles, records=records)
    answers = _load("answers", loading.Part, styles=styles)
    logs = _load("logs", loading.Part, styles=styles)
    project = _load("project", loading.Part)
    after_update = _load("after_update", loading.Part)
    rendering = _load("rendering", loading.Part, loading=loading)
    looks = {"after_update": after_update, "answers": answers, "logs": logs, "project": project}
    makes = {"forms": forms, "records": records, "rendering": rendering, "styles": styles}
    functions = _load("functions", loading.Part, **looks, **makes)

__all__ = ["Pack", "answers", "forms", "functions", "logs", "models", "project", "records", "styles"]

Pack = functions.Pack
