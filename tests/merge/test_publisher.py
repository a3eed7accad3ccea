import pytest

from dateline.merge.publisher import publisher_kind
from dateline.model import SourceKind


@pytest.mark.parametrize(
    ("outlet", "kind"),
    [
        ("Ministry of Interior of Karsa", "government"),
        ("UN Access Note, Karsa", "igo"),
        ("UN News", "igo"),
        ("Un Diario de Pasto", "media"),  # an article, not the organisation
        ("Karsa Incident Observatory", "monitor"),
        ("General Staff of the Armed Forces", "military"),
        ("État-major des armées", "military"),
        ("Army Times", "media"),
        ("Karsa Liberation Army, press office", "armed_group"),
        ("National Police of Karsa", "police"),
        ("Karsa Tribune", "media"),
        (None, "media"),
    ],
)
def test_the_name_says_of_what_kind_a_publisher_is(make, outlet, kind):
    assert publisher_kind(make.document("a", outlet=outlet)) is SourceKind(kind)


def test_what_the_document_says_itself_goes_before_its_name(make):
    doc = make.document("a", outlet="Ministry of Interior", outlet_kind=SourceKind.MEDIA)
    assert publisher_kind(doc) is SourceKind.MEDIA
