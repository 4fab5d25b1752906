"""What the keys of keyboard layouts type: by xkeyboard-config 2.35, without and with Shift.

Each layout is two texts of 48 letters, by the places of an American keyboard: the row of digits
from the grave accent to `=`, the row of `q` to `]`, that of `a` to `'`, the backslash, the key
beside the left Shift, and the row of `z` to `/`. A dead key stands as the accent that it makes.
Finnish types as Swedish does, Latvian and Polish (programmers') as American.
"""

from __future__ import annotations

from collections.abc import Mapping

LAYOUTS: Mapping[str, tuple[str, str]] = {
    "US": (
        "`1234567890-=qwertyuiop[]asdfghjkl;'\\<zxcvbnm,./",
        '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|>ZXCVBNM<>?',
    ),
    "UK": (
        "`1234567890-=qwertyuiop[]asdfghjkl;'#\\zxcvbnm,./",
        '¬!"£$%^&*()_+QWERTYUIOP{}ASDFGHJKL:@~|ZXCVBNM<>?',
    ),
    "German": (
        "^1234567890ß´qwertzuiopü+asdfghjklöä#<yxcvbnm,.-",
        "°!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'>YXCVBNM;:_",
    ),
    "Swiss": (
        "§1234567890'^qwertzuiopü¨asdfghjklöä$<yxcvbnm,.-",
        '°+"*ç%&/()=?`QWERTZUIOPè!ASDFGHJKLéà£>YXCVBNM;:_',
    ),
    "Swiss French": (
        "§1234567890'^qwertzuiopè¨asdfghjkléà$<yxcvbnm,.-",
        '°+"*ç%&/()=?`QWERTZUIOPü!ASDFGHJKLöä£>YXCVBNM;:_',
    ),
    "French": (
        "²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*<wxcvbn,;:!",
        "~1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µ>WXCVBN?./§",
    ),
    "Belgian": (
        "²&é\"'(§è!çà)-azertyuiop^$qsdfghjklmùµ<wxcvbn,;:=",
        "³1234567890°_AZERTYUIOP¨*QSDFGHJKLM%£>WXCVBN?./+",
    ),
    "Spanish": (
        "º1234567890'¡qwertyuiop`+asdfghjklñ´ç<zxcvbnm,.-",
        'ª!"·$%&/()=?¿QWERTYUIOP^*ASDFGHJKLÑ¨Ç>ZXCVBNM;:_',
    ),
    "Portuguese": (
        "\\1234567890'«qwertyuiop+´asdfghjklçº~<zxcvbnm,.-",
        '|!"#$%&/()=?»QWERTYUIOP*`ASDFGHJKLÇª^>ZXCVBNM;:_',
    ),
    "Italian": (
        "\\1234567890'ìqwertyuiopè+asdfghjklòàù<zxcvbnm,.-",
        '|!"£$%&/()=?^QWERTYUIOPé*ASDFGHJKLç°§>ZXCVBNM;:_',
    ),
    "Danish": (
        "½1234567890+´qwertyuiopå¨asdfghjklæø'<zxcvbnm,.-",
        '§!"#¤%&/()=?`QWERTYUIOPÅ^ASDFGHJKLÆØ*>ZXCVBNM;:_',
    ),
    "Norwegian": (
        "|1234567890+\\qwertyuiopå¨asdfghjkløæ'<zxcvbnm,.-",
        '§!"#¤%&/()=?`QWERTYUIOPÅ^ASDFGHJKLØÆ*>ZXCVBNM;:_',
    ),
    "Swedish": (
        "§1234567890+´qwertyuiopå¨asdfghjklöä'<zxcvbnm,.-",
        '½!"#¤%&/()=?`QWERTYUIOPÅ^ASDFGHJKLÖÄ*>ZXCVBNM;:_',
    ),
    "Polish typewriter": (
        "˙1234567890+'qwertzuiopżśasdfghjklłąó<yxcvbnm,.-",
        '˛!"#$%&/()=?*QWERTZUIOPńćASDFGHJKLŁęź>YXCVBNM;:_',
    ),
    "Czech": (
        ";+ěščřžýáíé=´qwertzuiopú)asdfghjklů§¨\\yxcvbnm,.-",
        "˚1234567890%ˇQWERTZUIOP/(ASDFGHJKL\"!'|YXCVBNM?:_",
    ),
    "Czech QWERTY": (
        ";+ěščřžýáíé=´qwertyuiopú)asdfghjklů§¨\\zxcvbnm,.-",
        "˚1234567890%ˇQWERTYUIOP/(ASDFGHJKL\"!'|ZXCVBNM?:_",
    ),
    "Slovak": (
        ";+ľščťžýáíé=´qwertzuiopúäasdfghjklô§ň\\yxcvbnm,.-",
        '˚1234567890%ˇQWERTZUIOP/(ASDFGHJKL"!)|YXCVBNM?:_',
    ),
    "Slovak QWERTY": (
        ";+ľščťžýáíé=´qwertyuiopúäasdfghjklô§ň\\zxcvbnm,.-",
        '˚1234567890%ˇQWERTYUIOP/(ASDFGHJKL"!)|ZXCVBNM?:_',
    ),
    "Hungarian": (
        "0123456789öüóqwertzuiopőúasdfghjkléáűíyxcvbnm,.-",
        "§'\"+!%/=()ÖÜÓQWERTZUIOPŐÚASDFGHJKLÉÁŰÍYXCVBNM?:_",
    ),
    "Turkish Q": (
        '"1234567890*-qwertyuıopğüasdfghjklşi,<zxcvbnmöç.',
        "é!'^+%&/()=?_QWERTYUIOPĞÜASDFGHJKLŞİ;>ZXCVBNMÖÇ:",
    ),
    "Russian": (
        "ё1234567890-=йцукенгшщзхъфывапролджэ\\/ячсмитьбю.",
        'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/|ЯЧСМИТЬБЮ,',
    ),
    "Ukrainian": (
        "'1234567890-=йцукенгшщзхїфівапролджєґ/ячсмитьбю.",
        'ʼ!"№;%:?*()_+ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄҐ|ЯЧСМИТЬБЮ,',
    ),
    "Greek": (
        "`1234567890-=;ςερτυθιοπ[]ασδφγηξκλ´'\\«ζχψωβνμ,./",
        '~!@#$%^&*()_+:ΣΕΡΤΥΘΙΟΠ{}ΑΣΔΦΓΗΞΚΛ¨"|»ΖΧΨΩΒΝΜ<>?',
    ),
    "Hebrew": (
        ";1234567890-=/'קראטוןםפ][שדגכעיחלךף,\\<זסבהנמצתץ.",
        '~!@#$%^&*)(_+QWERTYUIOP}{ASDFGHJKL:"|>ZXCVBNM><?',
    ),
    "Arabic": (
        "ذ1234567890-=ضصثقفغعهخحجدشسيبلاتنمكط\\|ئءؤرﻻىةوزظ",
        "\u0651!@#$%^&*)(_+\u064e\u064b\u064f\u064cﻹإ`÷×؛<>\u0650\u064d][ﻷأـ،/:\"…¦~\u0652}{ﻵآ',.؟",
    ),
    "Arabic digits": (
        "ذ١٢٣٤٥٦٧٨٩٠-=ضصثقفغعهخحجدشسيبلاتنمكط\\|ئءؤرﻻىةوزظ",
        "\u0651!@#$٪^&*)(_+\u064e\u064b\u064f\u064cﻹإ`÷×؛<>\u0650\u064d][ﻷأـ،/:\"…¦~\u0652}{ﻵآ',.؟",
    ),
    "Arabic azerty": (
        "ذ&é\"'(-è_çà)=ضصثقفغعهخحجدشسيبلاتنمكط\\|ئءؤرﻻىةوزظ",
        "\u06511234567890°+\u064e\u064b\u064f\u064cﻹإ`÷×؛<>\u0650\u064d][ﻷأـ،/:\"…¦~\u0652}{ﻵآ',.؟",
    ),
    "Lithuanian": (
        "`ąčęėįšųū„“-žqwertyuiop[]asdfghjkl;'\\–zxcvbnm,./",
        '~ĄČĘĖĮŠŲŪ()_ŽQWERTYUIOP{}ASDFGHJKL:"|€ZXCVBNM<>?',
    ),
    "Armenian": (
        "՝ֆձ֊,։՞․՛)օէղճփբսմուկըթծցջվգեանիտհպր»?ժդչյզլքխշռ",
        "՜ՖՁ—$…%և՚(ՕԷՂՃՓԲՍՄՈՒԿԸԹԾՑՋՎԳԵԱՆԻՏՀՊՐ«֊ԺԴՉՅԶԼՔԽՇՌ",
    ),
    "Armenian phonetic": (
        "՝էթփձջւևռչճ֊ժքոերտըւիօպխծասդֆգհյկլ;՛շ?զղցվբնմ,․/",
        '՜ԷԹՓՁՋՒ֏ՌՉՃ―ԺՔՈԵՐՏԸՒԻՕՊԽԾԱՍԴՖԳՀՅԿԼ։"Շ֊ԶՂՑՎԲՆՄ«»՞',
    ),
    "Armenian Eastern": (
        "՝։ձյ՛,-.«»օռժխւէրտեըիոպչջասդֆգհճկլթփ'<զցքվբնմշղծ",
        "՜։ՁՅ՛,-և()ՕՌԺԽՒԷՐՏԵԸԻՈՊՉՋԱՍԴՖԳՀՃԿԼԹՓ՞>ԶՑՔՎԲՆՄՇՂԾ",
    ),
    "Armenian Western": (
        "՝։ձյ՛,-.«»օռժխվէրդեըիոբչջաստֆկհճքլթփ'<զցգւպնմշղծ",
        "՜։ՁՅ՛,-և()ՕՌԺԽՎԷՐԴԵԸԻՈԲՉՋԱՍՏՖԿՀՃՔԼԹՓ՞>ԶՑԳՒՊՆՄՇՂԾ",
    ),
    "Dvorak": (
        "`1234567890[]',.pyfgcrl/=aoeuidhtns-\\<;qjkxbmwvz",
        '~!@#$%^&*(){}"<>PYFGCRL?+AOEUIDHTNS_|>:QJKXBMWVZ',
    ),
    "Latin American": (
        "|1234567890'¿qwertyuiop´+asdfghjklñ{}<zxcvbnm,.-",
        '°!"#$%&/()=?¡QWERTYUIOP¨*ASDFGHJKLÑ[]>ZXCVBNM;:_',
    ),
    "Brazilian": (
        "'1234567890-=qwertyuiop´[asdfghjklç~]\\zxcvbnm,.;",
        '"!@#$%¨&*()_+QWERTYUIOP`{ASDFGHJKLÇ^}|ZXCVBNM<>:',
    ),
    "Dutch": (
        "@1234567890/°qwertyuiop¨*asdfghjkl+´<]zxcvbnm,.-",
        "§!\"#$%&_()'?~QWERTYUIOP^|ASDFGHJKL±`>[ZXCVBNM;:=",
    ),
    "Canadian": (
        "#1234567890-=qwertyuiop^¸asdfghjkl;`<«zxcvbnm,.é",
        "|!\"/$%?&*()_+QWERTYUIOP^¨ASDFGHJKL:`>»ZXCVBNM'.É",
    ),
    "Croatian": (
        "`1234567890'+qwertzuiopšđasdfghjklčćž<yxcvbnm,.-",
        '~!"#$%&/()=?*QWERTZUIOPŠĐASDFGHJKLČĆŽ>YXCVBNM;:_',
    ),
    "Estonian": (
        "ˇ1234567890+´qwertyuiopüõasdfghjklöä'<zxcvbnm,.-",
        '~!"#¤%&/()=?`QWERTYUIOPÜÕASDFGHJKLÖÄ*>ZXCVBNM;:_',
    ),
    "Icelandic": (
        "˚1234567890ö-qwertyuiopð'asdfghjklæ´+<zxcvbnm,.þ",
        '¨!"#$%&/()=Ö_QWERTYUIOPÐ?ASDFGHJKLÆ´*>ZXCVBNM;:Þ',
    ),
    "Bulgarian": (
        "(1234567890-.,уеишщксдзц;ьяаожгтнвмч„ѝюйъэфхпрлб",
        ')!?+"%=:/–№$€ыУЕИШЩКСДЗЦ§ѝЯАОЖГТНВМЧ“ЍЮЙЪЭФХПРЛБ',
    ),
    "Bulgarian phonetic": (
        "ч1234567890-=явертъуиопшщасдфгхйкл;'юѝзьцжбнм,./",
        'Ч!@№$%€§*()–+ЯВЕРТЪУИОПШЩАСДФГХЙКЛ:"ЮЍЗѝЦЖБНМ„“?',
    ),
    "Serbian": (
        "`1234567890'+љњертзуиопшђасдфгхјклчћж<жџцвбнм,.-",
        '~!"#$%&/()=?*ЉЊЕРТЗУИОПШЂАСДФГХЈКЛЧЋЖ>ЖЏЦВБНМ;:_',
    ),
    "Macedonian": (
        "`1234567890-=љњертѕуиопшѓасдфгхјклчќж<зџцвбнм,./",
        "~!„“$%^&*()_+ЉЊЕРТЅУИОПШЃАСДФГХЈКЛЧЌЖ>ЗЏЦВБНМ;:?",
    ),
    "Georgian": (
        "„1234567890-=ქწერტყუიოპ[]ასდფგჰჯკლ;'\\«ზხცვბნმ,./",
        '“!@#$%^&*()_+QჭEღთYUIOP{}AშDFGHჟKL:"|»ძXჩVBNM<>?',
    ),
    "Lithuanian (Windows)": (
        "`ąčęėįšųū90-žqwertyuiop[]asdfghjkl;'\\\\zxcvbnm,./",
        '~ĄČĘĖĮŠŲŪ()_ŽQWERTYUIOP{}ASDFGHJKL:"||ZXCVBNM<>?',
    ),
}
