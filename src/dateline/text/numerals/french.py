"""French words that count."""

from __future__ import annotations

import re

from dateline.model import HarmKind
from dateline.text.numerals.lexicon import Lexicon, Role, senses

__all__ = ["LEXICON"]

_TEENS = "dix 10, onze 11, douze 12, treize 13, quatorze 14, quinze 15, seize 16, dix sept 17, dix huit 18, dix neuf 19"
_UNITS = "deux 2, trois 3, quatre 4, cinq 5, six 6, sept 7, huit 8, neuf 9"


def _from_base(base: str, value: int) -> str:
    """The numerals that French counts on from sixty and from eighty: soixante-dix, quatre-vingt-onze."""
    return ", ".join(f"{base} {entry.rsplit(' ', 1)[0]} {value + int(entry.rsplit(' ', 1)[1])}" for entry in _TEENS.split(", "))


_NUMBERS = f"""zéro 0, un 1, une 1, {_UNITS}, {_TEENS}, vingt 20, trente 30, quarante 40, cinquante 50, soixante 60, septante 70, huitante 80,
octante 80, nonante 90, quatre vingts 80, quatre vingt 80, {_from_base("soixante", 60)}, soixante et onze 71, {_from_base("quatre vingt", 80)},
quatre vingt un 81, quatre vingt une 81"""

# Source of the lows: codebook 1.2, "Harm"; "une vingtaine" is about 20 ("Other languages").
_VALUED = {
    Role.SCALE: "cent 100, cents 100, mille 1000, million 1000000, milliard 1000000000",
    Role.SCALES: "millions 1000000, milliards 1000000000",
    Role.GROUPED: """dizaine 10, douzaine 12, demi douzaine 6, quinzaine 15, vingtaine 20, trentaine 30, quarantaine 40, cinquantaine 50, soixantaine 60,
        centaine 100, millier 1000""",
    Role.VAGUE: """plusieurs 3, nombreux 3, nombreuses 3, beaucoup de 3, de nombreux 3, de nombreuses 3, quelques 2, des dizaines 24, plusieurs dizaines 24,
        quelques dizaines 24, dizaines 24, douzaines 24, des douzaines 24, des centaines 200, plusieurs centaines 200, quelques centaines 200, centaines 200,
        des milliers 2000, plusieurs milliers 2000, milliers 2000, quelques milliers 2000, des dizaines de milliers 20000, dizaines de milliers 20000,
        plusieurs dizaines de milliers 20000, centaines de milliers 200000, des centaines de milliers 200000, plusieurs milliers de 2000""",
    Role.PAIR: "couple 2, paire 2, les deux 2, tous deux 2, toutes deux 2, jumeaux 2, jumelles 2",
    Role.ONE: """il 1, elle 1, lui 1, quelqu un 1, un autre 1, une autre 1, l un 1, l une 1, celui ci 1, celle ci 1, le 1, la 1, l 1, son 1, sa 1,
        leur 1, mon 1, ma 1, notre 1, ce 1, cet 1, cette 1""",
}

