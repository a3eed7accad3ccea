"""The manifest of a run: what went in, with what it was coded and merged. The same manifest gives the same events."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Self

import dateline
from dateline.model import CODEBOOK_VERSION, Decision

__all__ = ["Inputs", "Manifest", "coder_digest", "manifest_of"]

# Libraries whose version may change what is found, linked or merged.
_LIBRARIES = ("dateparser", "numpy", "onnxruntime", "py3langid", "rapidfuzz", "sentencex", "tokenizers")
_LINK_DATA = ("gazetteer", "registry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What decides the outcome of a run.

    Args:
        inputs: digest over the ids and text digests of all documents, in the order of their ids.
        n_documents: how many documents these are.
        coder: digest of what codes a document; see `coder_digest`.
        model: digest of the finder's model.
        rules: name, version and digest of the rule set.
        decisions: digest of what people decided and did not take back; empty where there is nothing.
        versions: name and version of dateline, the codebook, Python and the libraries.
    """

    inputs: str
    n_documents: int
    coder: str
    model: str
    rules: str
    decisions: str
    versions: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest."""
        return _sha256(self.to_json())

    def to_json(self) -> str:
        """The manifest as JSON text, its keys sorted."""
        return json.dumps(asdict(self) | {"versions": dict(self.versions)}, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run is made over: a digest over the ids and text digests of all documents, in the order of their ids; and how many."""

    digest: str
    n_documents: int

    @classmethod
    def of(cls, digests: Iterable[tuple[str, str]]) -> Self:
        """The inputs with these ids and text digests, which are in the order of their ids."""
        count, whole = 0, hashlib.sha256()
        for count, (name, digest) in enumerate(digests, start=1):  # noqa: B007 - the last count is the number of documents
            whole.update(f"{json.dumps(name)} {digest}\n".encode())
        return cls(f"sha256:{whole.hexdigest()}", count)


def manifest_of(
    inputs: Inputs | Iterable[tuple[str, str]],
    *,
    rules: str | Path = "default",
    relevance: bool = True,
    own: str = "",
    decisions: Sequence[Decision] = (),
) -> Manifest:
    """The manifest of a run over these documents.

    Args:
        inputs: the documents, or id and text digest of each, in the order of their ids.
        rules: name or file of the rule set.
        relevance: whether the relevance test comes before the finder.
        own: digest of the project's own data; empty where it has none.
        decisions: all that are stored, in the order in which they were made.
    Raises:
        FindError: the finder's model is missing.
        ConfigError: there is no such rule set.
    """
    from dateline import find, review

    over = inputs if isinstance(inputs, Inputs) else Inputs.of(inputs)
    return Manifest(
        inputs=over.digest,
        n_documents=over.n_documents,
        coder=coder_digest(relevance=relevance, own=own),
        model=find.model_digest(),
        rules=_rules(rules),
        decisions=_decided(review.active(decisions)),
        versions=_versions(),
    )


def coder_digest(*, relevance: bool = True, own: str = "") -> str:
    """Digest of all that decides what is found in a document: the relevance test, model, gazetteer and registry, and the version.

    A document that was coded under another digest is coded again. Libraries are left out: a patch of one would cost a whole
    corpus; the manifest names them.

    Args:
        relevance: whether the relevance test comes before the finder.
        own: digest of the project's own data; empty where it has none.
    Raises:
        FindError: the finder's model is missing.
    """
    from dateline import find

    parts = [dateline.__version__, CODEBOOK_VERSION, find.model_digest(), *(_data_digest(name) for name in _LINK_DATA)]
    parts += [own] if own else []
    return _sha256(json.dumps([*parts, _data_digest("relevance") if relevance else "every document"]))


def _rules(source: str | Path) -> str:
    from dateline.merge import load

    rules = load(source)
    described = repr(rules) + repr(sorted(rules.families.items())) + repr(sorted(sorted(pair) for pair in rules.kindred))
    return f"{rules.name} {rules.version} {_sha256(described)}"


def _decided(standing: Sequence[Decision]) -> str:
    said = [[one.id, one.judgement, one.target, one.value, one.by, one.at.isoformat()] for one in standing]
    return _sha256(json.dumps(said)) if said else ""


def _versions() -> tuple[tuple[str, str], ...]:
    own = (("dateline", dateline.__version__), ("codebook", CODEBOOK_VERSION), ("python", platform.python_version()))
    return (*own, *((name, metadata.version(name)) for name in _LIBRARIES))


@cache
def _data_digest(name: str) -> str:
    """SHA-256 over the files of one folder of the package's data, notices left out."""
    folder = Path(str(resources.files("dateline"))) / "data" / name
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("NOTICE")):
        with file.open("rb") as stream:
            whole.update(f"{file.relative_to(folder).as_posix()}\n{hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()


def _sha256(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
