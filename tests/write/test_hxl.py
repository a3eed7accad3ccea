"""HXL: names, hashtags by the standard's grammar, and the values of the table."""

import csv
import io
import re

import pytest

from dateline.write import hxl

# Source: HXL 1.1 encoding: a hashtag, then attributes
TAG = re.compile(r"#[a-z][a-z0-9_]*( \+[a-z][a-z0-9_]*)*")
CORE = set("#event #date #country #adm1 #adm2 #adm3 #loc #geo #group #item #affected #meta".split())  # noqa: SIM905


def grid(records, **options):
    out = io.BytesIO()
    hxl.write(records, out, **options)
    return list(csv.reader(io.StringIO(out.getvalue().decode("utf-8"), newline="")))


def test_second_row_is_hashtags(sample):
    names, tags, *rows = grid(sample)
    assert len(names) == len(tags) == len(set(tags)) == len(rows[0])
    assert not [tag for tag in tags if not TAG.fullmatch(tag)]
    assert {tag.split()[0] for tag in tags} == CORE


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("#event +id", "E-7K3QXA"),
        ("#date +occurred +start", "2026-04-07"),
        ("#country +code +v_iso3", "NGA"),
        ("#country +name", "Nigeria"),
        ("#adm1 +name", "Kano State"),
        ("#geo +lat", "12.00012345"),
        ("#affected +killed +min", "5"),
        ("#affected +killed +best", "7"),
        ("#affected +injured +best", ""),
        ("#group +type +target +list", "civilians; civilians"),
    ],
)
def test_values_stand_under_their_tags(hard, tag, value):
    _, tags, row = grid([hard])
    assert dict(zip(tags, row, strict=True))[tag] == value


def test_joined_events_are_left_out(sample):
    written = hxl.write(sample, io.BytesIO())
    assert [(one.event, one.reason) for one in written.left_out] == [("E-2222AB", "joined into E-7K3QXA")]