_WORDS = {
    Role.NONE: "aucun, aucune, personne n, nul, nulle, pas de, pas d, sans, ni, pas un, pas une, personne ne, personne, ne personne, n a fait ni, pas fait de",
    Role.AT_LEAST: "au moins, pas moins de, pas moins d, au minimum, un minimum de",
    Role.MORE_THAN: "plus de, plus d, au dessus de, dépassant",
    Role.ABOUT: """environ, près de, près d, quelque, presque, autour de, à peu près, approximativement, une estimation de, un peu plus de, un peu moins de, peut être,
        aux alentours de, de l ordre de""",
    Role.UP_TO: "jusqu à, jusqu, au plus, pas plus de, tout au plus, au maximum, un maximum de",
    Role.FEWER_THAN: "moins de, moins d",
    Role.OR_MORE: "ou plus, voire plus",
    Role.OR_SO: "environ",
    Role.BETWEEN: "entre",
    Role.TO: "à, voire",
    Role.OR: "ou",
    Role.AND: "et, ainsi que, plus",
    Role.FILLER: "seulement, exactement, un total de, une total de, autres, quelque chose comme, tous, toutes, autre, au total, présumés, présumé",
    Role.PLURAL: "les, des, ils, elles, eux, d autres, ses, leurs, mes, nos, ces, ceux, celles",
    Role.PART: """dont, parmi lesquels, parmi lesquelles, parmi eux, parmi elles, y compris, notamment, d entre eux, d entre elles, âgé de, âgée de, âgés de, âgées de, comprenant""",
    Role.GROUP: """groupe, armée, force, forces, foule, milice, équipe, convoi, patrouille, brigade, bataillon, gouvernement, police, gendarmerie, mouvement, front, unité, peloton,
        bande, parti, état, ministère, équipage, personnel, délégation, coalition, population, opposition, organisation, branche, colonne, village, ville, majorité, reste, contingent""",
    Role.HOUSEHOLD: "familles, famille, ménages, ménage, foyers, foyer",
    Role.CARRIER: """nombre, bilan, chiffre, total, corps, cadavres, arrestation, arrestations, mort de, enlèvement, enlèvements, assassinat, pertes, interpellation, dépouilles,
        exécution, décès, meurtre, meurtres, vie""",
    Role.UNIT: """an, ans, année, années, mois, semaine, semaines, jour, jours, heure, heures, minute, minutes, km, kilomètre, kilomètres, mètres, mètre, pour cent, euros,
        dollars, tonnes, h, fois""",
    Role.MONTH: "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre",
    Role.AGE: "âgé, âgée, âgés, âgées",
    Role.STOP: """de, d, du, au, aux, dans, en, sur, par, pour, avec, qui, que, chez, près, lors, depuis, avant, après, pendant, contre, vers, selon, hier, ici, sous, originaire,
        originaires""",
    Role.VERB: "ont, est, sont, était, étaient, été, avait, avaient, sera, seraient, aurait, auraient, fut, furent",
    Role.BREAK: "mais, tandis que, alors que, cependant",
    Role.WORD: "pas, ne, n, y a, il y a, par ailleurs, tiers",
}

_HARM = {
    HarmKind.KILLED: """tué, tués, tuée, tuées, mort, morts, morte, mortes, tuant, tue, tuent, décédé, décédés, décédée, abattu, abattus, abattue, assassiné, assassinés, assassinée, exécuté,
        exécutés, décapité, décapités, neutralisé, neutralisés, décès, corps, cadavres, victimes mortelles, trouvé la mort, perdu la vie, péri, pertes""",
    HarmKind.WOUNDED: "blessé, blessés, blessée, blessées, blessant, blesse, blessures, brûlé, brûlés, hospitalisé, hospitalisés",
    HarmKind.MISSING: "disparu, disparus, disparue, disparues, porté disparu, portés disparus",
    HarmKind.ABDUCTED: "enlevé, enlevés, enlevée, enlevées, kidnappé, kidnappés, kidnappée, otage, otages, pris en otage, capturé, capturés, enlèvement, enlèvements",
    HarmKind.ARRESTED: "arrêté, arrêtés, arrêtée, arrêtées, interpellé, interpellés, interpellations, arrestations, détenu, détenus, gardé à vue, interpellation, arrestation",
    HarmKind.DISPLACED: "déplacé, déplacés, déplacée, déplacées, fui, fuient, évacué, évacués, sans abri",
    None: "indemne, indemnes, sain et sauf, sains et saufs, saine et sauve, sans faire de victime, sans faire de victimes, survécu, en vie, sans blessé",
}

LEXICON = Lexicon(
    language="fr",
    senses=senses(_NUMBERS, _VALUED, _WORDS, harm=_HARM),
    glue_room=10,
    elision=True,
    plural=re.compile(r".+(?:[^u]s|us|x)|gens"),
)
