"""Labels of values, front matter keys and headings, and the fact that each introduces."""

from __future__ import annotations

# Labels, front matter keys and section names. The key is the fact that the label introduces.
LABELS = {
    "status": "status, state, adr status, status of this adr, status of this decision, current state, approval status, record status, status and date, status & date, date and status, decision status, current status, proposal status, document status, lifecycle status, statut, état, estado, estatus, "
    "situação, stato, stav, stan, durum, статус, состояние, ステータス, 状態, 状态, 狀態, 상태, الحالة",
    "date": "date, decision date, date decided, date of decision, decided on, decided, adr date, datum, "
    "entscheidungsdatum, beschlussdatum, date de décision, date de la décision, fecha, fecha de decisión, data, "
    "data da decisão, data della decisione, data decyzji, dato, beslutningsdato, beslutsdatum, "
    "datum rozhodnutí, besluitdatum, tarih, karar tarihi, дата, дата решения, 日付, 決定日, 日期, 决定日期, 決定日期, "
    "날짜, 결정일, 일자, accepted on, approved on, date accepted, date approved, acceptance date, timestamp, revdate, date issued, issued, issue date, issued date, issued on, approval date, التاريخ",
    "created": "created, introduced, created on, created at, creation date, date created, date proposed, proposed on, "
    "start date, stabilized at, erstellt, erstellt am, créé le, creado, creada, criado em, creato, opprettet, "
    "skapad, oprettet, utworzono, vytvořeno, oluşturulma tarihi, создано, 作成日, 创建日期, 建立日期, 작성일, "
    "date de création, дата создания, fecha de creación, data de criação, data di creazione, erstellungsdatum, "
    "datum der erstellung, aanmaakdatum, datum van aanmaak, opprettelsesdato, skapad datum, oprettelsesdato, data utworzenia, "
    "datum vytvoření, oluşturma tarihi, 创建时间, 作成日時, 생성일, تاريخ الإنشاء",
    "updated": "updated, last updated, last modified, updated on, modified, update date, aktualisiert, "
    "zuletzt aktualisiert, mis à jour, actualizado, atualizado em, aggiornato",
    "either": "supersedes / superseded by, supersedes/superseded by, superseded by / supersedes",
    "supersedes": "supersedes, supercedes, superseeds, supersede, superseding, replaces, obsoletes, "
    "ersetzt adr, löst ab, remplace, annule et remplace, reemplaza, reemplaza a, sustituye, sustituye a, substitui, "
    "vervangt, sostituisce, erstatter, ersätter, zastępuje, nahrazuje, yerine geçer, yerine geçtiği, заменяет, "
    "置き換え対象, 取代了, 替代了, 대체하는 항목",
    "superseded_by": "superseded by, superceded by, superseeded by, superceeded by, replaced by, obsoleted by, "
    "successor, succeeded by, replacement, superseding proposal, superseding adr, superseding record, superseding decision, "
    "superseding rfc, superseding document, superceding proposal, superceding adr, ersetzt durch, abgelöst durch, abgelöst von, remplacé par, remplacée par, reemplazado por, "
    "reemplazada por, sustituido por, sustituida por, substituído por, substituída por, substituido por, "
    "substituida por, vervangen door, sostituito da, sostituita da, superato da, erstattet av, erstattet af, "
    "ersatt av, zastąpiony przez, zastąpiona przez, zastąpione przez, nahrazeno, nahrazen, yerini alan, "
    "заменено на, заменён на, заменен на, заменена на, заменено, 置き換え先, 被取代, 取代者, 被替代, 대체한 항목",
    "title": "title, titel, titre, título, titolo, tittel, tytuł, název, başlık, заголовок, название, タイトル, "
    "标题, 標題, 제목, العنوان",
    "number": "number, id, adr id, adr number, adr no, nummer, número, numéro, numero, 番号, 编号, 編號, 번호",
    "tags": "tags, labels, keywords",
}
# Facts that a record may state beside these, in front matter and above the first section. They are no heads of columns:
# a table of files, owners and statuses is none of a record's own facts. `affects` holds the words that other tools and
# people use for what a decision governs, and for other things: there a value counts where it looks like a path.
NOTES = {
    "applies_to": "applies to, apply to",
    "affects": "affects, affected files, affected paths, affected code, files, file, paths, path, scope, governs, covers, "
    "code, globs, source files, betrifft, gilt für, concerne, fichiers, afecta a, archivos, ficheiros",
    "review_by": "review by, next review, review on, review due, review after, revisit by, revisit on, "
    "revisit after, expires, expires on, valid until, wiedervorlage, überprüfen bis, gültig bis, à revoir le, revisar antes de",
    "deciders": "deciders, decider, decision makers, decision maker, decided by, approvers, approver, owner, owners, "
    "decision owner, entscheider, décideurs, decisores, beslissers, 決定者, 决策者",
}
# Sections that hold labelled facts, links between records, or dated entries of what happened.
SECTIONS = {
    "meta": "preamble, dates, metadata, meta, meta data, adr metadata, document information, adr information, information, info, "
    "general information, header, details, decision details, record details, metadaten, métadonnées, metadatos, "
    "metadados, metadati, metadane, metadata záznamu, メタデータ, 元数据, 메타데이터",
    "links": "links, related, related decisions, related adrs, other related adrs, related records, relations, "
    "relationships, related links, related documents, related decision records, supersession, retirement, see also, "
    "more information, references, notes, verknüpfungen, verwandte entscheidungen, weitere informationen, liens, "
    "décisions liées, enlaces, relacionado, relacionados, decisões relacionadas, gerelateerd, collegamenti, "
    "lenker, länkar, powiązane, odkazy, bağlantılar, ссылки, 関連, リンク, 相关, 相关链接, 链接, 관련",
    "applies_to": "applies to",
    "review_by": "review by",
    "changelog": "changelog, change log, change history, history, revision history, decision record, decision history, "
    "status history, historie, historique, historial, histórico, 变更日志, 変更履歴",
}
# What a record's first heading says when it is a section and not a title.
BODY_SECTIONS = frozenset(
    "context,decision,consequences,context and problem statement,problem statement,problem,summary,introduction,"
    "motivation,background,considered options,decision drivers,decision outcome,rationale,issue,what,why,how,"
    "goals,proposal,proposed design,overview,abstract,prologue,kontext,entscheidung,konsequenzen,contexte,décision,"
    "conséquences,contexto,decisión,consecuencias,decisão,consequências,contesto,decisione,conseguenze,besluit,"
    "gevolgen,kontekst,beslutning,konsekvenser,beslut,decyzja,konsekwencje,rozhodnutí,důsledky,bağlam,karar,"
    "sonuçlar,контекст,решение,последствия,コンテキスト,背景,決定,結果,上下文,决策,决定,后果,结果,맥락,결정,결과,السياق,القرار,العواقب,"
    "table of contents,contents,toc,tl;dr,tldr,authors,submitters".split(",")
)
# Labels of a line that mean something else as a heading.
NO_HEADINGS = frozenset(("state", "decided", "tags", "labels", "keywords", "id", "successor", "review"))
# What a record may say of another one beside superseding it, as the label of a link.
RELATIONS = frozenset(
    "amends,amended by,amended,clarifies,clarified by,refines,refined by,extends,extended by,extended,relates to,related to,"
    "related,relates,depends on,required by,requires,enables,enabled by,see,see also,cf,implements,implemented by,"
    "complements,complemented by,conflicts with,contradicts,constrains,constrained by,builds on,based on,derived from,"
    "duplicates,duplicated by,follows,followed by,precedes,preceded by,links to,linked from,refers to,referenced by,"
    "referred to by,mentioned in,mentions,updates,updated by,partly supersedes,partly superseded by,part of,parent,child,"
    "ergänzt,ergänzt durch,ändert,geändert durch,präzisiert,präzisiert durch,erweitert,erweitert durch,bezieht sich auf,"
    "verwandt mit,hängt ab von,siehe,siehe auch,setzt um,umgesetzt durch,complète,complété par,complétée par,modifie,"
    "modifié par,modifiée par,précise,précisé par,précisée par,lié à,liée à,dépend de,voir,voir aussi,complementa,"
    "complementado por,complementada por,modifica,modificado por,modificada por,relacionado con,relacionada con,depende de,"
    "véase,altera,alterado por,alterada por,relacionado com,relacionada com,ver,integra,integrato da,modificato da,"
    "collegato a,dipende da,vedi,vult aan,aangevuld door,wijzigt,gewijzigd door,gerelateerd aan,hangt af van,zie,zie ook".split(
        ","
    )
)
