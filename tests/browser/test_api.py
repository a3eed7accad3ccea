"""The API against its own description: what Schemathesis makes up is answered as described, and never with a fault of ours."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

# A value of the right type may still be no date and no cursor: that is answered with 400, as described.
_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="session")
def operations(read_desk):
    schema = schemathesis.openapi.from_url(f"{read_desk[0]}/api/v1/openapi.json")
    return schema, [one.ok() for one in schema.get_all_operations()]


def test_api_answers_as_it_is_described(operations, read_desk):
    _, every = operations
    assert len(every) > 10
    for operation in every:
        if operation.method.lower() == "get":
            _ask(operation, read_desk[0])


def _ask(operation, base):
    @given(case=operation.as_strategy())
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def ask(case):
        case.call_and_validate(base_url=base, checks=_CHECKS)

    ask()
