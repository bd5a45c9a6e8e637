"""Open retrieval: find the abstracts that settle a claim, say how, and name the sentences that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from eval.documents import Document
from eval.measure import Measure, mean_of, over_set
from eval.ranking import gain, recall
from eval.result import Json
from eval.scifact.form import ClaimLine, Label, read_abstracts, read_claims
from eval.scifact.predict import TUNED, Thresholds, found_documents, predictions
from eval.scifact.score import Gold, Prediction, counts, f1
from eval.scoring import share_of
from eval.suites.suite import Item, Options, Scores, folder_of
from eval.targets.target import Target

LEVELS = (
    ("abstract, label only", "abstracts", "labelled"),
    ("abstract, with rationale", "abstracts", "rationalised"),
    ("sentence, selection only", "sentences", "selected"),
    ("sentence, with label", "sentences", "labelled"),
)
MEASURES = (
    *(over_set(f"F1, {name}", f1(right, level)) for name, level, right in LEVELS),
    *(
        over_set(f"precision, {name}", share_of(f"{level}_{right}", f"{level}_predicted"))
        for name, level, right in LEVELS
    ),
    *(over_set(f"recall, {name}", share_of(f"{level}_{right}", f"{level}_expected")) for name, level, right in LEVELS),
    mean_of("ndcg", "nDCG@10 of search"),
    mean_of("recall", "recall@10 of search"),
    mean_of("judged_recall", "recall of the documents judged"),
)


@dataclass(frozen=True, slots=True)
class SciFactSuite:
    """See `suite.Suite` and `suite.OverDocuments`. Relevant to search are the abstracts that hold evidence."""

    thresholds: Thresholds = TUNED
    name: str = "scifact"
    needs_data: bool = True
    measures: Sequence[Measure] = MEASURES

    def documents(self, options: Options) -> Sequence[Document]:
        """See `OverDocuments`."""
        return list(read_abstracts(folder_of(self.name, options)).values())

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`; the claims of the split."""
        folder = folder_of(self.name, options)
        return [_item(line) for line in read_claims(folder, options.split, read_abstracts(folder))]

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`."""
        claim, gold = item.asked["claim"], gold_of(item.expected["evidence"])
        found = found_documents(claim, target)
        made = predictions(claim, found, target, self.thresholds)
        grades, ranked = dict.fromkeys(gold, 1), list(found)
        searched = {
            "ndcg": gain(grades, ranked),
            "recall": recall(grades, ranked),
            "judged_recall": recall(grades, ranked, self.thresholds.documents),
        }
        scores = {**counts(made, gold), **{name: score for name, score in searched.items() if score is not None}}
        return Scores(scores, {"documents": ranked, "predicted": [_shown(each) for each in made]}, _reasons(made, gold))


def gold_of(evidence: Mapping[str, Sequence[Json]]) -> dict[str, Gold]:
    """Evidence as the record has it, by abstract."""
    return {
        document_id: Gold(Label(rationales[0]["label"]), tuple(frozenset(each["sentences"]) for each in rationales))
        for document_id, rationales in evidence.items()
    }


def _item(line: ClaimLine) -> Item:
    evidence = {key: [each.model_dump(mode="json") for each in rationales] for key, rationales in line.evidence.items()}
    kind = "evidence" if evidence else "no evidence"
    return Item(line.id, {"claim": line.claim}, {"evidence": evidence}, slices={"type": kind})


def _shown(made: Prediction) -> Json:
    return {**asdict(made), "label": str(made.label), "sentences": list(made.sentences)}


def _reasons(made: Sequence[Prediction], gold: Mapping[str, Gold]) -> tuple[str, ...]:
    """Why a claim is not full marks."""
    predicted = {each.document_id: each for each in made}
    missed = [f"{key}: {true.label} was missed" for key, true in gold.items() if key not in predicted]
    return (*missed, *(why for each in made if (why := _why(each, gold.get(each.document_id)))))


def _why(made: Prediction, true: Gold | None) -> str:
    if true is None:
        return f"{made.document_id}: {made.label}, though it holds no evidence"
    if made.label is not true.label:
        return f"{made.document_id}: {made.label}, expected {true.label}"
    if not true.holds_rationale(made.sentences):
        return f"{made.document_id}: no whole rationale in the sentences {', '.join(map(str, made.sentences))}"
    return ""
