import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Document, Span
from dateline.read import furniture

LEAD = "Gunmen on motorcycles killed five farmers in Ruwan Tofa village on Tuesday evening, residents and police said."
MORE = "Two suspects were held, a police spokesman said on Wednesday, and a curfew was announced in the whole district."


def marked(text, **known):
    doc = furniture.mark(Document(id="x", text=text, **known))
    assert doc.text == text
    return [span.text(text) for span in doc.furniture]


LINES = {
    "prompt": [
        "Sign up now: Get KP's newsletters delivered to your inbox",
        "Subscribe to our WhatsApp channel for breaking news",
        "Get the Karsa Post's World Briefing in your inbox every morning.",
        "Follow us on Twitter and Facebook",
        "Click here to join our Telegram channel",
        "ADVERTISEMENT",
        "[Advertisement]",
        "Story continues below",
        "This article is for subscribers only.",
        "Log in to continue reading",
        "You have reached your limit of free articles.",
        "Abonnez-vous à notre newsletter",
        "Suivez-nous sur WhatsApp et Facebook",
        "Suscríbete a nuestro boletín",
        "Síguenos en Twitter",
        "Inscreva-se em nosso canal",
        "Siga o Karsa Post no Instagram",
        "Подписывайтесь на наш канал в Telegram",
        "Підписуйтесь на наш канал",
        "Читайте нас в Telegram",
        "اشترك في نشرتنا الإخبارية",
        "تابعونا على فيسبوك",
        "إعلان",
    ],
    "link": [
        "Read more: Ten things to know about the floods",
        "READ ALSO: Floods close the road to Karsa",
        "Also read | Fuel prices to rise from Monday",
        "Related: Five charts that explain the drought",
        "RELATED STORIES",
        "[See: Weather office says rains to last until May]",
        "Watch: Drone footage of the flooded plain",
        "list 1 of 3 Army says rebels flee",
        "Tags: Karsa, floods, army",
        "Lire aussi : Les routes coupées par la crue",
        "À lire aussi",
        "Lea también: Cortes de luz en el norte",
        "Leia também: Chuvas fecham estrada",
        "Читайте также: Дорога закрыта из-за паводка",
        "Читайте також: Дорогу закрито через повінь",
        "اقرأ أيضا: الفيضانات تغلق الطريق",
    ],
    "caption": [
        "Photo: Karsa Post",
        "FILE PHOTO: Soldiers stand guard at the barracks in Karsa, January 18, 2026. REUTERS/Amina Bello",
        "File - The barracks at Karsa.",
        "(Photo courtesy of a resident)",
        "[PHOTO: An army truck, file picture]",
        "Image credit: Amina Bello",
        "Crédit photo : Amina Bello",
        "Foto: Amina Bello",
        "Фото: пресс-служба",
        "صورة أرشيفية",
    ],
    "byline": [
        "By Amina Bello",
        "By Amina Bello and Musa Sani in Karsa",
        "By Our Staff Reporter",
        "Our correspondent",
        "Par Amina Bello",
        "Por Redacción",
        "(Reporting by Karsa bureau; Editing by A. Sani)",
        "Additional reporting by Musa Sani",
        "With inputs from PTI",
        "Meridian's correspondents in Karsa contributed to this report.",
        "Автор: Амина Белло",
    ],
    "copyright": [
        "© 2026 Karsa Post",
        "Copyright 2026 Karsa Post. All rights reserved.",
        "Tous droits réservés",
        "Все права защищены",
        "جميع الحقوق محفوظة",
    ],
    "time": [
        "Updated 3 hours ago",
        "2 min read",
        "Last updated 12 March, 14:05",
        "Published: 4 March 2026 10:15",
        "Publié le 4 mars 2026",
        "Обновлено: 14:05",
    ],
    "share": ["Share", "Share this article", "Share on Facebook", "0 comments", "Compartir", "Поделиться", "شارك"],
    "notice": [
        "We use cookies to improve your experience on our site.",
        "By continuing to use this site you agree to our cookie policy.",
        "Please enable JavaScript to view this page.",
        "Nous utilisons des cookies pour mesurer l'audience.",
    ],
    "print": [
        "Page 1 of 3",
        "https://karsapost.example/news/raid",
        "Source: Karsa Post",
        "A version of this article appears in print on page A4.",
    ],
}


@pytest.mark.parametrize("line", [line for lines in LINES.values() for line in lines])
@pytest.mark.parametrize("place", ["top", "middle", "bottom"])
def test_lines_that_are_not_reporting(line, place):
    parts = {"top": (line, LEAD, MORE), "middle": (LEAD, line, MORE), "bottom": (LEAD, MORE, line)}[place]
    assert marked("\n\n".join(parts)) == [line]


