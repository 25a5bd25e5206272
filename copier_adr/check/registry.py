"""Every rule of `check`, in the order of docs/checks.md."""

from __future__ import annotations

from .rule import Rule
from .rules.base import BASE_RULES
from .rules.citations import CITATION_RULES
from .rules.due import DUE_RULES
from .rules.facts import FACT_RULES
from .rules.files import FILE_RULES
from .rules.govern import GOVERN_RULES
from .rules.ground import GROUND_RULES
from .rules.index import INDEX_RULES
from .rules.own_index import OWN_INDEX_RULES
from .rules.supersession import SUPERSESSION_RULES
from .rules.text import TEXT_RULES
from .rules.time import TIME_RULES
from .rules.titles import TITLE_RULES
from .rules.upkeep import UPKEEP_RULES

RULES: dict[str, Rule] = {
    rule.id: rule
    for family in (
        TITLE_RULES,
        FACT_RULES,
        TEXT_RULES,
        SUPERSESSION_RULES,
        GOVERN_RULES,
        INDEX_RULES,
        OWN_INDEX_RULES,
        FILE_RULES,
        BASE_RULES,
        GROUND_RULES,
        TIME_RULES,
        UPKEEP_RULES,
        CITATION_RULES,
        DUE_RULES,
    )
    for rule in family
}
