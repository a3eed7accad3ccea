"""Portuguese words that count."""

from __future__ import annotations

import re

from dateline.model import HarmKind
from dateline.text.numerals.lexicon import Lexicon, Role, senses

__all__ = ["LEXICON"]

_NUMBERS = """zero 0, um 1, uma 1, dois 2, duas 2, três 3, quatro 4, cinco 5, seis 6, meia dúzia 6, sete 7, oito 8, nove 9, dez 10, onze 11, doze 12, treze 13, catorze 14, quatorze 14,
quinze 15, dezesseis 16, dezasseis 16, dezessete 17, dezassete 17, dezoito 18, dezenove 19, dezanove 19, vinte 20, trinta 30, quarenta 40, cinquenta 50, cinqüenta 50, sessenta 60, setenta 70,
oitenta 80, noventa 90, cem 100, cento 100, duzentos 200, duzentas 200, trezentos 300, trezentas 300, quatrocentos 400, quatrocentas 400, quinhentos 500, quinhentas 500,
seiscentos 600, seiscentas 600, setecentos 700, setecentas 700, oitocentos 800, oitocentas 800, novecentos 900, novecentas 900"""

# Source of the lows: codebook 1.2, "Harm" and "Other languages", which reads a plural of ten ("десятки") as dozens.
_VALUED = {
    Role.SCALE: "mil 1000, milhão 1000000",
    Role.SCALES: "milhões 1000000",
    Role.GROUPED: "dezena 10, dúzia 12, meia dúzia 6, vintena 20, quinzena 15, centena 100, milhar 1000",
    Role.VAGUE: """vários 3, várias 3, muitos 3, muitas 3, numerosos 3, numerosas 3, diversos 3, diversas 3, alguns 2, algumas 2, poucos 2, dezenas 24, várias dezenas 24, dúzias 24,
        centenas 200, várias centenas 200, milhares 2000, vários milhares 2000, dezenas de milhares 20000, centenas de milhares 200000""",
    Role.PAIR: "ambos 2, ambas 2, casal 2, par 2, os dois 2, as duas 2, dupla 2, gêmeos 2, gémeos 2",
    Role.ONE: "ele 1, ela 1, alguém 1, outro 1, outra 1, um outro 1, uma outra 1, o 1, a 1, seu 1, sua 1, meu 1, minha 1, este 1, esta 1, esse 1, essa 1, ao 1",
}

_WORDS = {
    Role.NONE: "nenhum, nenhuma, ninguém, não houve, sem, não há, não foram registrados, não foram registados, não se registaram, não deixou, nem, não",
    Role.AT_LEAST: "pelo menos, ao menos, não menos de, no mínimo, um mínimo de, não menos que",
    Role.MORE_THAN: "mais de, mais que, acima de, mais do que",
    Role.ABOUT: "cerca de, aproximadamente, quase, uns, umas, perto de, em torno de, por volta de, algo como, estimados, talvez",
    Role.UP_TO: "até, não mais de, não mais que, no máximo, um máximo de",
    Role.FEWER_THAN: "menos de, menos que",
    Role.OR_MORE: "ou mais",
    Role.OR_SO: "aproximadamente, mais ou menos",
    Role.BETWEEN: "entre, de",
    Role.TO: "até a",
    Role.OR: "ou",
    Role.AND: "e, bem como, assim como, além de, junto com, mais",
    Role.FILLER: "só, somente, apenas, exatamente, um total de, outros, outras, todos, todas, supostos, suposto, os outros, as outras, presumíveis, alegados",
    Role.PLURAL: "os, as, eles, elas, seus, suas, estes, estas, esses, essas, aqueles, nossos",
    Role.PART: "entre eles, entre elas, incluindo, incluídos, inclusive, dos quais, das quais, deles, delas, dentre eles, a maioria, de idade, entre os quais",
    Role.GROUP: """grupo, exército, força, forças, multidão, milícia, equipe, equipa, comboio, patrulha, brigada, batalhão, governo, polícia, polícia militar, movimento, frente, unidade,
        pelotão, bando, partido, estado, ministério, tripulação, pessoal, delegação, coalizão, coligação, população, oposição, organização, coluna, aldeia, vila, cidade, maioria, resto, guarda""",
    Role.HOUSEHOLD: "famílias, família, agregados familiares, lares",
    Role.CARRIER: """número, balanço, saldo, total, corpo, corpos, cadáver, cadáveres, detenção, prisão, captura, morte, mortes, sequestro, rapto, assassinato, perdas, baixas, restos, vida""",
    Role.UNIT: """ano, anos, mês, meses, semana, semanas, dia, dias, hora, horas, minuto, minutos, km, quilômetro, quilômetros, quilómetro, quilómetros, metro, metros, por cento, reais, dólares,
        toneladas, vezes, meticais, euros""",
    Role.MONTH: "de janeiro, de fevereiro, de março, de abril, de maio, de junho, de julho, de agosto, de setembro, de outubro, de novembro, de dezembro, março, maio",
    Role.AGE: "idade",
    Role.STOP: """do, da, dos, das, em, no, na, nos, nas, com, por, para, sobre, que, quem, quando, onde, desde, durante, contra, segundo, após, ontem, pelo, pela, pelos, num, numa, ligado, ligada""",
    Role.VERB: "foi, foram, são, era, eram, tem, têm, tinha, tinham, sido, está, estão, morreu, morreram, ficou, ficaram, teria, teriam, houve, havia",
    Role.BREAK: "mas, enquanto, embora, porém",
    Role.WORD: "uma vez, por cento",
}

_HARM = {
    HarmKind.KILLED: """morto, mortos, morta, mortas, morreu, morreram, matando, matou, mataram, assassinado, assassinados, assassinada, abatido, abatidos, falecido, falecidos, executado, executados,
        decapitado, decapitados, decapitadas, mortes, baixas, sem vida, corpos, cadáveres, vítimas mortais, perdeu a vida, perderam a vida, óbitos, homicídios, morte""",
    HarmKind.WOUNDED: "ferido, feridos, ferida, feridas, ferindo, feriu, feriram, baleado, baleados, lesionado, lesionados, hospitalizado, hospitalizados, ferimentos",
    HarmKind.MISSING: "desaparecido, desaparecidos, desaparecida, desaparecidas",
    HarmKind.ABDUCTED: "sequestrado, sequestrados, sequestrada, sequestradas, raptado, raptados, raptada, raptadas, refém, reféns, rapto, sequestro",
    HarmKind.ARRESTED: "detido, detidos, detida, detidas, preso, presos, presa, presas, capturado, capturados, detenção, prisão",
    HarmKind.DISPLACED: "deslocado, deslocados, deslocada, deslocadas, desalojado, desalojados, fugiram, evacuados",
    None: "ileso, ilesos, ilesa, ilesas, são e salvo, sãos e salvos, com vida, sobreviveu, sobreviveram",
}

LEXICON = Lexicon(
    language="pt", senses=senses(_NUMBERS, _VALUED, _WORDS, harm=_HARM), glue_room=10, plural=re.compile(r".+s|gente")
)
