"""English words that count."""

from __future__ import annotations

import re

from dateline.model import HarmKind
from dateline.text.numerals.lexicon import Lexicon, Role, senses

__all__ = ["LEXICON"]

_NUMBERS = """zero 0, nil 0, one 1, two 2, three 3, four 4, five 5, six 6, seven 7, eight 8, nine 9, ten 10, eleven 11, twelve 12,
thirteen 13, fourteen 14, fifteen 15, sixteen 16, seventeen 17, eighteen 18, nineteen 19, twenty 20, thirty 30, forty 40, fourty 40,
fifty 50, sixty 60, seventy 70, eighty 80, ninety 90"""

# Source of the lows: codebook 1.2, "Harm". "A few", "a number of" and the like are not in it: they count as a bare plural.
_VALUED = {
    Role.SCALE: "hundred 100, thousand 1000, million 1000000, billion 1000000000, k 1000, m 1000000, mn 1000000, bn 1000000000, lakh 100000, crore 10000000",
    Role.SCALES: "millions 1000000, billions 1000000000, lakhs 100000",
    Role.GROUPED: "dozen 12, score 20, half a dozen 6, half dozen 6",
    Role.VAGUE: """several 3, many 3, numerous 3, multiple 3, countless 3, scores 40, dozens 24, hundreds 200, thousands 2000,
        several dozen 24, a few dozen 24, several hundred 200, a few hundred 200, several thousand 2000, a few thousand 2000,
        many hundreds 200, many thousands 2000, tens of thousands 20000, hundreds of thousands 200000, dozens of thousands 24000,
        an unknown number 1, an unspecified number 1, an undetermined number 1, a few 2, few 2, a number of 2, a handful 2, a handful of 2,
        a small number of 2, a large number of 3, large numbers of 3, a good many 3""",
    Role.PAIR: "both 2, couple 2, a couple 2, a couple of 2, pair 2, a pair 2, a pair of 2, twins 2, twin 2, duo 2",
    Role.ONE: """a 1, an 1, another 1, a further 1, one more 1, the other 1, someone 1, somebody 1, he 1, she 1, him 1, himself 1, herself 1, i 1, me 1,
        each 1, every 1, at least a 1""",
}

