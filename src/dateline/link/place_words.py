"""The words around place names: types of unit and site, relations, directions and stand-ins, by language.

All keys are folded (`dateline.text.normal.fold`). One table serves all languages, since folded words of different
languages rarely clash, and a document that mixes languages is read as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.text.normal import fold

__all__ = [
    "adjacent_words",
    "building_words",
    "common_words",
    "directions",
    "inside_words",
    "loose_near_words",
    "many_words",
    "near_words",
    "particles",
    "reference_words",
    "stop_words",
    "unit_kinds",
    "unit_words",
]

# What a type word says of the name beside it. Source: codebook 1.2, "Incident", precision; administrative terms as in GeoNames.
_UNITS = {
    "country": "country nation republic país pays страна країна دولة بلاد",
    "province": "province provinces governorate governorates state states region regions oblast oblasts prefecture federal-state krai kray countryside ريف "
    "région régions gouvernorat état états provincia provincias departamento departamentos departments estado estados província províncias gobernación "
    "область области областью областей край края республика республики регион региона регионе регионом провинция провинции губернаторство области области́ "
    "області областю область провінція регіон регіоні محافظة محافظات ولاية ولايات إقليم مقاطعة",
    "district": "district districts county counties township townships municipality municipalities locality localities territory territories "
    "regency regencies subdistrict sub-district commune communes raion rayon cercle cercles woreda tehsil taluk upazila lga department département départements "
    "arrondissement territoire municipio municipios cantón município municípios distrito distritos concelho comarca zone "
    "district-wide chiefdom groupement parish kebele subprefecture sub-prefecture sous-préfecture préfecture canton posto "
    "район района районе районом районы районов округ округа округе муниципалитет "
    "районі району громада громади громаді район مديرية مديريات قضاء ناحية منطقة مناطق محلية معتمدية",
    "settlement": "city cities town towns village villages hamlet hamlets settlement settlements capital capitals ville villes village villages hameau "
    "bourg localité ciudad pueblo aldea caserío poblado corregimiento vereda localidad cidade vila aldeia povoado localidade "
    "город города городе городом село села селе селом посёлок поселок посёлка поселка посёлке поселке деревня деревни деревне станица станицы станице "
    "аул аула ауле кишлак столица столице столицы місто міста місті містом село сіл селі селом селище селища селищі смт "
    "مدينة قرية بلدة مدن قرى بلدات بلدية العاصمة المدينة القرية البلدة عاصمة",
    "site": "camp camps airport airfield airbase base barracks prison jail checkpoint market mosque church school hospital university port harbour "
    "harbor square stadium hotel mine refinery plant station bridge crossing junction roundabout embassy palace headquarters neighbourhood neighborhood "
    "neighbourhoods suburb quarter ward sector barrio quartier bairro sector colonia commissariat marché mosquée église prison camp caserne aéroport "
    "cárcel penal penitenciaría mercado plaza comisaría comandancia aeropuerto mercado praça prisão esquadra aeroporto "
    "микрорайон площадь улица улице тюрьма колония колонии изолятор рынок аэропорт вокзал "
    "вулиця вулиці площа міськрада міськради колонія ринок аеропорт "
    "حي مخيم مطار سجن سوق مسجد جامع ساحة ميدان شارع معسكر قاعدة مستشفى بوابة حقل ميناء معبر حاجز محطة",
}

# Words that put the occurrence beside the name. Source: codebook 1.2, precision `near`: near, outside, between named places; roads and rivers.
_NEAR = (
    "near outside between around beyond towards toward outskirts vicinity surroundings environs off overlooking close "
    "alongside bound "
    "près autour entre environs alentours vers périphérie proximité "
    "cerca entre alrededores inmediaciones afueras rural "
    "perto arredores proximidades imediações "
    "близ вблизи около возле под между окрестностях окрестности севернее южнее восточнее западнее недалеко "
    "біля поблизу неподалік під між околиці околицях північніше південніше східніше західніше "
    "قرب بالقرب بين محيط خارج ضواحي أطراف المحاذية"
)
# Roads, rivers and open country: beside the name too, unless the words say that they lie in the town ("a road in X").
_OPEN = (
    "km kilometres kilometers kilometre kilometer miles mile nm road roads highway route motorway river forest forests mountains mountain hills desert valley border "
    "frontline direction bush axis lake coast shore track way farms farmland plain plains stretch mouth axe fleuve rivière forêt montagne frontière brousse "
    "carretera carreteras vía camino río sierra selva frontera estrada rodovia rio margem mata fronteira serra "
    "трасса трассе трассы дорога дороге реки реке лес лесу лесном направлении направление границе граница приграничье "
    "трасі дорозі річки лісі напрямку кордоні кордон طريق الطريق نهر جبال جبل صحراء حدود الحدود مرتفعات وادي"
)
# What makes "the X area" the surroundings of X.
_ADJACENT = "stretch line plain direction axis waters belt corridor track road highway river forest hills mountains border"
# Ordinary words of news English that some village somewhere is called; alone they are never taken for one.
_COMMON = (
    "police union council court justice marine general army first second third civil council front party president minister congress senate house people "
    "god allah islamic muslim christian catholic church state democratic national united front liberation movement force forces guard team office agency times post "
    "news press media radio voice mission target force victory liberty freedom independence hope peace unity progress justice king queen prince bishop pope major "
    "colonel captain sergeant corporal private mr mrs ms dr sir de best most many more much such both male man men women children young old new good great big "
    "he she they it we you who what when why how which while if as but not no yes all any some each every both after before since during under over until "
    "shell mobile orange total bill will mark may march august april june king hall page bush trump biden clinton brown white black green gray rose hill "
    "media defence defense energy interior foreign affairs human rights watch international amnesty observatory report media center centre point star sun "
    "ramadan eid christmas easter ashura muharram ali hassan hussein mohammed muhammad ahmed abdullah ibrahim omar osman mustafa "
    "and or ii iii iv police officials security residents witnesses militants rebels soldiers gunmen fighters local global western eastern northern southern central "
    "policía ejército gobierno fiscalía presidente ministro guardia police armée gouvernement président ministre polícia exército governo presidente "
    "deux trois quatre cinq six sept huit neuf dix dos tres cuatro cinco seis siete ocho nueve diez dois três quatro"
)
_DIRECTIONS = (
    "north south east west northern southern eastern western north-east north-west south-east south-west northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western central centre center middle far upper lower greater "
    "nord sud est ouest norte sur sul este oeste leste oriente centro septentrional méridional "
    "северный северная северной северного северном южный южная южной южного южном восточный восточная восточной восточного восточном "
    "западный западная западной западного западном север юг восток запад севере юге востоке западе севера юга востока запада центр центре центральной "
    "північний північна північної північній південний південна південної південній східний східна східної східній західний західна західної західній "
    "північ південь схід захід півночі півдні сході заході شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط الشمالية الجنوبية الشرقية الغربية"
)
_STOPS = (
    "the a an in on at of and or to from by with into inside within across through his her its their this that these those same other another several some many "
    "one two three four five six seven eight nine ten where there here area areas place places part parts parts part-of side edge entrance front behind next beside "
    "opposite close left right bank site scene spot position positions heights height eastern-most along against upon just also all both each "
    "main old new local former nearby neighbouring neighboring disputed occupied besieged restive rebel-held government-held mainly "
    "le la les l un une des du de d à au aux en dans sur sous par et chez vers lieu-dit zone zones endroit même toute tout entrée cours secteur "
    "el los las lo del al un una unos y e o en con por para desde hasta zona zonas sector mismo misma todo toda sitio "
    "o os as um uma uns umas do da dos das no na nos nas ao aos à às em e com por para de desde até zona mesmo mesma todo toda "
    "в во на у к ко из от до с со и над за по при через около о об участок участке населенных пунктов населённых пунктов селения "
    "в у на з із зі до від і й та над за по при через біля понад двадцяти населених пунктів окупованому "
    "في من على إلى عن مع عند نحو و أو داخل باتجاه الواصل الواصلة تابعة التابعة التابع نفسها نفسه ذات ذاته الحدودية لمدينة بمدينة بلدة "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
# Words that point back to a place named before, when no name is with them.
# Words that make a phrase without a name speak of the whole country or of many places in it.
_MANY = (
    "nationwide countrywide across various numerous dozens hundreds several many two three four five six seven eight nine ten eleven twelve provinces regions states cities towns "
    "villages districts municipalities departments governorates nationale nacional nacionais varias várias plusieurs toute todo всей стране регионах країні المحافظات"
)
_BUILDINGS = (
    "building council headquarters office offices court courthouse hall secretariat front house compound prefecture residence mall club shop bar cinema school gate yard "
    "edificio oficina corte casa sede bâtiment bureau tribunal maison siège préfecture edifício escritório prédio здание зданию здания дом дома будівля مبنى مقر"
)
_CAPITALS = "capital capitale столица столицы столице столицу столиці столицю العاصمة عاصمة"
_INSIDE_OF = "in inside within at à dans en em no na в во на у في داخل"
_PARTICLES = "al el ul as ash ad ar an at az ez es de la le les los las del da do dos das di du e y i bin ibn ben ould sur en of the am im von van und upon sous lès"


# What Arabic writes onto a word: the article, prepositions and "and", alone and together.
_WRITTEN_ON = ("", "ال", "لل", "ل", "ب", "و", "بال", "وال", "كال")


def _folded(words: str) -> frozenset[str]:
    out = set()
    for word in map(fold, words.split()):
        out |= {fold(prefix + word) for prefix in _WRITTEN_ON} if "\u0600" < word[:1] < "\u0700" else {word}
    return frozenset(out - {""})


@cache
def unit_kinds() -> Mapping[str, str]:
    """The kind that each type word gives: country, province, district, settlement or site."""
    return {word: kind for kind in ("site", "settlement", "district", "province", "country") for word in _folded(_UNITS[kind])}


@cache
def unit_words() -> frozenset[str]:
    """Words that name a type of division, which a division's name may carry or leave out."""
    return frozenset(w for w, kind in unit_kinds().items() if kind in ("province", "district"))


