import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from dateline import read
from dateline.model import Problem

LEAD = (
    "Gunmen on motorcycles killed five farmers in Ruwan Tofa village on Tuesday evening, residents and a police spokesman said."
)
BODY = (
    "A police spokesman, Musa Danladi, said officers had been sent to the village and that two suspects were held.",
    "“They came from the river and shot at anyone they saw,” said Hauwa Sani, a trader whose brother was among the dead.",
    "No group claimed responsibility. The area has seen a dozen such raids since the rains began, according to the district head.",
)
TITLE = "Five killed in Ruwan Tofa raid"
META = (
    f'<meta property="og:site_name" content="Karsa Post"><meta property="og:title" content="{TITLE}">'
    '<meta property="article:published_time" content="2026-03-04T09:15:00+01:00"><meta name="author" content="Amina Bello">'
    '<link rel="canonical" href="https://karsapost.example/news/ruwan-tofa">'
)


def make_page(paragraphs=(LEAD, *BODY), head=META, before="", after="", title=TITLE):
    """An invented report as a page."""
    text = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{before}"
        f"<article><h1>{title}</h1>{text}</article>{after}</body></html>"
    )


@pytest.fixture
def page():
    return make_page


@pytest.fixture
def report():
    """The paragraphs of an invented report."""
    return (LEAD, *BODY)


@pytest.fixture
def read_bytes(tmp_path):
    """Reads bytes as a file of the given name: documents, and codes of problems."""

    def reading(data, name="given"):
        (tmp_path / name).write_bytes(data)
        return [item.code if isinstance(item, Problem) else item.document for item in read.files([tmp_path / name])]

    return reading
