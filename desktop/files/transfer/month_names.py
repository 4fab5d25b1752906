"""The months as exports name them: whole or short, in the languages of our lists."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = """\
january jan januar janvier janv enero ene janeiro gennaio gen januari январь января янв ינואר ינו
february feb februar février févr fév fevrier febrero fevereiro fev febbraio februari февраль февраля фев פברואר פבר
march mar märz mär mrz mars marzo março maart mrt март марта мар מרץ מרס
april apr avril avr abril abr aprile апрель апреля апр אפריל אפר
may mai mayo maio maggio mag mei maj май мая מאי
june jun juni juin junio junho giugno giu июнь июня июн יוני יונ
july jul juli juillet juil julio julho luglio lug июль июля июл יולי יול
august aug août aoû aout agosto ago augustus augusti август августа авг אוגוסט אוג
september sep sept septembre septiembre setembro set settembre сентябрь сентября сен сент ספטמבר ספט
october oct oktober okt octobre octubre outubro out ottobre ott октябрь октября окт אוקטובר אוק
november nov novembre noviembre novembro ноябрь ноября ноя נובמבר נוב
december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre декабрь декабря дек דצמבר דצמ
"""  # noqa: E501
MONTHS: Mapping[str, int] = {
    name: number
    for number, line in enumerate(_NAMES.splitlines(), start=1)
    for name in line.split()
}
