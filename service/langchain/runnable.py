"""What the runnables share: they take a text and give a result of the contract as a dict."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from langchain_core.callbacks import CallbackManagerForChainRun
from langchain_core.runnables import RunnableConfig, RunnableSerializable
from pydantic import BaseModel, ConfigDict, JsonValue, SkipValidation

from service.langchain.texts import Said, text_of
from service.web.checker import Checker

Result = dict[str, JsonValue]


class CheckerRunnable(RunnableSerializable[Said, Result], ABC):
    """A runnable over a fact checker; several may share one."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    shape: ClassVar[type[BaseModel]]

    checker: SkipValidation[Checker]

    def get_output_schema(self, config: RunnableConfig | None = None) -> type[BaseModel]:
        """The model of the contract that the dict has the shape of."""
        return self.shape

    def invoke(self, input: Said, config: RunnableConfig | None = None, **kwargs: object) -> Result:
        """Give the result for one text. Raises InvalidInput where there is none, and what the fact checker raises."""
        return self._call_with_config(self._told, input, config)

    @abstractmethod
    def result(self, text: str, config: RunnableConfig) -> BaseModel:
        """The result, of `shape`."""

    def _told(self, said: Said, run_manager: CallbackManagerForChainRun, config: RunnableConfig) -> Result:
        return self.result(text_of(said), config).model_dump(mode="json")