_WORDS = {
    Role.NONE: """no, no one, no-one, nobody, none, without, without any, not any, not a single, not one, any, neither, free of, nor, never, not, did not""",
    Role.AT_LEAST: "at least, no fewer than, no less than, not less than, not fewer than, a minimum of, minimum, upwards of",
    Role.MORE_THAN: "more than, over, above, in excess of, exceeding, exceeded, upward of",
    Role.ABOUT: """about, around, some, nearly, almost, approximately, roughly, close to, near to, an estimated, estimated, perhaps, maybe,
        circa, approx, nearly some, possibly, in the region of, just under, just over""",
    Role.UP_TO: "up to, no more than, not more than, as many as, at most, a maximum of, maximum of",
    Role.FEWER_THAN: "fewer than, less than, under, below",
    Role.OR_MORE: "or more, at the least",
    Role.OR_SO: "or so, odd",
    Role.BETWEEN: "between, from",
    Role.TO: "to",
    Role.OR: "or, if not",
    Role.AND: "and, as well as, along with, together with, plus, and also",
    Role.FILLER: """only, just, exactly, a total of, total of, in total, all, all of, of the order of, the same, a record, other, further,
        additional, other than, the remaining, a combined, a reported, a confirmed, same""",
    Role.THE: "the, the first, the last, his, her, its, their, our, my, your, this, that",
    Role.PLURAL: "they, them, others, those, these, we, us, themselves, some of them, many of them",
    Role.PART: """including, among them, among whom, of whom, of which, of them, of those, of these, amongst them, most of them, all of them, half of them,
        most of whom, some of whom, many of whom, both of whom, all of whom, counting, such as, mostly, chiefly, mainly, named, aged, comprising,
        namely, allegedly, presumed, known as, alias, formerly, who included""",
    Role.GROUP: """group, groups, army, force, forces, crowd, crowds, mob, mobs, police, militia, militias, team, platoon, convoy, gang, band, squad,
        unit, units, party, column, patrol, brigade, battalion, division, company, regiment, corps, government, ministry, movement, front, cartel,
        coalition, alliance, council, committee, state, party, organisation, organization, rebels group, military, navy, air force,
        gendarmerie, troop, crew, staff, personnel, delegation, contingent, congregation, audience, network, faction, wing, cell, command,
        haram, shabaab, shabab, jihad, taliban, hamas, hezbollah, hizbollah, isis, isil, daesh, rsf, saf, regime, authorities, service, agency,
        leadership, garrison, fleet, opposition, village, town, city, population, community, public, enemy, side, cavalry, infantry, junta, rest, remainder, most, majority, half""",
    Role.HOUSEHOLD: "families, family, household, households, hh",
    Role.CARRIER: """number, numbers, toll, death toll, tally, total, figure, count, deaths, death, bodies, body, remains, corpses, arrest, arrests, capture, killing, killings,
        murder, murders, detention, abduction, kidnapping, kidnap, loss, losses, casualties, casualty, lives, life, homicides, homicide, fatalities, wounding, shooting, execution, disappearance, displacement, beheading, injuries, deceased number,
        victims number, names""",
    Role.UNIT: """year, years, yr, month, months, week, weeks, day, days, hour, hours, minute, minutes, seconds, km, kilometre, kilometres, kilometer,
        kilometers, mile, miles, metre, metres, meter, meters, per cent, percent, dollars, tonnes, tons, kg, am, pm, o clock, oclock, p m, a m, decade, decades,
        years old, times, calibre, caliber, mm, am local""",
    Role.MONTH: """january, february, march, april, june, may, july, august, september, october, november, december, jan, feb, mar, apr, jun, jul,
        aug, sep, sept, oct, nov, dec""",
    Role.AGE: "aged, age, aged under, aged over, aged about, of age, aged between, under the age of",
    Role.STOP: """of, in, at, on, by, with, for, near, who, which, whom, whose, as, after, before, during, inside, outside, when, where, into, onto, upon,
        against, through, across, towards, toward, within, along, since, until, despite, because, so far, here, there, so, than, off, per, out, via, yesterday, today,
        belonging, linked, suspected of, accused, born, working, travelling, traveling, called""",
    Role.VERB: """was, were, is, are, had, has, have, be, been, being, did, does, do, will, would, could, might, can, remain, remained, also, put, puts, said, says,
        blew, lost, received, suffered, sustained, rose, stood, stands, came, went, died also, fled, refused, went missing, sought""",
    Role.BREAK: "but, while, whereas, although, though, however",
    Role.WORD: "one another, of its own, each other, at a time, may day, one by one, no longer, twenty first, half that, twice as many, as many, half as many, so many, how many, two thirds, one third, a third of, a quarter of, a similar number, the same number",
}

_HARM = {
    HarmKind.KILLED: """killed, killing, kill, kills, dead, died, dies, death, deaths, fatal, fatality, fatalities, slain, murdered, executed, perished, martyred,
        beheaded, neutralised, neutralized, lifeless, bodies, body, corpses, drowned, slaughtered, massacred, assassinated, shot dead, burned to death, beaten to death""",
    HarmKind.WOUNDED: """wounded, wounding, wound, wounds, injured, injuring, injure, injuries, injury, hurt, hurting, maimed, burned, poisoned, hospitalised, hospitalized,
        harmed, harming, treated""",
    HarmKind.MISSING: "missing, disappeared, unaccounted for, vanished",
    HarmKind.ABDUCTED: "abducted, abducting, kidnapped, kidnapping, seized, taken hostage, carried off, captured, taken captive, taken prisoner, hostage",
    HarmKind.ARRESTED: "arrested, arresting, arrests, arrest, detained, detaining, held, in custody, apprehended, rounded up, picked up",
    HarmKind.DISPLACED: "displaced, displacing, fled, uprooted, homeless, evacuated",
    None: """unhurt, unharmed, uninjured, unscathed, ok, are well, is well, safe, safe and well, survived, alive, escaped, accounted for, without harm,
        without incident, no incident, not hurt, not injured, not harmed, no impact, without injury""",
}

LEXICON = Lexicon(
    language="en",
    senses=senses(_NUMBERS, _VALUED, _WORDS, harm=_HARM),
    decimal=".",
    glue_room=100,
    head_last=True,
    # -s but not -ss, -us, -is; irregular plurals; nouns that are plural without a sign.
    plural=re.compile(
        r".*(?:[^sui]s|ies|[a-z]men|kuis)|men|people|women|children|clergy|folk|troops|.*[bcdfghjklmnpqrtvwxyz]folk|peshmerga|mujahideen"
    ),
)
