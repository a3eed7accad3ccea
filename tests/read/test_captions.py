from datetime import date

import pytest

from dateline.read.captions import is_caption

PUBLISHED = date(2026, 3, 4)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Soldiers in a truck at the bridge that links the two banks of the river in Karsa, Sudan, on Feb 18, 2026.",
        "A woman walks past a burnt-out market stall in Karsa, Sudan, on Monday, March 2, 2026.",
        "Smoke rises over the northern hills, seen from Karsa, Sudan, 18 February 2026.",
        "Residents look at what is left of a school in Karsa. REUTERS/Amina Bello",
        "Traders sift through rubble at the market in Karsa, March 3, 2026 [Amina Bello/AFP]",
        "Police killed two protesters here last week. (Photo by Amina BELLO / AFP)",
        "The governor visits the wounded. Photo: Karsa Post",
        "The barracks at Karsa are seen in this file photo from last year.",
        "Demonstrators at the palace gates in Karsa — Getty Images",
    ],
)
def test_captions(paragraph):
    assert is_caption(paragraph, PUBLISHED)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Gunmen killed five farmers in Karsa, Sudan, on Feb 18, 2026.",
        "Five people killed by gunmen in Karsa, Sudan, on Feb 18, 2026.",
        "Rebels attacking from the hills took the barracks in Karsa on Feb 18, 2026.",
        "A bomb struck a bus carrying workers in Karsa, Sudan, on March 4, 2026.",
        "The army is holding the bridge in Karsa as of March 4, 2026.",
        "Two soldiers and a civilian were shot dead near the crossing, leaving the town in fear, on Feb 18, 2026.",
        "Gunmen on motorcycles are still holding the town, residents told Reuters.",
        "The ministry confirmed the toll to AFP.",
        "Fighting goes on in Karsa.",
        "",
    ],
)
def test_leads_are_no_captions(paragraph):
    assert not is_caption(paragraph, PUBLISHED)
