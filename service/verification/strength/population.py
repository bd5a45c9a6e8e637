"""Population and species: the claim speaks of people at large; the evidence was gathered in animals or one group."""

from __future__ import annotations

from service.domain import Excess, Overstep, Species
from service.verification.strength.side import EvidenceSide, cue

_ANIMALS = r"mice|mouse|rats?|rodents?|animals?|lab animals|monkeys?"
_EVERYBODY = r"everyone|everybody|all ages|any age|all people|anyone|young and old|both young and old"


def excess(claim: str, evidence: EvidenceSide) -> Excess | None:
    """Fire where a claim that names no animal rests on animal work, or "everyone" rests on one named group."""
    if evidence.source.species is Species.ANIMAL and not cue(claim, _ANIMALS):
        return Excess(
            Overstep.POPULATION_SHIFT,
            f"The claim is about people; the evidence is from {evidence.source.population.lower()}.",
        )
    said = cue(claim, _EVERYBODY)
    if said and evidence.passage.population:
        return Excess(
            Overstep.POPULATION_SHIFT, f"The claim says “{said}”; the evidence is about {evidence.passage.population}."
        )
    return None
