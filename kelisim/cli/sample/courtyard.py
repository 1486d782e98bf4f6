"""An invented conversation about a shared courtyard: its words, and how its invented voters lean."""

from __future__ import annotations

from dataclasses import dataclass

QUESTION = {
    "kk": "Ортақ ауламыз қандай болсын?",
    "ru": "Каким быть нашему общему двору?",
    "en": "What should our shared courtyard be like?",
}
PURPOSE = {
    "kk": "Үлгі: ойдан шығарылған көп қабатты үйдің тұрғындары ауланы жөндер алдында не бәріне ортақ екенін "
    "іздейді.",
    "ru": "Пример: жители выдуманного дома ищут перед ремонтом двора то, с чем согласны все.",
    "en": "A sample: the residents of an invented house look for what all agree on before the courtyard is "
    "mended.",
}
DECIDES = {
    "kk": "Тұрғындар жиналысы (ойдан шығарылған)",
    "ru": "Собрание жильцов (выдуманное)",
    "en": "The residents' meeting (invented)",
}
# Voters of each leaning: families, drivers, gardeners.
LEANINGS = (120, 100, 80)


@dataclass(frozen=True)
class Line:
    """A statement in three languages, and of a hundred of each leaning so many who agree."""

    kk: str
    ru: str
    en: str
    agree: tuple[int, int, int]


LINES = (
    Line("Кешке аулада жарық жеткілікті болуы керек.", "Вечером двор должен быть хорошо освещён.",
         "The courtyard should be well lit in the evening.", (96, 94, 92)),
    Line("Үлкен ағаштарды кеспей, күтіп-баптау керек.", "Старые деревья надо беречь, а не рубить.",
         "Old trees should be looked after, not cut down.", (91, 86, 97)),
    Line("Кіреберісте арба мен мүгедек арбасына арналған еңіс жол болсын.",
         "У подъезда должен быть пандус для колясок.",
         "There should be a ramp for prams and wheelchairs at the door.", (95, 88, 93)),
    Line("Қоқыс жәшіктері күн сайын шығарылуы керек.", "Мусор надо вывозить каждый день.",
         "The bins should be emptied every day.", (90, 89, 88)),
    Line("Ауланың жартысын көлік тұрағына берген дұрыс.", "Половину двора правильно отдать под стоянку.",
         "Half of the courtyard should be given to parking.", (8, 91, 6)),
    Line("Аулаға көлік мүлде кірмесін.", "Машинам во двор въезжать нельзя вовсе.",
         "No cars should come into the courtyard at all.", (84, 5, 72)),
    Line("Балалар алаңы үшін гүлзардың бір бөлігін алуға болады.",
         "Ради детской площадки можно занять часть клумб.",
         "Part of the flower beds may go for a playground.", (92, 58, 9)),
    Line("Бақша мен гүлзарға ойын алаңынан көп орын керек.", "Саду и клумбам нужно больше места, чем играм.",
         "The garden needs more room than games do.", (10, 35, 94)),
    Line("Аула қақпасы түнде жабылып тұрсын.", "Ночью ворота двора должны быть закрыты.",
         "The gate should be shut at night.", (83, 26, 70)),
    Line("Доп ойнайтын алаң керек, шуылдаса да мейлі.", "Площадка для мяча нужна, пусть и шумно.",
         "A ball court is needed, even if it is noisy.", (93, 64, 12)),
    Line("Әр пәтерге бір ғана көлік орны тиесілі болсын.", "Одной квартире положено одно место для машины.",
         "Each flat should get one parking place only.", (80, 18, 76)),
    Line("Ауланы жөндеуге ақшаны бәріміз тең қосайық.", "На ремонт двора скинемся все поровну.",
         "We should all pay equally for mending the courtyard.", (66, 61, 58)),
    Line("Бейнебақылау камералары тек кіреберіске қойылсын.", "Камеры нужны только у подъездов.",
         "Cameras should be at the doors only.", (55, 47, 60)),
    Line("Ит серуендететін жеке орын болсын.", "Нужно отдельное место для выгула собак.",
         "There should be a place of its own for walking dogs.", (77, 71, 79)),
    Line("Аулада темекі шегуге болмайды.", "Курить во дворе нельзя.",
         "There should be no smoking in the courtyard.", (92, 52, 75)),
    Line("Түнгі он бірден кейін қатты музыка қосылмасын.", "После одиннадцати громкой музыки быть не должно.",
         "There should be no loud music after eleven.", (94, 87, 96)),
    Line("Жөндеу тезірек бітсе, техника түнде де шулап жұмыс істей берсін.",
         "Пусть техника шумит и ночью, лишь бы скорее закончить.",
         "Machines may work at night if the repair ends sooner.", (5, 8, 4)),
    Line("Аулада жарнама тақталарын ілуге рұқсат берейік.", "Разрешим рекламные щиты во дворе.",
         "Let us allow advertising boards in the courtyard.", (4, 9, 5)),
    Line("Жазда бірге шай ішетін ортақ үстел керек.", "Нужен общий стол, чтобы летом вместе пить чай.",
         "We need a common table for tea together in summer.", (86, 78, 90)),
    Line("Қысқы мұз айдынын өзіміз құямыз.", "Зимой зальём каток сами.",
         "In winter we make an ice rink ourselves.", (90, 74, 34)),
)  # fmt: skip
