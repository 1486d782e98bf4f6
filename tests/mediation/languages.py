"""Words that give a language away: letters only Kazakh has, and the commonest words of each language."""

import re


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


KAZAKH = frozenset("әғқңөұүһі")
LATIN = re.compile(r"[a-z]{3,}")
RUSSIAN = _words(
    "и в на что это как для из по от до при о об об у за или если когда все все его её их она они"
    " сторона стороны сторон дело дела делу срок срока медиатора медиации соглашение договор"
    " подписан подпись дата адрес кто чем кому какой день дня дней число номер закон закона заявитель"
    " обращение другая нет был была было только после будет может нужно"
)
KAZAKH_WORDS = _words(
    "мен бен пен және үшін бойынша туралы тарап тараптар іс істі күні күн жоқ иә емес осы бұл сол"
    " келісім шарт медиацияны медиацияға өтініш беруші екінші оның болады керек ғана кейін дейін"
    " нөмірі заң заңы кабинеті аты тегі кім кімге сот жауап"
)
ENGLISH_MARKS = {"kelisim"}


def strangers(text: str, lang: str) -> set[str]:
    """The words in the text that belong to one of the two other languages."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    kazakh = {word for word in words if KAZAKH & set(word)} | (words & KAZAKH_WORDS)
    latin = {word for word in words if LATIN.fullmatch(word)} - ENGLISH_MARKS
    russian = words & RUSSIAN
    cyrillic = {word for word in words if re.fullmatch(r"[а-яё]+", word)}
    return {
        "kk": latin | russian,
        "ru": latin | kazakh,
        "en": kazakh | russian | cyrillic,
    }[lang]
