from unittest import mock

import pytest

from dateline.errors import ReadError
from dateline.read.fetch import Answer, Fetcher

FEED = (
    b"<rss version='2.0'><channel><title>Karsa Post</title><item><title>Road open</title>"
    b"<description>The road to Ruwan Tofa is open again after the raid, the district head said.</description></item></channel></rss>"
)


def answered(self, url, **known):
    if url.endswith("robots.txt"):
        return Answer(url=url, status=404)
    if "away" in url:
        raise ReadError("fetch-failed", "refused", where=url, fix="Try again later.")
    return Answer(url=url, status=200, data=FEED, media_type="application/rss+xml", etag='"1"')


@pytest.fixture(autouse=True)
def _world():
    with mock.patch.object(Fetcher, "get", answered):
        yield


def test_feeds_are_read_from_a_file_of_addresses(dateline, empty, tmp_path):
    (tmp_path / "feeds.txt").write_text("# wires\nhttps://karsapost.example/rss\n\n")
    result = dateline("watch", tmp_path / "feeds.txt", "--once", "--json")
    assert (result.code, result.json["added"], result.json["problems"]) == (0, 1, [])
    assert '\\"1\\"' in (empty / "watch.json").read_text()
    assert dateline("watch", "https://karsapost.example/rss", "--once").err.endswith(
        "0 documents added, 1 already here, 0 problems\n"
    )


def test_a_feed_that_is_away_is_a_problem(dateline, empty):
    result = dateline("watch", "https://away.example/rss", "--once", "--json")
    assert (result.code, [problem["code"] for problem in result.json["problems"]]) == (4, ["fetch-failed"])


def test_what_is_no_address_is_refused_before_anything_is_asked(dateline, empty):
    result = dateline("watch", "karsapost.example/rss", "--once")
    assert result.code == 2
    assert "feed-address" in result.err
