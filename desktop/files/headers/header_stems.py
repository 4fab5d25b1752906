"""Words of many languages by which a header is about the attendee, or holds a field in a question.

A stem counts where a word of the header begins with it: `alerg` is in *alergia* and *alergię*; one
that ends in a space is a whole word. Words stand as `normalise` leaves them.
"""

from __future__ import annotations

from collections.abc import Mapping

# Whose column it is: without them `Imię uczestnika` is `Imię`.
ATTENDEES = (
    "of the participant", "of the attendee", "of participant", "of attendee", "of the guest",
    "participant s", "attendee s", "guest s", "participant", "attendee", "guest", "delegate",
    "registrant", "ticket holder", "your", "du participant", "de la participante", "participante",
    "del participante", "de la persona participante", "do participante", "da participante",
    "del asistente", "asistente", "do inscrito", "del inscrito", "inscrito", "do convidado",
    "convidado", "del invitado", "invitado", "partecipante", "del partecipante", "di partecipante",
    "dell ospite", "ospite", "iscritto", "dell iscritto", "teilnehmer", "des teilnehmers",
    "der teilnehmerin", "gast", "des gastes", "deelnemer", "van de deelnemer", "van deelnemer",
    "bezoeker", "van de bezoeker", "deltagare", "deltagarens", "deltagaren", "gastens", "gast s",
    "deltaker", "deltakerens", "deltager", "deltagerens", "osallistujan", "uczestnika",
    "uczestniczki", "uczestnik", "goscia", "osoby", "ucastnika", "ucastnik", "hosta", "resztvevo",
    "participantului", "katilimcinin", "katilimci", "участника", "участницы", "гостя", "посетителя",
    "учасника", "المشارك", "المشاركة", "الحاضر", "الضيف", "المدعو", "الطالب", "العضو", "المتدرب",
    "参加者", "お客様", "参会者", "嘉宾", "참가자", "votre", "ton", "ihr", "ihre", "deine", "dein",
    "je", "uw", "jouw", "din", "ditt", "twoj", "twoje", "twoja", "pani pana", "seu", "sua", "tu",
    "su", "tuo", "tua", "il tuo", "la tua", "ваш", "ваша", "ваше", "adherent", "de l adherent",
    "membre", "socio", "del socio", "do socio", "lid", "medlemmens", "czlonka",
)  # fmt: skip