@cache
def near_words() -> frozenset[str]:
    """Words that put an occurrence beside a named place, not in it."""
    return _folded(_NEAR)


@cache
def directions() -> frozenset[str]:
    """Points of the compass and parts of a whole."""
    return _folded(_DIRECTIONS)


@cache
def stop_words() -> frozenset[str]:
    """Words that are never a place name by themselves."""
    return _folded(_STOPS)


@cache
def particles() -> frozenset[str]:
    """Small words that stand inside a name ("Deir al-Zor", "Mocímboa da Praia")."""
    return _folded(_PARTICLES)


@cache
def reference_words() -> frozenset[str]:
    """All words that carry no name."""
    return stop_words() | many_words() | near_words() | loose_near_words() | directions() | frozenset(unit_kinds())


@cache
def many_words() -> frozenset[str]:
    """Words that speak of many places or of the whole country."""
    return _folded(_MANY)


@cache
def building_words() -> frozenset[str]:
    """Words for buildings, which stand in a town even where they belong to a province."""
    return _folded(_BUILDINGS)


@cache
def capital_words() -> frozenset[str]:
    """Words for a country's capital."""
    return _folded(_CAPITALS)


@cache
def inside_words() -> frozenset[str]:
    """Prepositions that put something inside the name that follows."""
    return _folded(_INSIDE_OF)


@cache
def loose_near_words() -> frozenset[str]:
    """Roads, rivers and open country, which put an occurrence beside a name unless they lie in the town."""
    return _folded(_OPEN)


@cache
def adjacent_words() -> frozenset[str]:
    """Words that, right after a name, make it the name's surroundings ("the X area")."""
    return _folded(_ADJACENT)


@cache
def common_words() -> frozenset[str]:
    """Ordinary words that are also the names of small places."""
    return _folded(_COMMON)
