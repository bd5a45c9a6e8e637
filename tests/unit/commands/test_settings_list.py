from __future__ import annotations

import pytest
from pydantic import SecretStr

from service.commands.settings_list import MASK, shown, variable


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("threads", 2, "2"),
        ("chat_model", None, ""),
        ("api_key", "hunter2", MASK),
        ("admin_token", "hunter2", MASK),
        ("anything", SecretStr("hunter2"), MASK),
        ("api_key", "", ""),
        ("monkey_count", 3, "3"),
    ],
)
def test_a_value_is_shown_unless_it_is_a_secret(name: str, value: object, expected: str) -> None:
    assert shown(name, value) == expected


def test_a_setting_is_set_by_its_prefixed_name() -> None:
    assert variable("index_dir") == "CAVEAT_INDEX_DIR"