REPORTING = [
    "By Tuesday evening the town had fallen.",
    "By Kyiv's count 164 captured soldiers have been killed since February 2022.",
    "By Friday",
    "Read the indictment and you will find no name.",
    "Sign-up centres for the new army were attacked in two towns.",
    "Subscribers of the local phone network were cut off when gunmen blew up a mast.",
    "Follow-up attacks killed two rescuers on the same road.",
    "Get out of the town by noon, the rebels told residents over loudspeakers.",
    "Photographs of the bodies were shown to reporters by the governor.",
    "Watching from a roof, she saw three men shoot the guard.",
    "Source after source confirmed that the bridge was mined.",
    "Related attacks in the two districts left nine people dead.",
    "More than 40 people were killed in the market, the mayor said.",
    "Share prices fell after the bombing.",
    "Print shops were burned by the crowd.",
    "Updated figures from the ministry put the toll at nine dead.",
    "Published figures put the toll at nine.",
    "Images from the town show burned houses and at least six bodies.",
    "Also on Tuesday, two policemen were shot in Dandi.",
    "Most read the leaflet as a threat and fled.",
    "In other news from the front, rebels took Dandi.",
    "Lire le texte de l'accord revient à constater l'échec, a dit le préfet.",
    "Par ailleurs, deux soldats ont été tués à Ménaka.",
    "Por la noche, hombres armados mataron a dos policías.",
    "Siguen en la zona los combates entre el ejército y la guerrilla.",
    "Foto de la víctima en mano, la madre pidió justicia.",
    "По теме переговоров стороны не продвинулись, обстрелы продолжаются.",
    "Реклама на рынке загорелась после удара, погибли двое.",
    "نشرت الجماعة بيانا أعلنت فيه مسؤوليتها عن الهجوم.",
    "تابع الجيش تقدمه في المدينة وقتل خمسة مسلحين.",
    "The attack was the first, AFP reported.",
    "1. Combat: on 9 November rebels fought for five hours in Dandi.",
    "* Two drones downed over Dandi, says the army.",
    "BORNO",
    "Also: the army has shelled the hills every night since the truce, people who live there say.",
]


@pytest.mark.parametrize("line", REPORTING)
@pytest.mark.parametrize("place", ["top", "middle", "bottom"])
def test_reporting_is_never_marked(line, place):
    parts = {"top": (line, LEAD, MORE), "middle": (LEAD, line, MORE), "bottom": (LEAD, MORE, line)}[place]
    assert marked("\n\n".join(parts)) == []
    assert marked("\n".join(parts)) == []


def test_a_caption_above_the_lead_and_the_closing_credit():
    caption = "Soldiers in a truck at the bridge that links the two banks of the river in Karsa, Sudan, on Feb 18, 2026."
    prompt = "Sign up now: Get KP's newsletters delivered to your inbox"
    text = f"{prompt}\n\n{caption}\n\n{LEAD}\n\n{MORE} REUTERS"
    assert marked(text, published=date(2026, 3, 4)) == [prompt, caption, "REUTERS"]


def test_a_caption_like_paragraph_further_down_stays():
    caption = "Soldiers in a truck at the bridge that links the two banks of the river in Karsa, Sudan, on Feb 18, 2026."
    assert marked(f"{LEAD}\n\n{MORE}\n\n{LEAD}\n\n{caption}\n\n{MORE}") == []


def test_a_photo_credit_inside_a_paragraph_is_marked_alone():
    assert marked(f"{LEAD}\n\n{MORE} (Photo by Amina Bello / AFP via Getty Images) {LEAD}") == [
        "(Photo by Amina Bello / AFP via Getty Images)"
    ]


def test_links_below_a_heading_belong_to_it():
    links = "RELATED STORIES\nArmy says rebels flee Dandi\nFive killed in market blast\nFuel prices to rise"
    assert marked(f"{LEAD}\n\n{MORE}\n\n{links}") == links.split("\n")
    assert marked(f"{LEAD}\n\n{links}\n\n{MORE}") == links.split("\n")


def test_a_subheading_below_a_single_link_stays():
    assert marked(f"{LEAD}\n\nRead also\n\nThe raid on Dandi\n\n{MORE}") == ["Read also"]


def test_credits_by_the_documents_own_names():
    assert marked(f"{LEAD}\n\n{MORE}\n\n- Meridian", agency="Meridian") == ["- Meridian"]
    assert marked(f"{LEAD}\n\n{MORE}\n\n- Meridian") == []


def test_lines_broken_at_a_fixed_width_are_one_paragraph():
    text = (
        "Gunmen on motorcycles killed five farmers in Ruwan Tofa village, which lies\n"
        "by the river, and burned their houses; one resident said that he was told to\n"
        "share this with nobody, and a police spokesman confirmed that two men were\n"
        "held.\n\n" + MORE
    )
    assert marked(text) == []


def test_furniture_that_a_document_brings_is_kept():
    doc = Document(id="x", text=f"ADVERTISEMENT\n\n{LEAD}", furniture=(Span(20, 30),))
    assert furniture.mark(doc) is doc


@given(
    st.lists(
        st.sampled_from([LEAD, MORE, *REPORTING, *(line for lines in LINES.values() for line in lines), "😀 عاجل", ""]),
        max_size=12,
    )
)
def test_spans_are_in_order_apart_and_inside(lines):
    text = "\n".join(lines)
    spans = furniture.spans(Document(id="x", text=text))
    assert list(spans) == sorted(spans)
    assert all(a.end < b.start for a, b in itertools.pairwise(spans))
    assert all(span.text(text) == span.text(text).strip() and span.end <= len(text) for span in spans)


@given(st.text(max_size=300))
def test_any_text_can_be_marked(text):
    doc = furniture.mark(Document(id="x", text=text))
    assert doc.text == text
