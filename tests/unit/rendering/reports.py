"""A report to render: an article of a made-up clinic, its claims, and the sources that they were weighed against."""

from __future__ import annotations

from datetime import date

from service.domain import (
    Basis,
    Bearing,
    Certainty,
    Checked,
    Citation,
    CitedFinding,
    Claim,
    EvidenceKind,
    Excess,
    Finding,
    FindingKind,
    Mood,
    Overstep,
    Passage,
    Quote,
    Report,
    Source,
    Span,
    Species,
    Status,
    Tier,
    Verdict,
)

DAY = date(2026, 11, 24)

ARTICLE = """Why our clinic is different

Our nasal drops act within minutes. They block the itch receptor, which is the cause of hay fever, and so switch it
off at its source. In a study, 90% of patients were free of symptoms. They are approved for children.

Because the relief is lasting, you will not need tablets. The drops beat tablets in every trial. They also sharpen
your hearing. Book a visit today."""


def make_source(
    source_id: str = "lee2019",
    *,
    title: str = "Drops against tablets for hay fever: a randomised trial",
    url: str | None = "https://journal.example/lee2019",
    doi: str | None = None,
    status: Status = Status.ACTIVE,
    tier: Tier = Tier.PRIMARY_STUDY,
) -> Source:
    """Return a source with a sound record."""
    return Source(
        id=source_id,
        title=title,
        authors="Lee A et al.",
        year=2019,
        venue="Journal of Examples",
        doi=doi,
        pmid=None,
        url=url,
        evidence_kind=EvidenceKind.RCT,
        species=Species.HUMAN,
        population="adults with hay fever; n=120",
        tier=tier,
        status=status,
        licence="own words",
        topics=("speed",),
        checked=Checked.PRIMARY,
        admitted_on=DAY,
        reviewed_on=DAY,
        review_due=date(2027, 11, 24),
        limitations=("People knew which treatment they had.",),
    )


def make_citation(
    n: int,
    text: str,
    source: Source | None = None,
    bearing: Bearing = Bearing.REFUTES,
    checked: Checked = Checked.PRIMARY,
) -> Citation:
    """Return a numbered quote of a whole passage."""
    record = source or make_source()
    passage = Passage(record.id, n, text, FindingKind.EFFICACY, Certainty.MODERATE, checked, "https://journal.example")
    return Citation(n, Quote(passage, text, bearing), record, record.status)


def claim_in(text: str, words: str, standing: str = "", mood: Mood = Mood.ASSERTED) -> Claim:
    """Return the claim that stands in the text as these words."""
    start = text.index(words)
    return Claim(standing or words, Span(start, start + len(words)), mood)


def make_finding(claim: Claim, verdict: Verdict, *, citations: tuple[int, ...] = (), **fields: str) -> CitedFinding:
    """Return a finding with the given words about it."""
    return CitedFinding(Finding(claim, verdict, 0.88, Basis.EVIDENCE, **fields), citations)  # type: ignore[arg-type]


def make_report(
    text: str, findings: tuple[CitedFinding, ...], citations: tuple[Citation, ...] = (), source_url: str | None = None
) -> Report:
    """Return a report on a text."""
    return Report("r-1", text, findings, citations, "3f9c1e07ab52", 12, source_url)


CITATIONS = (
    make_citation(1, "In a trial of 120 adults, 64 % were free of symptoms with drops and 60 % with tablets."),
    make_citation(
        2, "Hay fever comes from an allergic reaction in which several substances take part.", bearing=Bearing.CONTEXT
    ),
    make_citation(
        3,
        "The drops are approved for adults.",
        make_source(
            "agency2020", title="Product label", url=None, doi="10.1000/label", status=Status.DUE, tier=Tier.REGULATOR
        ),
        checked=Checked.SECONDARY,
    ),
)


def article_report() -> Report:
    """Return a report with every verdict, a premise, overlapping claims, and a source whose review is due."""
    source_words = "which is the cause of hay fever, and so switch it\noff at its source."
    causal = Finding(
        claim_in(ARTICLE, source_words, "The itch receptor is the cause of hay fever."),
        Verdict.OVERSIMPLIFIED,
        0.91,
        Basis.CLAIM_REVIEW,
        excesses=(Excess(Overstep.CAUSAL_OVERCLAIM, "The claim says “the cause”; the source names several."),),
        whats_right="The drops block the receptor.",
        whats_missing="Several substances take part.",
        better_wording="The receptor is one part of hay fever.",
        why_it_sounds_right="A drug that blocks it helps.",
        review_id="one-receptor",
    )
    findings = (
        make_finding(claim_in(ARTICLE, "Our nasal drops act within minutes."), Verdict.SUPPORTED, citations=(1,)),
        CitedFinding(causal, (2,)),
        make_finding(
            claim_in(ARTICLE, "switch it\noff at its source", "The drops cure it."), Verdict.REFUTED, citations=(2,)
        ),
        make_finding(claim_in(ARTICLE, "90% of patients were free of symptoms"), Verdict.REFUTED, citations=(1,)),
        make_finding(claim_in(ARTICLE, "They are approved for children."), Verdict.REFUTED, citations=(3,)),
        make_finding(claim_in(ARTICLE, "the relief is lasting", mood=Mood.PRESUPPOSED), Verdict.NOT_ENOUGH_EVIDENCE),
        make_finding(claim_in(ARTICLE, "The drops beat tablets in every trial."), Verdict.CONTESTED, citations=(1, 2)),
    )
    return make_report(ARTICLE, findings, CITATIONS, "https://clinic.example/drops")
