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
