"""How far coders agree beyond chance, for marks without an order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Unit = Sequence[str]
"""The values that coders gave one unit; who gave which does not matter to alpha."""


def raw_agreement(pairs: Sequence[tuple[str, str]]) -> float | None:
    """The share of units to which two coders gave the same value; None where there is no unit."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two coders: (p_o - p_e) / (1 - p_e), in [-1, 1]; 0 is what chance gives.

    p_o is the share on which they agree and p_e what they would agree on by chance, each with the own shares of
    values (Cohen 1960, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20:
    37-46). None where there is no unit, or where both used one and the same value throughout: chance is then all.
    """
    n, observed = len(pairs), raw_agreement(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[value] * second[value] for value in first)
    if observed is None or by_chance == n * n:
        return None
    return (observed - by_chance / n**2) / (1 - by_chance / n**2)


def krippendorff_alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's nominal alpha, 1 - D_o / D_e, of any number of coders with values missing; 1 is full agreement.

    From the coincidences within units: a unit with m values has m (m - 1) ordered pairs, each of weight 1 / (m - 1).
    D_o is the share of pairs that differ, and D_e the same of all values paired without regard to units, of which
    there are n (n - 1) (Krippendorff 2004, Content Analysis, 2nd ed., ch. 11; worked in Krippendorff 2011, Computing
    Krippendorff's alpha-reliability). Units with fewer than two values have no pair and are left out. None where
    nothing is left or only one value occurs.
    """
    paired = [Counter(unit) for unit in units if len(unit) > 1]
    values = sum(paired, Counter[str]())
    n = values.total()
    expected = _differing(values)
    if not expected:
        return None
    observed = sum(_differing(unit) / (unit.total() - 1) for unit in paired)
    return 1 - (n - 1) * observed / expected


def _differing(values: Counter[str]) -> int:
    """How many ordered pairs of the values differ."""
    return values.total() ** 2 - sum(count**2 for count in values.values())
