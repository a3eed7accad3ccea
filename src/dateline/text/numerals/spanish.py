"""Spanish words that count."""

from __future__ import annotations

import re

from dateline.model import HarmKind
from dateline.text.numerals.lexicon import Lexicon, Role, senses

__all__ = ["LEXICON"]

_NUMBERS = """cero 0, un 1, uno 1, una 1, dos 2, tres 3, cuatro 4, cinco 5, seis 6, siete 7, ocho 8, nueve 9, diez 10, once 11, doce 12, trece 13,
catorce 14, quince 15, dieciséis 16, diecisiete 17, dieciocho 18, diecinueve 19, veinte 20, veintiún 21, veintiuno 21, veintiuna 21, veintidós 22, veintitrés 23,
veinticuatro 24, veinticinco 25, veintiséis 26, veintisiete 27, veintiocho 28, veintinueve 29, treinta 30, cuarenta 40, cincuenta 50, sesenta 60, setenta 70,
ochenta 80, noventa 90, cien 100, ciento 100, doscientos 200, doscientas 200, trescientos 300, trescientas 300, cuatrocientos 400, cuatrocientas 400,
quinientos 500, quinientas 500, seiscientos 600, seiscientas 600, setecientos 700, setecientas 700, ochocientos 800, ochocientas 800, novecientos 900, novecientas 900"""

# Source of the lows: codebook 1.2, "Harm" and "Other languages", which reads a plural of ten ("десятки") as dozens.
_VALUED = {
    Role.SCALE: "mil 1000, millón 1000000",
    Role.SCALES: "millones 1000000",
    Role.GROUPED: """decena 10, docena 12, media docena 6, quincena 15, veintena 20, treintena 30, cuarentena 40, cincuentena 50, centenar 100, millar 1000""",
    Role.VAGUE: """varios 3, varias 3, muchos 3, muchas 3, numerosos 3, numerosas 3, unos cuantos 2, algunos 2, algunas 2, pocos 2, decenas 24, varias decenas 24, docenas 24,
        varias docenas 24, cientos 200, centenares 200, varios cientos 200, varios centenares 200, miles 2000, millares 2000, varios miles 2000, decenas de miles 20000,
        cientos de miles 200000, centenares de miles 200000""",
    Role.PAIR: "ambos 2, ambas 2, pareja 2, par 2, los dos 2, las dos 2, gemelos 2, mellizos 2",
    Role.ONE: """él 1, ella 1, alguien 1, otro 1, otra 1, un otro 1, el 1, la 1, su 1, mi 1, nuestro 1, nuestra 1, este 1, esta 1, ese 1, esa 1, dicho 1, dicha 1, al 1""",
}

