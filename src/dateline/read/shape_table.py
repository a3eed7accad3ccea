"""The shapes of JSON records that are known: one row a shape, each field of the codebook with the paths where it may stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["SHAPES", "Paths", "Shape"]

Paths = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How one kind of record names what the codebook names.

    A path leads through objects by key and through lists by number; `*` takes all and joins them with commas. The first path that
    gives a value wins.

    Args:
        name: of the shape.
        marks: a record with all of these paths has the shape.
        text, title, published, outlet, author, url, language, id: paths of each field.
        summary: paths of what stands in where there is no text.
        status: path of the agency's word on whether the item may be used.
        prefix: put before the id, so that ids of two sources differ.
    """

    name: str
    marks: Paths
    text: Paths
    summary: Paths = ()
    title: Paths = ("title",)
    published: Paths = ()
    outlet: Paths = ()
    author: Paths = ()
    url: Paths = ("url",)
    language: Paths = ("language",)
    id: Paths = ()
    status: Paths = ()
    prefix: str = ""


# Sources: ReliefWeb API v2 "Fields tables"; NewsAPI.org "Everything"; Event Registry (newsapi.ai) "Article data model"; news-please
# and Common Crawl's CC-NEWS extractor; IPTC ninjs 1.5, 2.1 and 3.0; JSON Feed 1.1; schema.org NewsArticle; The Guardian Open Platform.
SHAPES: Final = (
    Shape(
        name="ReliefWeb",
        marks=("fields.title", "id"),
        text=("fields.body", "fields.body-html"),
        title=("fields.title",),
        published=("fields.date.original", "fields.date.created"),
        outlet=("fields.source.0.name", "fields.source.0.shortname"),
        url=("fields.url_alias", "fields.url"),
        language=("fields.language.0.code",),
        id=("id",),
        prefix="reliefweb:",
    ),
    Shape(
        name="Guardian",
        marks=("webTitle", "webUrl"),
        text=("fields.bodyText", "fields.body"),
        summary=("fields.trailText",),
        title=("fields.headline", "webTitle"),
        published=("webPublicationDate",),
        outlet=("fields.publication",),
        author=("fields.byline",),
        url=("webUrl",),
        language=("fields.lang",),
    ),
    Shape(
        name="Event Registry",
        marks=("uri", "body", "source"),
        text=("body",),
        published=("dateTimePub", "dateTime", "date"),
        outlet=("source.title", "source.uri"),
        author=("authors.*.name",),
        language=("lang",),
        id=("uri",),
        prefix="eventregistry:",
    ),
    Shape(
        name="newsapi",
        marks=("source.name", "publishedAt"),
        text=("content",),
        summary=("description",),
        published=("publishedAt",),
        outlet=("source.name",),
        author=("author",),
    ),
    Shape(
        name="news-please",
        marks=("maintext", "source_domain"),
        text=("maintext",),
        summary=("description",),
        published=("date_publish",),
        outlet=("source_domain",),
        author=("authors.*",),
    ),
    Shape(
        name="ninjs 2",
        marks=("uri", "bodies"),
        text=("bodies.0.value",),
        summary=("descriptions.0.value",),
        title=("headlines.0.value", "title"),
        published=("versioncreated", "versionCreated", "contentcreated", "contentCreated", "firstcreated", "firstCreated"),
        outlet=("provider.name", "provider", "infosources.0.name", "infoSources.0.name", "copyrightholder", "copyrightHolder"),
        author=("by",),
        id=("uri",),
        status=("pubstatus", "pubStatus"),
    ),
    Shape(
        name="ninjs 1",
        marks=("uri", "versioncreated"),
        text=("body_xhtml", "body_html", "body_text"),
        summary=("description_text", "description_xhtml"),
        title=("headline", "title"),
        published=("versioncreated", "firstcreated"),
        outlet=("provider.name", "provider", "infosource.0.name", "copyrightholder"),
        author=("byline",),
        id=("uri",),
        status=("pubstatus",),
    ),
    Shape(
        name="schema.org",
        marks=("articleBody",),
        text=("articleBody",),
        title=("headline", "name"),
        published=("datePublished", "dateCreated"),
        outlet=("publisher.name", "publisher.0.name", "publisher", "sourceOrganization.name"),
        author=("author.*.name", "author.name", "author"),
        url=("url", "mainEntityOfPage.@id", "mainEntityOfPage"),
        language=("inLanguage",),
    ),
    Shape(
        name="JSON Feed",
        marks=("id", "date_published"),
        text=("content_html", "content_text"),
        summary=("summary",),
        published=("date_published",),
        outlet=("feed_title",),
        author=("authors.*.name", "author.name"),
        url=("external_url", "url"),
    ),
    Shape(
        name="named otherwise",
        marks=(),
        text=(
            "body",
            "content",
            "full_text",
            "fulltext",
            "fullText",
            "article_text",
            "article",
            "maintext",
            "body_text",
            "plain_text",
        ),
        summary=("description", "summary", "abstract", "snippet"),
        title=("title", "headline", "name"),
        published=(
            *(
                "published",
                "published_at",
                "publishedAt",
                "published_date",
                "publication_date",
                "publish_date",
                "pub_date",
                "pubDate",
            ),
            *("datePublished", "date_published", "date_publish", "date", "datetime", "created_at", "timestamp"),
        ),
        outlet=(
            "outlet",
            "source.name",
            "source.title",
            "source",
            "publisher.name",
            "publisher",
            "media_name",
            "domain",
            "clean_url",
            "rights",
        ),
        author=("author", "authors.*", "creator.*", "creator", "byline"),
        url=("url", "link", "href", "permalink"),
        language=("language", "lang"),
    ),
)
