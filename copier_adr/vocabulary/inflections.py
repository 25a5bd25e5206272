"""Statuses as a language writes them, so that a record keeps its own words."""

from __future__ import annotations

# (accepted, proposed, draft, rejected, deprecated, superseded, superseded by) in the words of a language.
WORDS = (
    ("accepted", "proposed", "draft", "rejected", "deprecated", "superseded", "superseded by"),
    ("angenommen", "vorgeschlagen", "Entwurf", "abgelehnt", "veraltet", "ersetzt", "ersetzt durch"),
    ("accepté", "proposé", "brouillon", "rejeté", "obsolète", "remplacé", "remplacé par"),
    ("aceptado", "propuesto", "borrador", "rechazado", "obsoleto", "reemplazado", "reemplazado por"),
    ("aceptada", "propuesta", "borrador", "rechazada", "obsoleta", "reemplazada", "reemplazada por"),
    ("aceito", "proposto", "rascunho", "rejeitado", "obsoleto", "substituído", "substituído por"),
    ("aceita", "proposta", "rascunho", "rejeitada", "obsoleta", "substituída", "substituída por"),
    ("geaccepteerd", "voorgesteld", "concept", "afgewezen", "verouderd", "vervangen", "vervangen door"),
    ("accettato", "proposto", "bozza", "rifiutato", "deprecato", "sostituito", "sostituito da"),
    ("akseptert", "foreslått", "utkast", "avvist", "utdatert", "erstattet", "erstattet av"),
    ("accepterad", "föreslagen", "utkast", "avvisad", "föråldrad", "ersatt", "ersatt av"),
    ("accepteret", "foreslået", "udkast", "afvist", "forældet", "erstattet", "erstattet af"),
    ("zaakceptowany", "proponowany", "szkic", "odrzucony", "przestarzały", "zastąpiony", "zastąpiony przez"),
    ("přijato", "navrženo", "koncept", "zamítnuto", "zastaralé", "nahrazeno", "nahrazeno"),
    (
        "kabul edildi",
        "önerildi",
        "taslak",
        "reddedildi",
        "kullanımdan kaldırıldı",
        "değiştirildi",
        "superseded by",
    ),
    ("принято", "предложено", "черновик", "отклонено", "устарело", "заменено", "заменено на"),
    ("採用", "提案", "草案", "却下", "非推奨", "置き換え", "superseded by"),
    ("承認", "提案中", "ドラフト", "却下", "廃止", "置き換え済み", "superseded by"),
    ("已接受", "提议", "草案", "已拒绝", "已弃用", "已取代", "superseded by"),
    ("通过", "提议", "草稿", "拒绝", "已弃用", "已取代", "superseded by"),
    ("승인", "제안", "초안", "거부", "폐기", "대체됨", "superseded by"),
)