STEMS: Mapping[str, tuple[str, ...]] = {
    "full_name": (
        "vad heter du", "hva heter du", "hvad hedder du", "как вас зовут", "как тебя зовут", "фио",
        "اسمك", "voor en achternaam", "jak sie nazywasz", "imie i nazwisko", "nombre y apellido",
        "nombre completo", "nome completo", "nome e cognome", "come ti chiami", "come si chiama",
        "cual es tu nombre", "cual es su nombre", "qual e o seu nome", "qual seu nome",
        "wie heissen sie", "wie heisst du", "wie ist dein name", "wat is je naam", "wat is uw naam",
        "comment vous appelez", "adiniz", "jak se jmenujete", "お名前", "ім я та прізвище",
    ),
    "phone": (
        "telefon", "telephon", "telef", "mobil ", "mobilnu", "mobiltel", "mobiel", "cellul",
        "celular", "whatsapp", "komork", "телефон", "جوال", "الجوال", "هاتف", "هاتفك", "الهاتف",
        "موبايل", "puhelin", "тел ", "telemovel", "手机", "電話",
    ),
    "organization": (
        "organis", "organiz", "instyt", "instit", "szkol", "firm ", "firma", "foretag", "empresa",
        "aziend", "bedrijf", "entidad", "ente ", "arbetsplats", "arbeidsplass", "werkgever",
        "место работы", "организац", "учрежден", "компани", "جهة", "مؤسسة", "المؤسسة", "الجهة",
        "شركة", "yritys", "zaklad pracy", "miejsce pracy", "lugar de trabajo", "posto di lavoro",
        "arbeitgeber",
    ),
    "title": (
        "stanowisk", "functie", "funktion", "cargo", "puesto", "ruolo", "roll ", "rol ", "mansion",
        "должност", "وظيف", "الوظيف", "المنصب", "منصب", "المسمى", "الصفة", "yrke", "zawod",
        "profes", "beruf", "beroep", "stilling", "qualific",
    ),
    "ticket_type": (
        "rodzaj biletu", "nazwa biletu", "tipo de ingresso", "tipologia", "tipo di biglietto",
        "tipo de entrada", "soort ticket", "ticketsoort", "soort kaart", "biljettyp", "modalidade",
        "modalidad", "тип билета", "категория билета", "категория участ", "فئة", "نوع التذكرة",
        "نوع المشاركة", "ticketart", "ticketkategor", "typ biletu", "typ uczestnictwa", "kategoria",
    ),
    "status": ("status", "estado", "situac", "stato ", "stav ", "biljettstatus", "ticketstatus",
        "статус", "حالة", "confirmacion de", "conferma presenza", "confirmacao de presenca",
        "تأكيد الحضور", "potwierdzen",
        "подтвержден"),
    "external_id": (
        "biljettnr", "biljettnummer", "anmalningsnr", "anmalningsnummer", "id iscrizione",
        "campaign member id", "numero de entrada", "number de entrada", "codice biglietto",
        "ticketcode", "ticketnummer", "numer biletu", "номер билета", "رقم التذكرة", "number socio",
        "numero de socio", "tessera", "lidnummer", "medlemsnummer", "الرقم الجامعي", "رقم العضوية",
        "numer legitymacji", "number de socio",
    ),
    "order_ref": ("bestelnummer", "bestelnr", "number pedido", "numero do pedido", "localizador",
        "nr zamowienia", "numer zamowienia", "ordrenummer", "bestallningsnr", "номер заказа",
        "رقم الطلب", "رقم الحجز", "numero ordine", "number ordine"),
    "country": ("pais", "pays", "paese", "kraj ", "land ", "страна", "الدولة", "البلد", "بلد"),
    "community": ("forsamling", "wspolnot", "parafi", "comunid", "comunit", "gemeente", "gemeinde",
        "общин", "приход", "الجالية", "seurakunta"),
    "diet": (
        "alerg", "allerg", "intoleran", "specialkost", "dieet", "diet", "dietet", "vegetar",
        "vegan", "kosher", "koszer", "aliment", "пищев", "аллерг", "питани", "ernahrung", "essens",
        "zywien", "restricao alimentar", "حساسية", "غذائي", "الطعام", "ruokaval", "kost",
        "maaltijd", "posilk",
    ),
    "needs": (
        "accessib", "acessibil", "accesib", "adaptac", "dostosow", "barriere", "wheelchair",
        "rullstol", "rolstoel", "dostepnos", "tillgangl", "tilgjengel", "esigenze spec",
        "esigenze part", "necesidades", "necessidades", "особые услов", "особые потреб", "инвалид",
        "الاعاقة", "اعاقة", "احتياجات", "behover du nagot", "bijzondere behoef", "potrzeby specj",
        "specjalne potrzeb", "ayuda espec",
    ),
    "notes": (
        "comment", "coment", "uwag", "opmerking", "anmark", "bemerk", "osservaz", "observac",
        "коммент", "пожелан", "замечан", "ملاحظات", "ovrig", "bijzonderhed", "mensaje", "mensagem",
        "messagg", "aggiungere", "note ", "duvidas", "poznamk", "komentar", "dodatkowe inform",
        "remarques", "vragen of", "anmerkung",
    ),
    "registered_at": (
        "tidstampel", "tidsstampel", "kopdatum", "anmald den", "anmalningsdatum", "aangemeld op",
        "data zakupu", "data zgloszen", "data zamowien", "дата заказа", "дата заявки",
        "дата покупк", "дата регистрац", "تاريخ الشراء", "تاريخ التسجيل", "تاريخ الطلب", "data ora",
        "data e hora", "fecha y hora de registro", "fecha de inscrip", "fecha de compra",
        "tijd van voltooien", "sluttid", "hora de finalizacion", "ora di completamento",
        "hora de conclusao", "godzina ukonczenia", "время выполнен", "وقت الاكتمال",
        "data iscrizione", "data acquisto", "data da compra", "besteld op", "datum aanmelding",
        "booked on", "anmald ", "member first assoc", "znacznik czasu", "sygnatura czas",
    ),
    "checked_in": (
        "gescand", "incheckad", "innsjekket", "validada", "validado", "ingresso effettuato",
        "отметка о приб", "تم تسجيل الدخول", "حضر ", "check in", "eingecheckt", "compareceu",
        "asistio", "przybyl",
    ),
    "checked_in_at": (
        "gescand op", "incheckad kl", "fecha y hora de acceso", "hora de acceso", "orario ingresso",
        "orario di ingresso", "data i godzina wejscia", "godzina wejscia", "время прохода",
        "время входа", "وقت الدخول", "وقت الحضور", "data e hora do check in", "hora de entrada",
        "data check in", "incheckning", "ora ingresso", "fecha de validacion", "date admitted",
    ),
    "amount_due": (
        "kvar att betala", "nog te betalen", "pendiente de pago", "da saldare", "do doplaty",
        "do zaplaty", "к доплате", "к оплате", "المبلغ المتبقي", "valor em divida", "por pagar",
        "a pagar", "da pagare", "rest du", "reste a payer", "noch zu zahlen", "offener betrag",
    ),
}  # fmt: skip