_WORDS = {
    Role.NONE: "ningún, ninguno, ninguna, nadie, no hubo, sin, no se registraron, no se reportaron, no hay, no dejó, ni, no se reportan, no se registran, ni un, sin que, no causó, no",
    Role.AT_LEAST: "al menos, por lo menos, no menos de, cuando menos, como mínimo, un mínimo de",
    Role.MORE_THAN: "más de, por encima de",
    Role.ABOUT: "unos, unas, cerca de, casi, alrededor de, aproximadamente, en torno a, cerca del, un estimado de, se estima en, quizá, quizás, unos cerca de",
    Role.UP_TO: "hasta, no más de, a lo sumo, como máximo, un máximo de",
    Role.FEWER_THAN: "menos de",
    Role.OR_MORE: "o más",
    Role.OR_SO: "aproximadamente, más o menos",
    Role.BETWEEN: "entre, de",
    Role.TO: "a",
    Role.OR: "o, u",
    Role.AND: "y, e, así como, además de, junto con, más",
    Role.FILLER: "sólo, solo, exactamente, un total de, otros, otras, todos, todas, presuntos, presuntas, presunto, presunta, unos presuntos, supuestos, supuesto, los otros, las otras",
    Role.PLURAL: "los, las, ellos, ellas, sus, estos, estas, esos, esas, aquellos, nuestros",
    Role.PART: """entre ellos, entre ellas, incluidos, incluidas, incluido, incluida, incluyendo, de los cuales, de las cuales, de ellos, de ellas, entre los que, entre las que,
        la mayoría, de edad""",
    Role.GROUP: """grupo, ejército, fuerza, fuerzas, multitud, milicia, equipo, convoy, patrulla, brigada, batallón, gobierno, policía nacional, policía comunitaria, gendarmería,
        movimiento, frente, unidad, pelotón, banda, partido, estado, ministerio, tripulación, personal, delegación, coalición, población, oposición, organización, cártel, cartel,
        columna, pueblo, ciudad, mayoría, resto, guardia nacional, guardia""",
    Role.HOUSEHOLD: "familias, familia, hogares, hogar",
    Role.CARRIER: """número, cifra, saldo, balance, total, cuerpo, cadáver, cuerpos, cadáveres, arresto, captura, detención, muerte, muertes, secuestro, asesinato, pérdidas, bajas, restos, vida""",
    Role.UNIT: """año, años, mes, meses, semana, semanas, día, días, hora, horas, minuto, minutos, km, kilómetro, kilómetros, metro, metros, por ciento, dólares, pesos, toneladas,
        veces, euros""",
    Role.MONTH: "de enero, de febrero, de marzo, de abril, de mayo, de junio, de julio, de agosto, de septiembre, de setiembre, de octubre, de noviembre, de diciembre, enero, marzo, mayo",
    Role.AGE: "edad",
    Role.STOP: """del, en, con, por, para, sobre, que, quien, quienes, cuando, donde, desde, durante, contra, hacia, según, tras, ayer, ante, cuyo, cuya, perteneciente""",
    Role.VERB: "fue, fueron, es, son, era, eran, ha, han, había, habían, sido, está, están, murió, murieron, resultó, resultaron, quedó, quedaron, sería, serían, habría, habrían, hubo",
    Role.BREAK: "pero, mientras que, mientras, aunque",
    Role.WORD: "una vez, por ciento",
}

_HARM = {
    HarmKind.KILLED: """muerto, muertos, muerta, muertas, murió, murieron, matando, mató, mataron, asesinado, asesinados, asesinada, asesinadas, abatido, abatidos, fallecido, fallecidos, fallecida,
        falleció, fallecieron, ejecutado, ejecutados, decapitado, decapitados, muertes, bajas, sin vida, cuerpos, cadáveres, víctimas mortales, perdió la vida, perdieron la vida, muerte""",
    HarmKind.WOUNDED: "herido, heridos, herida, heridas, hiriendo, hirió, hirieron, lesionado, lesionados, lesionada, lesionadas, hospitalizado, hospitalizados",
    HarmKind.MISSING: "desaparecido, desaparecidos, desaparecida, desaparecidas, en paradero desconocido",
    HarmKind.ABDUCTED: "secuestrado, secuestrados, secuestrada, secuestradas, secuestró, secuestraron, rehén, rehenes, retenido, retenidos, secuestro, plagiado",
    HarmKind.ARRESTED: "detenido, detenidos, detenida, detenidas, arrestado, arrestados, arrestada, arrestadas, capturado, capturados, aprehendido, aprehendidos, detención, arresto, captura",
    HarmKind.DISPLACED: "desplazado, desplazados, desplazada, desplazadas, evacuado, evacuados, huyeron",
    None: "ileso, ilesos, ilesa, ilesas, sano y salvo, sanos y salvos, con vida, sobrevivió, sobrevivieron, fuera de peligro",
}

LEXICON = Lexicon(
    language="es", senses=senses(_NUMBERS, _VALUED, _WORDS, harm=_HARM), glue_room=10, plural=re.compile(r".+s|gente|.*personas")
)
