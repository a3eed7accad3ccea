"""Small files of many formats, made here from invented reports."""

import gzip
import io
import zipfile
import zlib
from email.message import EmailMessage

LEAD = "Gunmen on motorcycles killed five farmers in Ruwan Tofa village on Tuesday evening, residents said."
BODY = "A police spokesman, Musa Danladi, said officers had been sent to the village and that two suspects were held."
LAST = "No group claimed responsibility. The area has seen a dozen such raids since the rains began."
TITLE = "Five killed in Ruwan Tofa raid"


def drawn(lines, size=10):
    """The drawing of lines, each (x, y, text) or (x, y, text, size)."""
    parts = []
    for x, y, text, *own in lines:
        letters = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (own[0] if own else size, x, y, letters))
    return b"\n".join(parts)


def pdf(*pages, info=b"", stream=None):
    """A PDF file whose pages draw the given lines."""
    contents = [zlib.compress(drawn(page)) for page in pages] if stream is None else [stream]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %s >>" % info,
    ]
    for n, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % (6 + 2 * n)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(out),
    )


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body, core=""):
    """A Word file with this markup in its body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        if core:
            parts.writestr(
                "docProps/core.xml",
                '<cp:coreProperties xmlns:cp="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/" '
                f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
            )
    return out.getvalue()


def mail(text=f"{LEAD}\n\n{BODY}\n\n{LAST}", html=None, attached=(), **heads):
    """A mail."""
    message = EmailMessage()
    given = {"From": "Karsa Post <news@karsapost.example>", "To": "reader@example.org", "Subject": TITLE} | {
        name.replace("_", "-"): value for name, value in heads.items()
    }
    for name, value in ({"MIME-Version": "1.0", "Date": "Wed, 04 Mar 2026 23:30:00 +0300"} | given).items():
        if name not in message:
            message[name] = value
    del message["MIME-Version"]
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html") if text is not None else message.set_content(html, subtype="html")
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def zipped(files):
    """A zip archive of names and bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf xml:lang="en-GB"><head><title>short</title><docdata management-status="usable"><doc-id id-string="KW-2026-0117" regsrc="KW"/>
<date.issue norm="20260304T213000+0300"/></docdata><pubdata name="Karsa Wire"/></head>
<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline>By Amina Bello</byline><distributor>Reuters</distributor>
<dateline><location>RUWAN TOFA</location></dateline></body.head>
<body.content><media media-type="image"><media-caption>A market.</media-caption></media><p>{LEAD}</p><p>{BODY}</p>
<ul><li>Two held</li><li>Road open</li></ul></body.content></body></nitf>""".encode()

_ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="2" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="AFP"/><versionCreated>2026-03-04T21:30:00+03:00</versionCreated>
<firstCreated>2026-03-03T09:00:00Z</firstCreated><pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><headline>{title}</headline><by>Amina Bello</by><dateline>Ruwan Tofa</dateline><language tag="en"/></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


def news_item(content=None, guid="urn:kw:117", status="usable"):
    """A NewsML-G2 item with this content."""
    html = (
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><p>{LEAD}</p><p>{BODY}</p></body></html>'
    )
    inner = f'<inlineXML contenttype="application/xhtml+xml">{html}</inlineXML>' if content is None else content
    return _ITEM.format(guid=guid, status=status, title=TITLE, content=inner)


def news_message(*items):
    """A NewsML-G2 message with these items."""
    return (
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{"".join(items)}</itemSet></newsMessage>'
    ).encode()


RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Karsa Post</title><link>https://karsapost.example/</link><language>en-gb</language>
<item><title>{TITLE}</title><link>https://karsapost.example/a</link><guid>1</guid><pubDate>Wed, 04 Mar 2026 23:30:00 +0300</pubDate>
<dc:creator>Amina Bello</dc:creator><description>Short &amp;amp; plain.</description>
<content:encoded><![CDATA[<p>{LEAD}</p><p>{BODY}</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Road open</title><link>https://karsapost.example/b</link><description>{LAST}</description></item>
<item><title>Picture of the day</title><link>https://karsapost.example/c</link></item></channel></rss>""".encode()

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Karsa Post</title>
<entry><title type="html">&lt;b&gt;{TITLE}&lt;/b&gt;</title><link href="https://karsapost.example/a"/><id>tag:1</id>
<published>2026-03-04T23:30:00+03:00</published><updated>2026-03-06T00:00:00Z</updated><author><name>Reuters</name></author>
<content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry></feed>""".encode()


def warc(pages, *, packed=True):
    """A WARC file of (address, status, content type, body)."""
    out = b""
    for n, (url, status, kind, body) in enumerate(pages):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        heads = {
            "WARC-Type": "response",
            "WARC-Record-ID": f"<urn:uuid:{n:032x}>",
            "WARC-Target-URI": url,
            "WARC-Date": "2026-03-05T08:00:00Z",
            "Content-Type": "application/http; msgtype=response",
            "Content-Length": str(len(answer)),
        }
        top = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in heads.items())
        record = f"{top}\r\n".encode() + answer + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out
