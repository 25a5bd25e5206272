"""Status words of seventeen languages, and what follows from a status."""

from __future__ import annotations

# Status words. The key is the canonical English word; a value lists what else means it, over English,
# German, French, Spanish, Portuguese, Dutch, Italian, Norwegian, Swedish, Danish, Polish, Czech, Turkish,
# Russian, Japanese, Chinese and Korean. A word that is not here stays itself.
STATUSES = {
    "accepted": "accepted, approved, adopted, decided, ratified, agreed, accept, angenommen, akzeptiert, "
    "genehmigt, beschlossen, entschieden, freigegeben, verabschiedet, accepté, acceptée, approuvé, approuvée, "
    "adopté, adoptée, validé, validée, décidé, décidée, aceptado, aceptada, aprobado, aprobada, adoptado, "
    "adoptada, decidido, decidida, aceito, aceita, aceite, aprovado, aprovada, adotado, adotada, geaccepteerd, "
    "aanvaard, goedgekeurd, besloten, vastgesteld, accettato, accettata, approvato, approvata, adottato, "
    "adottata, deciso, akseptert, godkjent, vedtatt, besluttet, accepterad, accepterat, godkänd, godkänt, "
    "beslutad, beslutat, antagen, accepteret, godkendt, vedtaget, zaakceptowany, zaakceptowana, zaakceptowane, zaakceptowano, "
    "przyjęty, przyjęta, przyjęte, zatwierdzony, zatwierdzona, zatwierdzone, přijato, přijatý, přijaté, "
    "schváleno, schválený, schválené, kabul edildi, kabul, onaylandı, принято, принят, принята, утверждено, "
    "утверждён, утвержден, одобрено, 採用, 採択, 承認, 承認済み, 承認済, 決定, 已接受, 接受, 通过, 已通过, "
    "批准, 已批准, 已采纳, 采纳, 已採納, 採納, 已決定, مقبول, مقبولة, معتمد, معتمدة, موافق عليه, تم القبول, تم الاعتماد, تمت الموافقة, 수락됨, 수락, 승인, 승인됨, 채택, 채택됨, 결정됨, agreed upon, signed off, endorsed, validado, validada, godkendte, uzgodniony",
    "proposed": "proposed, proposal, propose, vorgeschlagen, vorschlag, proposé, proposée, proposition, "
    "propuesto, propuesta, proposto, proposta, voorgesteld, voorstel, foreslått, forslag, föreslagen, "
    "föreslaget, förslag, foreslået, proponowany, proponowana, proponowane, zaproponowany, zaproponowana, "
    "zaproponowane, propozycja, navrženo, navržený, navržené, návrh, önerildi, öneri, предложено, предложен, "
    "предложена, 提案, 提案中, 提案済み, 提议, 提议中, 建议, 建议中, 提議, 提議中, 제안, 제안됨, مقترح, مقترحة, suggested, proposing, zur entscheidung, zur abstimmung",
    "draft": "draft, wip, work in progress, entwurf, in arbeit, under arbeid, brouillon, borrador, rascunho, minuta, concept, "
    "bozza, utkast, kladde, udkast, szkic, wersja robocza, koncept, taslak, черновик, 下書き, 草案, ドラフト, "
    "草稿, 초안, مسودة, work-in-progress, final draft, being drafted, in work",
    "rejected": "rejected, declined, refused, abgelehnt, verworfen, rejeté, rejetée, refusé, refusée, rechazado, "
    "rechazada, rejeitado, rejeitada, recusado, recusada, afgewezen, verworpen, rifiutato, rifiutata, respinto, "
    "respinta, avvist, forkastet, avvisad, avvisat, avslagen, förkastad, afvist, odrzucony, odrzucona, "
    "odrzucone, zamítnuto, zamítnutý, zamítnuté, odmítnuto, reddedildi, отклонено, отклонён, отклонен, "
    "отклонена, отвергнуто, 却下, 不採用, 拒絶, 已拒绝, 拒绝, 被拒绝, 否决, 已否决, 已拒絕, 拒絕, 거부, "
    "مرفوض, مرفوضة, تم الرفض, 거부됨, 거절, 거절됨, 반려, denied, vetoed, turned down, voted down, disapproved, dismissed, decided against, descartado, descartada, scartato, scartata",
    "deprecated": "deprecated, veraltet, überholt, obsolète, déprécié, dépréciée, obsoleto, obsoleta, depreciado, "
    "depreciada, descontinuado, descontinuada, verouderd, achterhaald, deprecato, deprecata, utdatert, foreldet, "
    "föråldrad, utfasad, forældet, przestarzały, przestarzała, przestarzałe, zastaralé, zastaralý, zastaralá, "
    "kullanımdan kaldırıldı, устарело, устарел, устарела, 非推奨, 廃止, 已弃用, 弃用, 已废弃, 废弃, 已过时, "
    "已棄用, 棄用, 已廢棄, 사용 중단, مهمل, مهملة, متقادم, 폐기, 폐기됨, 더 이상 사용되지 않음, outdated, out of date, no longer valid, no longer relevant, no longer applicable, no longer used, discontinued, phased out, hinfällig, nicht mehr gültig, caduc, caduque, vervallen, nieaktualny, nieaktualne, неактуально, 已失效, 失效, 作废, 无效, 無効",
    "superseded": "superseded, superceded, superseeded, superceeded, replaced, ersetzt, abgelöst, remplacé, "
    "remplacée, reemplazado, reemplazada, sustituido, sustituida, substituído, substituída, substituido, "
    "substituida, vervangen, sostituito, sostituita, superato, superata, erstattet, ersatt, zastąpiony, "
    "zastąpiona, zastąpione, nahrazeno, nahrazený, nahrazené, nahrazen, nahrazena, değiştirildi, "
    "yerini başkası aldı, заменено, заменён, заменен, заменена, 置換, 置き換え, 置き換え済み, 置き換えられた, "
    "مستبدل, مستبدلة, تم استبداله, 已取代, 取代, 被取代, 已被取代, 已替代, 被替代, 已替换, 대체, 대체됨, supplanted",
    "implemented": "implemented, umgesetzt, implementiert, implémenté, implémentée, implementado, implementada, "
    "geïmplementeerd, implementato, implementata, implementert, gjennomført, genomförd, implementeret, "
    "zaimplementowane, zaimplementowany, implementováno, uygulandı, реализовано, 実装済み, 已实施, 已實施, "
    "已实现, 구현됨",
    "done": "done, 完成, 已完成",
    "active": "active, in force, in effect, effective, enacted, in kraft, en vigueur, en vigor, em vigor, in vigore, van kracht, gjeldende, "
    "gällande, gældende, obowiązuje, obowiązujący, v platnosti, yürürlükte, действует, 有効, 生效, 已生效, 유효",
    "in review": "in review, in prüfung, en revisión, en revue, em revisão, in revisione, 审核中, レビュー中, 검토 중, на рассмотрении, inceleniyor, قيد المراجعة, being reviewed, reviewing, em análise, en révision, w trakcie przeglądu, на согласовании, 审查中, 評審中",
    "on hold": "on hold, zurückgestellt, pausiert, paused, parked, suspended, en pause, em espera, beklemede, wstrzymany, приостановлено, 保留, 搁置, 擱置, 보류",
    "withdrawn": "withdrawn, zurückgezogen, retiré, retirée, retirado, retirada, ingetrokken, ritirato, trukket, "
    "wycofany, staženo, отозвано, 撤回, 已撤回, مسحوب, مسحوبة, geri çekildi, revoked, rescinded, repealed, retracted, aufgehoben, revogado, revogada, revocato, revocata, tilbagetrukket, tilbakekalt, upphävd, wycofana, wycofane, 取り下げ, 撤销, 已撤销, 철회, 철회됨",
    "pending": "pending, ausstehend, en attente, pendiente, pendente, in attesa, wartet, oczekuje, oczekujący, ожидает, bekliyor, čeká, afventer, avventer, väntar, in afwachting",
    "cancelled": "cancelled, canceled, отменено, отменён, отменен, отменена, ملغى, ملغاة, ملغي, تم الإلغاء, iptal edildi, annulé, annulée, cancelado, cancelada, aborted, annulled, anulado, anulada, annullato, annullata, geannuleerd, anulowany, anulowane, zrušeno, zrušený, iptal, аннулировано, 中止, 取消, 已取消, 취소, 취소됨, abgebrochen, storniert",
    "partly superseded": "partly superseded, partially superseded, superseded in part, superseded-in-part, partly replaced, superseded partly, "
    "superseded partially, partially replaced, in part superseded, teilweise ersetzt, partiellement remplacé, "
    "partiellement remplacée, parcialmente reemplazado, parcialmente reemplazada, parcialmente sustituido, "
    "parcialmente sustituida, parcialmente substituído, parcialmente substituída, parzialmente sostituito, "
    "parzialmente sostituita, gedeeltelijk vervangen, delvis erstattet, delvis ersatt, częściowo zastąpiony, "
    "częściowo zastąpiona, částečně nahrazeno, kısmen değiştirildi, частично заменено, частично заменён, "
    "частично заменен, частично заменена, 部分取代, 部分被取代, 一部置き換え, 부분 대체",
    "deferred": "deferred, postponed, diferido, diferida, aplazado, aplazada, reporté, pospuesto, adiado, uitgesteld, rinviato, odłożony, отложено",
}
# Words that keep their own name but are known to be statuses, so that a later line may state them.
OWN_STATUSES = (
    "implementable, provisional, under review, review, incomplete, reverted, stable, retired, obsolete, "
    "abandoned, committed, published, discussion, in discussion, amended, final, rfc, open, closed, "
    "to be reviewed, pending approval, undecided, completed, executed, living, archived, "
    "in progress, in-progress, merged, reviewed, submitted, experimental, inactive, under discussion, under consideration, "
    "under evaluation, in evaluation, in consideration"
)
SIX = ("accepted", "proposed", "draft", "rejected", "deprecated", "superseded")
NOTHING = frozenset(
    "n/a,na,none,no,nothing,nil,null,-,--,---,–,—,.,?,...,…,tbd,tba,todo,unknown,x,keine,keiner,aucun,aucune,ninguno,"
    "ninguna,nenhum,nenhuma,geen,nessuno,nessuna,ingen,brak,žádné,žádný,yok,нет,なし,无,無,없음,~,[],{},\"\",''".split(
        ","
    )
)
NEGATION = frozenset("not,no,never,nicht,kein,pas,non,niet,ikke,inte,nie,не,yet,un,half".split(","))
# From which status which others may not follow. Words that are not here may go anywhere.
NO_STEP = {
    "accepted": ("proposed", "draft", "rejected"),
    "rejected": ("accepted", "deprecated"),
    "deprecated": ("proposed", "draft", "accepted", "rejected"),
    "superseded": ("proposed", "draft", "accepted", "rejected"),
}
# How far a record has come: of two statuses that it states, the later one is in force. Words that are not here: ACCEPTED.
OPEN, ACCEPTED, BUILT, CLOSED = range(4)
STAGES = {
    **dict.fromkeys(
        "proposed,draft,in review,on hold,pending,deferred,under review,review,to be reviewed,pending approval,undecided,"
        "in progress,in-progress,discussion,in discussion,open,submitted,reviewed,experimental,provisional,rfc,incomplete,"
        "under discussion,under consideration,under evaluation,in evaluation,in consideration".split(","),
        OPEN,
    ),
    **dict.fromkeys("implemented,done,stable,active,final,completed,executed,merged,living".split(","), BUILT),
    **dict.fromkeys(
        "rejected,deprecated,superseded,withdrawn,reverted,retired,obsolete,abandoned,archived,cancelled,closed,inactive".split(
            ","
        ),
        CLOSED,
    ),
}
# The same for words that are a status only where they are all that is said: in a sentence they mean nothing.
ALONE = {
    **dict.fromkeys(
        "candidate,tentative,idea,planned,exploratory,new,ongoing,stalled,blocked,discussing,evaluating,investigating,requested,"
        "request for comments,unresolved,trial,pilot,assess,waiting,unapproved,unaccepted,unconfirmed,in development,in preparation,"
        "offen,in diskussion,in bearbeitung,zur freigabe,en cours,en discussion,à valider,en discusión,en curso,em discussão,"
        "em andamento,in bespreking,ter beoordeling,in discussione,in corso,w trakcie,do akceptacji,в обсуждении,в работе,"
        "検討中,协商中,讨论中,進行中,进行中,待定,진행 중,논의 중".split(","),
        OPEN,
    ),
    **dict.fromkeys(
        "shelved,dropped,discarded,killed,void,invalid,overturned,overruled,reversed,expired,lapsed,dead,historic,historical,legacy,"
        "removed,deleted,sunset,decommissioned,ended,terminated,scrapped,rolled back,undone,obsoleted,nullified,invalidated,"
        "obviated,moved,duplicate,retiring,disallowed,refuted,wontfix,won't do,will not be done,overtaken by events,out of force,"
        "succeeded,außer kraft,ungültig,archiviert,abandonné,abandonnée,archivé,archivée,"
        "archivado,archivada,abandonado,abandonada,caducado,caducada,arquivado,arquivada,archiviato,archiviata,abbandonato,"
        "abbandonata,gearchiveerd,utgått,bortfalden,arkiverad,arkivert,arkiveret,zarchiwizowany,porzucony,neplatné,archivováno,"
        "geçersiz,архив,終了,終止,终止,무효".split(","),
        CLOSED,
    ),
}


def stage_of(status: str) -> int:
    """How far a record of this status (canonical) has come. A word that nobody knows is one of the project's own: ACCEPTED."""
    if status == "accepted":
        return ACCEPTED  # most are, and it is asked often
    if status in STAGES:
        return STAGES[status]
    words = status.split()
    if words[:2] == ["no", "longer"]:
        return CLOSED
    if words[:1] == ["being"] or words[:2] == ["under", "development"] or NEGATION.intersection(words[:1]):
        return OPEN  # "not accepted", "being discussed"
    return next((ALONE[lead] for n in range(len(words), 0, -1) if (lead := " ".join(words[:n])) in ALONE), ACCEPTED)


# What a record does not come back from by a word that stands beside it.
RETIRED = ("superseded", "deprecated", "withdrawn", "retired", "obsolete")
# A record that was turned down: it never came into force, so what it would supersede stays.
REFUSED = (
    "rejected",
    "withdrawn",
    "cancelled",
    "abandoned",
    "dropped",
    "discarded",
    "shelved",
    "scrapped",
    "wontfix",
    "won't do",
)
FROZEN = ("accepted", "deprecated", "superseded")
UNDECIDED = ("proposed", "draft")
