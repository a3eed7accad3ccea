import json

import pytest

from dateline.errors import FindError
from dateline.find.labels import LAYERS
from dateline.find.settings import Settings

WHOLE = Settings(labels="abc", tag_thresholds=(0.4,) * len(LAYERS), anchor=0.3, same=-0.5, version="7")


def test_settings_survive_a_file():
    assert Settings.from_json(json.loads(json.dumps(WHOLE.to_json()))) == WHOLE


@pytest.mark.parametrize(
    "change",
    [
        {"labels": None},
        {"tag_thresholds": None},
        {"tag_thresholds": [0.5]},
        {"tag_thresholds": 0.5},
        {"tag_thresholds": ["high"] * len(LAYERS)},
        {"anchor": "high"},
        {"same": [0]},
        {"unheard_of": 1},
    ],
)
def test_settings_that_do_not_fit_are_an_error(change):
    node = WHOLE.to_json() | change
    node = {name: value for name, value in node.items() if value is not None}
    with pytest.raises(FindError, match="model-settings"):
        Settings.from_json(node)


def test_confidence_is_what_the_model_says_until_it_is_calibrated():
    assert WHOLE.incident_confidence(0.7) == 0.7
    assert WHOLE.claim_confidence(0.05) == 0.05


@pytest.mark.parametrize("told", [0.0, 1e-9, 0.3, 0.999999, 1.0])
def test_calibrated_confidence_lies_between_nothing_and_all(told):
    assert 0 <= Settings(labels="abc", incident_slope=2.5, incident_offset=-1.0).incident_confidence(told) <= 1


def test_calibration_moves_confidence_by_its_slope_and_offset():
    settings = Settings(labels="abc", claim_slope=2.0, claim_offset=-1.0)
    assert settings.claim_confidence(0.5) == pytest.approx(0.269, abs=1e-3)
    assert settings.claim_confidence(0.9) == pytest.approx(0.968, abs=1e-3)
