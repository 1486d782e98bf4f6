"""Invented names and quarrels. Nobody here exists; every page that shows them says so."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from kelisim.apps.mediation.queries.people import Identity


def _words(text: str) -> list[str]:
    return text.split()


_FAMILY = _words("""
    Серікбай Қайырбек Нұрғазы Тұрсынов Ерғали Досмағамбет Есенов Жақсылық Оразов Сағынтай Беков Мұсаев
    Ким Цой Пак Ли Иванова Петров Соколова Миллер Шмидт Вагнер Юсупов Рахимов Каримова Ибрагимов Гулиев
    Алиева Мамедов Тохтахунов Исмаилова Ковальчук Шевченко Бондарь Новикова Орлов Зайцева Хасанов Сафин
""")
_GIVEN = _words("""
    Айгүл Әсел Бауыржан Гүлнар Данияр Ерлан Жанар Зәуре Қайрат Ләззат Мәдина Нұрлан Олжас Рүстем Сәуле
    Тимур Ұлан Шолпан Анна Виктор Галина Дмитрий Елена Игорь Кристина Лев Марина Олег Полина Сергей Татьяна
    Фарида Хасан Эльвира Юлия Адам Барият Зарема Лейла Мурат Назым Равшан Самат Фатима
""")
_HOUSE = _words("Достық Келісім Бірлік Татулық Шаңырақ Мейірім Береке Сенім Ынтымақ Жарастық")


@dataclass(frozen=True, kw_only=True)
class Quarrel:
    """What one invented case is about, in the language of its applicant."""

    topic: str
    kind: str
    language: str
    essence: str = field(repr=False)
    short: str = field(repr=False)


QUARRELS = (
    Quarrel(topic="neighbours", kind="civil", language="kk",
            essence="Көршім шарбақты менің жеріме жылжытып қойды, екі ай бойы келісе алмай жүрміз.",
            short="Шарбақ туралы бірге отырып сөйлесейік."),
    Quarrel(topic="family", kind="family", language="kk",
            essence="Ажырасқаннан кейін балаларды кім қай күні көретінін шеше алмадық.",
            short="Балалардың кестесін бірге жасайық."),
    Quarrel(topic="labour", kind="labour", language="ru",
            essence="Не выплатили зарплату за два месяца, на письма не отвечают.",
            short="Предлагаю спокойно обсудить сроки выплаты."),
    Quarrel(topic="housing", kind="civil", language="ru",
            essence="Соседи сверху залили квартиру, не можем договориться о ремонте.",
            short="Давайте вместе посчитаем, сколько стоит ремонт."),
    Quarrel(topic="consumer", kind="civil", language="kk",
            essence="Сатып алған тоңазытқыш бір аптадан кейін істемей қалды, дүкен ауыстырып бермейді.",
            short="Тауарды ауыстыру туралы келісейік."),
    Quarrel(topic="debt", kind="civil", language="kk",
            essence="Туысыма қарыз бердім, қолхат бар, бірақ уақытында қайтармады.",
            short="Қайтару кестесін бірге құрайық."),
    Quarrel(topic="land", kind="civil", language="kk",
            essence="Жайлаудағы су көзін екі ауыл бөлісе алмай отыр.",
            short="Суды бөлу тәртібін сөйлесейік."),
    Quarrel(topic="community", kind="civil", language="ru",
            essence="Спор о времени громких праздников между двумя общинами одного дома культуры.",
            short="Хотим составить общее расписание праздников."),
    Quarrel(topic="school", kind="civil", language="kk",
            essence="Мектептегі екі оқушының ата-аналары балалардың ұрысынан кейін сөйлеспей жүр.",
            short="Балалар үшін татуласайық."),
)  # fmt: skip


def person(dice: random.Random, number: int) -> Identity:
    """An invented person; the number makes her contacts her own."""
    name = f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}"
    return Identity(
        name=f"{name} ({number})", phone=f"+7 000 {number:07d}", email=f"sample{number}@kelisim.example"
    )


def full_name(dice: random.Random) -> str:
    """A name for an invented mediator."""
    return f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}"


def house_name(dice: random.Random) -> str:
    """A name for an invented office."""
    return dice.choice(_HOUSE)
