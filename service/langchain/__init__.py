"""Parts for chains of LangChain: a retriever of vetted passages, a checker of claims, and an answerer of questions."""

from service.langchain.answerer import QuestionAnswerer
from service.langchain.checker import ClaimChecker
from service.langchain.opening import open_checker
from service.langchain.retriever import CaveatRetriever

__all__ = ["CaveatRetriever", "ClaimChecker", "QuestionAnswerer", "open_checker"]
