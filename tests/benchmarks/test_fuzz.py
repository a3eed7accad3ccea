"""Readers on inputs broken by bytes and by structure; `make fuzz` runs a thousand for each reader, benchmarks.fuzz any number."""

import time

import pytest

from benchmarks import fuzz, fuzz_inputs

FEW = 100


@pytest.mark.parametrize("reader", fuzz_inputs.SAMPLES)
def test_only_documents_and_problems_come_out(reader):
    for number in range(FEW):
        start_s = time.monotonic()
        fuzz.came_out(*fuzz_inputs.broken(reader, number))
        assert time.monotonic() - start_s < fuzz.LIMIT_S


@pytest.mark.parametrize("reader", fuzz_inputs.SAMPLES)
def test_samples_are_read_as_they_are(reader):
    name, data = fuzz_inputs.SAMPLES[reader]
    n_documents, _ = fuzz.came_out(name, data)
    assert n_documents >= 1


def test_inputs_are_made_from_their_numbers():
    for reader in fuzz_inputs.SAMPLES:
        assert fuzz_inputs.broken(reader, 7) == fuzz_inputs.broken(reader, 7)
        assert len({fuzz_inputs.broken(reader, n)[1] for n in range(50)}) > 40


def test_report_counts_what_came_out():
    report = fuzz.fuzzed("text", 1, 20).to_json()
    assert (report["inputs"], report["failures"]) == (20, 0)
    assert report["documents"] + report["problems"] >= 20
