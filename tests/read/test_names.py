import subprocess
import sys

from dateline import read


def test_public_names_are_exactly_these():
    assert sorted(read.__all__) == ["Reading", "document", "files", "furniture", "jsonl", "text"]
    assert all(hasattr(read, name) for name in read.__all__)


def test_importing_loads_no_extractor():
    code = "import sys, dateline.read; print(sorted({'trafilatura', 'lxml', 'pypdf', 'feedparser', 'warcio', 'urllib3', 'protego', 'dateparser', 'charset_normalizer', 'py3langid'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
