from __future__ import annotations

import pytest

from service.ingestion.safety import load_lexicon, load_safety, load_scope
from service.language.concepts import ConceptMatcher
from service.language.policy import SafetyPolicy
from service.triage.triage import Triage
from tests.corpora import SHIPPED


@pytest.fixture(scope="session")
def policy() -> SafetyPolicy:
    return load_safety(SHIPPED)


@pytest.fixture(scope="session")
def matcher() -> ConceptMatcher:
    return ConceptMatcher(load_lexicon(SHIPPED))


@pytest.fixture(scope="session")
def triage(policy: SafetyPolicy, matcher: ConceptMatcher) -> Triage:
    return Triage(policy, matcher, load_scope(SHIPPED))
