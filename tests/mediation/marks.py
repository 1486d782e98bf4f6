"""Words nobody else uses, one for each deed in which somebody types: found anywhere, they name the leak."""

MARKS = {
    "application": "айғырқұлақ",
    "batch": "боздаққорған",
    "batch name": "Дәуренбекқызы",
    "call in": "Жайықбайұлы",
    "complaint's letter": "ешкімүйіз",
    "complaint's elsewhere": "зымыранқыр",
    "draft of a settlement": "иірімтоғай",
    "letter": "қоңыржапалақ",
    "mediate again": "лашықсырт",
    "mail of a signature": "<nartauly-77@mail.example>",
    "note": "маралотыз",
    "offline name": "Назкеңістік",
    "open from referral": "оймақшұңқыр",
    "private note": "пішенқора",
    "referral": "Рақышбекова",
    "refusal of an entry": "тарғылжон",
    "talk of a calendar": "Құпия кездесу",
}
