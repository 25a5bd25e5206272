"""Names of months, for dates in words."""

from __future__ import annotations

MONTHS = (
    "january jan januar janvier janv enero ene janeiro gennaio gen januari janvāris stycznia styczeń leden ledna ocak "
    "января январь jänner",
    "february feb februar février févr fevrier febrero fevereiro fev febbraio februari lutego luty únor února şubat "
    "февраля февраль feber",
    "march mar märz maerz mars marzo março maart marts marca marzec březen března mart марта март",
    "april apr avril avr abril abr aprile kwietnia kwiecień duben dubna nisan апреля апрель",
    "may mai mayo maio maggio mag mei maj maja květen května mayıs мая май",
    "june jun juni juin junio junho giugno giu czerwca czerwiec červen června haziran июня июнь",
    "july jul juli juillet juil julio julho luglio lug lipca lipiec červenec července temmuz июля июль",
    "august aug août aout agosto ago augustus augusti sierpnia sierpień srpen srpna ağustos августа август",
    "september sep sept septembre septiembre setembro set settembre september września wrzesień září eylül сентября "
    "сентябрь",
    "october oct oktober okt octobre octubre outubro out ottobre ott października październik říjen října ekim октября "
    "октябрь",
    "november nov novembre noviembre novembro listopada listopad listopadu kasım ноября ноябрь",
    "december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre desember des grudnia grudzień "
    "prosinec prosince aralık декабря декабрь",
)
MONTH_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
