"""The dossier of an event as a file from the desk."""

import pytest


def test_a_dossier_is_given_as_a_file(client, project):
    view = next(iter(project.events))
    page = client.get(f"/e/{view.id[2:]}")
    assert f'href="/e/{view.id[2:]}/dossier.html"' in page.text
    reply = client.get(f"/e/{view.id[2:]}/dossier.html")
    assert reply.headers["content-disposition"] == f'attachment; filename="{view.id}.html"'
    assert view.id in reply.text
    assert all(doc.id in reply.text or (doc.outlet or "") in reply.text for doc in view.documents)
    text = client.get(f"/e/{view.id[2:]}/dossier.md")
    assert text.headers["content-type"].startswith("text/markdown")
    assert text.text.startswith("# ")


@pytest.mark.parametrize(
    ("path", "status"), [("/e/7K3/dossier.html", 404), ("/e/{}/dossier.pdf", 400), ("/e/{}/dossier.md?x=1", 400)]
)
def test_what_is_no_dossier_is_told(client, project, path, status):
    view = next(iter(project.events))
    assert client.get(path.format(view.id[2:])).status_code == status
