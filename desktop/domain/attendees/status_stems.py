"""Reads states by the stems of their words: English, Hebrew and eight other languages of lists.

Endings differ by gender and number, and systems say who did it and why (`Cancelled by attendee`,
`Annulée`), so whole phrases alone do not do. Each word must be known; a negation or a half
(`Not cancelled`, `Partially paid`) or two that contradict each other are not understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from desktop.domain.attendees.registration import Status
from desktop.domain.spelling import normalise

ATTENDED = "attended"
NOT_ATTENDED = "not_attended"
# Before a word these turn it round (`de-registered`, `in valid`); elsewhere some mean nothing.
_TURNING = frozenset({"de", "in", "a", "un", "dis", "ir", "il", "im", "non", "anti", "mis"})
# No state takes more words; a longer text is an answer to some other question.
_MOST_WORDS = 8


class _Mark(StrEnum):
    """What a word of a state says."""

    CANCEL = "cancel"
    REFUND = "refund"
    EXPIRE = "expire"
    DECLINE = "decline"
    FAIL = "fail"
    WAIT = "wait"
    PENDING = "pending"
    INVITE = "invite"
    BLOCK = "block"
    YES = "yes"
    COME = "come"
    AWAY = "away"
    NOT = "not"
    MONEY = "money"
    NOTHING = "nothing"


# A star stands for any ending.
_STEMS: Mapping[_Mark, str] = {
    _Mark.CANCEL: (
        "cancel* withdraw* withdrew void voided revok* delet* removed deregister* unregister* "
        "inactive annul* anul* desinscri* resili* storn* abgesagt* abgemeldet* abmeld* geannul* "
        "afgezeg* afgemeld* avbok* avbestall* avanmal* disdett* cancellat* отмен* аннулир* снят "
        "בוטל* מבוטל* ביטל* בטל desistiu desistio retirad* zuruckgezogen* inaktiv* inactif*"
    ),
    _Mark.REFUND: (
        "refund* rembours* erstattet* ruckerstattet* reembols* devuelt* rimborsat* возвращ* "
        "возврат* terugbetaald* aterbetal* chargeback chargedback הוחזר* זוכה* זיכוי"
    ),
    _Mark.EXPIRE: (
        "expir* lapsed abgelaufen* caduc* vencid* scadut* истек* просроч* verlopen utgangen "
        "utgatt פג"
    ),
    _Mark.DECLINE: (
        "declin* reject* refus* denied regret* regrets disapproved abgelehnt* rejete* rechazad* "
        "recusad* rifiutat* respint* отказ* отклон* geweigerd* afgewezen avbojd* avbojt nekad* "
        "avslag* avslagen נדחה נדחתה סורב סירב* דחה* rejeitad*"
    ),
    _Mark.FAIL: (
        "fail* error* echou* echec* fehlgeschlagen* gescheitert* fallid* falhou falhad* fallit* "
        "неудач* ошибк* mislukt* misslyckad* misslyckat נכשל* bounced abandon* undeliver* "
        "unzustellbar*"
    ),
    _Mark.WAIT: (
        "waitlist* waiting wartelist* wachtlijst* vantelist* reservlist* waitinglist* standby"
    ),
    _Mark.PENDING: (
        "pending await* unpaid unconfirmed unapproved tentativ* maybe reserved reserve reservee "
        "reservad* reservat* reserviert* gereserveerd* reserverad* incomplete incomplet* hold "
        "processing moderation review ausstehend* offen* pendient* pendent* sospes* ожида* "
        "openstaand* afwachting vantar obetald* onbetaald* unbezahlt* impaye* provisional* "
        "vorlaufig* draft brouillon entwurf borrador rascunho bozza черновик* concept utkast "
        "טיוטה ממתינ* ממתין אולי requested submitted initiated initiali* authorized authorised "
        "preliminar* open unbestatigt* onbevestigd* obekraftad* неоплач* неподтвержд* impagad*"
    ),
    _Mark.INVITE: (
        "invited invite invitee invitad* convidad* invitat* eingeladen* uitgenodigd* inbjud* "
        "приглаш* מוזמנ* הוזמנ* מוזמן הוזמן"
    ),
    _Mark.BLOCK: (
        "blocked blocking banned barred gesperrt* bloque bloquee bloquead* bloccat* заблокир* "
        "geblokkeerd* sparrad* sparrat blockerad* blacklist* suspend* suspens* חסומ* חסום מושעה"
    ),
    _Mark.YES: (
        "present presente presentes anwesend* aanwezig* narvarande נוכח* registered attending "
        "approved confirmed complete completed paid active valid validated going accepted booked "
        "issued enrolled enroled success successful succeeded processed approuve approuvee "
        "aprobad* aprovad* approvat* genehmigt* goedgekeurd* godkand* godkant одобрен* confirme "
        "confirmee confirmes confirmees confirmad* confermat* bestatigt* bevestigd* bekraftad* "
        "подтвержд* complete completee completad* completat* paye payee payes pagad* pagat* "
        "bezahlt* betaald* betald* betalt оплачен* activo activa ativo ativa attivo attiva actif "
        "aktiv* valide validee valides validad* validato validata gultig geldig giltig* accepte "
        "acceptee aceptad* aceit* accettat* angenommen* geaccepteerd* accepterad* принят* "
        "gebucht* geboekt* bokad* inscrit inscrite inscrits inscrito inscrita inscritos "
        "inscriptos inscripto iscritt* angemeldet* aangemeld* ingeschreven anmald* anmalt "
        "registrado registrada registrados registrato registrata registriert* geregistreerd* "
        "registrerad* зарегистрирован* участвует רשומ* רשום נרשמ* נרשם מאושר* אושר* שולמ* שולם "
        "פעיל* abgeschlossen* concluid* voltooid* afgerond* slutford* finalizad*"
    ),
    _Mark.COME: (
        "attended arrived scanned used redeemed checkedin eingecheckt* "
        "ingecheckt* incheckad* asistio compareceu "
        "arrive arrivee arrivat* прибыл* הגיע* נכנס*"
    ),
    _Mark.AWAY: (
        "absent* noshow abwesend* afwezig* franvarande ausente* assente* assenti отсутств* נעדר* "
        "unused"
    ),
    _Mark.NOT: (
        "not no non nicht kein* pas ne n never nie jamais nunca nao не нет niet geen inte ej nej "
        "לא אינו אינה אין cannot cant dont didnt doesnt isnt without sans ohne senza sin sem "
        "zonder utan без ללא longer partial* partly teilweise partiel* parcial* parzial* частич* "
        "gedeeltelijk* delvis* חלקי* half almost from was were previously formerly ex former "
        "unless until if except or before tbc would could should un"
    ),
    _Mark.MONEY: (
        "payment payments card charge transaction zahlung* paiement* pagamento* betaling* "
        "betalning* оплат* платеж* תשלום לתשלום money deposit"
    ),
    _Mark.NOTHING: (
        "approval confirmation verification approbation validation bestatigung freigabe aprobacion "
        "aprovacao approvazione goedkeuring godkannande подтверждени* одобрени* לאישור "
        "by the a an of for via on with user attendee guest participant registrant organizer "
        "organiser organizers organisers host admin administrator staff manager system customer "
        "buyer owner member event order ticket registration booking reservation invitation rsvp "
        "status online offline automatically manually auto in de la le les l par von vom der die "
        "das den del por da do di dal van door av teilnehmer* veranstalter* organisateur* "
        "organizador* organizzator* organisator* inscription* inscripc* inscricao inscricoes "
        "iscrizione registrazione anmeldung* commande* bestellung* pedido* ordine* inschrijving* "
        "anmalan* регистрация заказ* билет* организатор* участник* מארגנ* המארגנ* הזמנה הרשמה "
        "המשתתפ* משתתפ* את של על ידי is has have been est war wurde hat fue foi e stato ist ha "
        "sido"
    ),
}
_PHRASES: Mapping[str, _Mark] = {
    "checked in": _Mark.COME, "no show": _Mark.AWAY, "no refund": _Mark.NOTHING,
    "without refund": _Mark.NOTHING, "not refunded": _Mark.NOTHING, "non refundable": _Mark.NOTHING,
    "waiting list": _Mark.WAIT, "wait list": _Mark.WAIT, "liste d attente": _Mark.WAIT,
    "lista de espera": _Mark.WAIT, "lista d attesa": _Mark.WAIT, "lista di attesa": _Mark.WAIT,
    "lista de esperas": _Mark.WAIT, "liste de attente": _Mark.WAIT, "רשימת המתנה": _Mark.WAIT,
    "лист ожидания": _Mark.WAIT, "список ожидания": _Mark.WAIT, "ליסט המתנה": _Mark.WAIT,
    "листе ожидания": _Mark.WAIT, "בהמתנה": _Mark.WAIT, "en attente": _Mark.PENDING,
    "en espera": _Mark.PENDING, "em espera": _Mark.PENDING, "in attesa": _Mark.PENDING,
    "on hold": _Mark.PENDING, "in progress": _Mark.PENDING, "in bearbeitung": _Mark.PENDING,
    "en cours": _Mark.PENDING, "in behandeling": _Mark.PENDING, "in afwachting": _Mark.PENDING,
    "not paid": _Mark.PENDING, "non paye": _Mark.PENDING, "non payee": _Mark.PENDING,
    "nicht bezahlt": _Mark.PENDING, "no pagado": _Mark.PENDING, "no pagada": _Mark.PENDING,
    "nao pago": _Mark.PENDING, "nao paga": _Mark.PENDING, "non pagato": _Mark.PENDING,
    "не оплачен": _Mark.PENDING, "не оплачено": _Mark.PENDING, "niet betaald": _Mark.PENDING,
    "inte betald": _Mark.PENDING, "ej betald": _Mark.PENDING, "לא שולם": _Mark.PENDING,
    "לא שילם": _Mark.PENDING, "not confirmed": _Mark.PENDING, "not approved": _Mark.PENDING,
    "non confirme": _Mark.PENDING, "nicht bestatigt": _Mark.PENDING, "no confirmado": _Mark.PENDING,
    "no confirmada": _Mark.PENDING, "nao confirmado": _Mark.PENDING,
    "non confermato": _Mark.PENDING,
    "не подтвержден": _Mark.PENDING, "niet bevestigd": _Mark.PENDING, "ej bekraftad": _Mark.PENDING,
    "לא אושר": _Mark.PENDING, "לא אושרה": _Mark.PENDING, "לא מאושר": _Mark.PENDING,
    "לא מאושרת": _Mark.PENDING, "not attending": _Mark.CANCEL, "not going": _Mark.CANCEL,
    "not coming": _Mark.CANCEL, "לא מגיע": _Mark.CANCEL, "לא מגיעה": _Mark.CANCEL,
    "charged back": _Mark.REFUND, "liste dattente": _Mark.WAIT, "lista dattesa": _Mark.WAIT,
    "ברשימת המתנה": _Mark.WAIT, "payment received": _Mark.YES, "zahlung erhalten": _Mark.YES,
    "paiement recu": _Mark.YES, "pago recibido": _Mark.YES, "pagamento recebido": _Mark.YES,
    "pagamento ricevuto": _Mark.YES, "opted out": _Mark.CANCEL, "dropped out": _Mark.CANCEL,
}  # fmt: skip
_STATES: Mapping[_Mark, str] = {
    _Mark.CANCEL: Status.CANCELLED, _Mark.REFUND: Status.CANCELLED, _Mark.EXPIRE: Status.CANCELLED,
    _Mark.DECLINE: Status.CANCELLED, _Mark.FAIL: Status.PENDING, _Mark.WAIT: Status.WAITLISTED,
    _Mark.PENDING: Status.PENDING, _Mark.INVITE: Status.INVITED, _Mark.BLOCK: Status.BLOCKED,
    _Mark.YES: Status.REGISTERED, _Mark.COME: ATTENDED, _Mark.AWAY: NOT_ATTENDED,
}  # fmt: skip
# What may stand together, and what it says then.
_TOGETHER: Mapping[frozenset[_Mark], str] = {
    frozenset({_Mark.CANCEL, _Mark.REFUND}): Status.CANCELLED,
    frozenset({_Mark.CANCEL, _Mark.EXPIRE}): Status.CANCELLED,
    frozenset({_Mark.INVITE, _Mark.DECLINE}): Status.CANCELLED,
    frozenset({_Mark.INVITE, _Mark.CANCEL}): Status.CANCELLED,
    frozenset({_Mark.INVITE, _Mark.EXPIRE}): Status.CANCELLED,
    frozenset({_Mark.INVITE, _Mark.PENDING}): Status.INVITED,
    frozenset({_Mark.INVITE, _Mark.YES}): Status.REGISTERED,
    frozenset({_Mark.WAIT, _Mark.PENDING}): Status.WAITLISTED,
    frozenset({_Mark.WAIT, _Mark.CANCEL}): Status.CANCELLED,
    frozenset({_Mark.PENDING, _Mark.FAIL}): Status.PENDING,
    frozenset({_Mark.BLOCK, _Mark.CANCEL}): Status.BLOCKED,
    frozenset({_Mark.YES, _Mark.COME}): ATTENDED,
}
# What befell the payment, not the guest: whoever paid in vain may still come and pay.
_UNPAID = frozenset({_Mark.CANCEL, _Mark.EXPIRE, _Mark.DECLINE, _Mark.FAIL})


@lru_cache(maxsize=16_384)
def read_stems(text: str) -> str | None:
    """Read a normalised text word by word; None where it is not understood.

    Returns:
        A status, or `ATTENDED` or `NOT_ATTENDED`.
    """
    marks = _marks(text)
    if marks is None or _Mark.NOT in marks:
        return None
    is_payment = _Mark.MONEY in marks
    marks -= {_Mark.NOTHING, _Mark.MONEY}
    if is_payment and marks and marks <= _UNPAID:
        return Status.PENDING
    if len(marks) == 1:
        return _STATES[next(iter(marks))]
    return _TOGETHER.get(frozenset(marks))


def _marks(text: str) -> set[_Mark] | None:
    """Say what the words of a text are; None where one of them is not known."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    is_turned = words[0] in _TURNING and " ".join(words[:2]) not in _BY_PHRASE
    if is_turned and _mark_of("".join(words[1:2])) in (_Mark.YES, _Mark.COME):
        return None
    marks: set[_Mark] = set()
    place = 0
    while place < len(words):
        length = next((n for n in (3, 2) if " ".join(words[place : place + n]) in _BY_PHRASE), 1)
        piece = " ".join(words[place : place + length])
        mark = _BY_PHRASE.get(piece) or _mark_of(piece)
        if mark is None:
            return None
        marks.add(mark)
        place += length
    return marks


def _mark_of(word: str) -> _Mark | None:
    if word in _WHOLE:
        return _WHOLE[word]
    for length in range(len(word), 2, -1):
        if (mark := _BEGINNINGS.get(word[:length])) is not None:
            return mark
    return None


_BY_PHRASE = {normalise(phrase): mark for phrase, mark in _PHRASES.items()}
_WHOLE = {
    normalise(word): mark
    for mark, words in _STEMS.items()
    for word in words.split()
    if not word.endswith("*")
}
_BEGINNINGS = {
    normalise(word[:-1]): mark
    for mark, words in _STEMS.items()
    for word in words.split()
    if word.endswith("*")
}
