"""What people type in the journeys: a rare word in every field, to be found wherever it leaks."""

from __future__ import annotations

QUESTIONS = {
    "kind": "civil",
    "sides": "person",
    "state_body": "no",
    "third_persons": "no",
    "capacity": "no",
    "stage": "none",
    "corruption": "no",
    "safety": "no",
    "urgent": "no",
}
VERA_MAIL, RUSTAM_MAIL = "qaraqumyq@example.org", "aqshulan@example.org"
SCREENS = {
    "person": {
        "acts_as": "self",
        "applicant_kind": "person",
        "applicant_name": "Вера Тобылғыева",
        "applicant_phone": "+77015550147",
        "applicant_email": VERA_MAIL,
        "applicant_address": "Қарасазды көшесі, 19",
    },
    "other": {
        "other_kind": "person",
        "other_name": "Рүстем Жыңғылбай",
        "other_phone": "+77015550258",
        "other_email": RUSTAM_MAIL,
        "other_address": "Ойдынды көшесі, 20",
        "other_language": "kk",
    },
    "region": {"region": "750000000"},
    "office": {"territory": "751100000", "office": "office-751"},
    "matter": {
        "topic": "neighbours",
        "essence": "Көршім шыбықтоқыма қоршауды жеріме жылжытып қойды. Екі айдан бері келісе алмай жүрміз.",
        "short_text": "Сәлеметсіз бе! Бәйтерекшатыр түбінде отырып, шай ішіп сөйлесейікші.",
    },
    "wishes": {
        "mode": "meeting",
        "language": "kk",
        "languages": "ru en",
        "interpreter": "on",
        "access": "Баспалдақсыз үйшікбөлме",
        "wanted": "Қаламсапова ханым",
        "unwanted": "Тасбақабеков мырза",
    },
}
COURT = {
    "court_name": "Қарғалыөзек соты",
    "court_number": "7514-26-00-2/909",
    "court_date": "2026-05-20",
}
NOTES = {
    "joint": "Шыбықтоқыманы сенбіде бірге бұзамыз.",
    "private": "Жалаңаяқбұлақ жағын ешкімге айтпаңыз.",
    "mediator_joint": "Екінші кездесуде өлшеуішжіп болады.",
    "mediator": "Қоңырөзенбаяу сөйлейді, асықтырмау керек.",
}
SETTLEMENT = {
    "text": "Тараптар қоршауды ескі шекарақазыққа қайтаруға келісті.",
    "full": "full",
    "debtor_1": "B",
    "kind_1": "do",
    "what_1": "Қоршауды шекарақазыққа дейін көшіру",
    "how_1": "өз шеберұстасымен",
    "due_on_1": "2026-03-27",
    "otherwise_1": "сотқа жүгінбес бұрын ақсақалдаржиыны",
    "debtor_2": "A",
    "kind_2": "pay",
    "what_2": "Жартысын, 48 613 теңгені төлеу",
    "event_2": "көшірілгенертеңіне",
}
CONDITION = "Қосымша: әңгіме домбыраүнсіз өтеді."

# The rare words themselves: each was typed into one field, and may be found nowhere in clear.
CANARIES = [
    *("Тобылғыева", "77015550147", VERA_MAIL, "Қарасазды"),
    *("Жыңғылбай", "77015550258", RUSTAM_MAIL, "Ойдынды"),
    *("шыбықтоқыма", "Бәйтерекшатыр", "үйшікбөлме", "Қаламсапова", "Тасбақабеков"),
    *("Шыбықтоқыманы", "Жалаңаяқбұлақ", "өлшеуішжіп", "Қоңырөзенбаяу"),
    *("шекарақазыққа", "шеберұстасымен", "ақсақалдаржиыны", "48 613", "көшірілгенертеңіне"),
    "домбыраүнсіз",
]
