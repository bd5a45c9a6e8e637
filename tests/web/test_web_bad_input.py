from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from tests.web.edges import Edge

JSON = {"Content-Type": "application/json"}
POSTS = {"/v1/chat": "message", "/v1/check": "text", "/v1/search": "query"}
LONG = "w" * 300


def chat_body(value: str) -> bytes:
    return b'{"message": ' + value.encode() + b"}"


BODIES: dict[str, tuple[bytes, int, str]] = {
    "nothing": (b"", 422, "invalid-request"),
    "white space": (b"  \n", 400, "invalid-json"),
    "half an object": (b'{"message": "a', 400, "invalid-json"),
    "two objects": (b'{"message": "a"} {}', 400, "invalid-json"),
    "a raw line feed": (b'{"message": "a\nb"}', 400, "invalid-json"),
    "a byte order mark": (b'\xef\xbb\xbf{"message": "a"}', 400, "invalid-json"),
    "single quotes": (b"{'message': 'a'}", 400, "invalid-json"),
    "not a number": (chat_body("NaN"), 400, "invalid-json"),
    "infinity": (chat_body("-Infinity"), 400, "invalid-json"),
    "a number too long to read": (chat_body("9" * 5_000), 400, "invalid-json"),
    "deep lists": (b"[" * 100_000, 400, "invalid-json"),
    "deep closed lists": (chat_body("[" * 500 + "]" * 500), 400, "invalid-json"),
    "deep objects": (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, 400, "invalid-json"),
    "invalid UTF-8": (b'{"message": "\xff\xfe"}', 400, "invalid-encoding"),
    "overlong UTF-8": (b'{"message": "\xc0\x80"}', 400, "invalid-encoding"),
    "a surrogate in UTF-8": (b'{"message": "\xed\xa0\x80"}', 400, "invalid-encoding"),
    "UTF-16": ('{"message": "a"}'.encode("utf-16"), 400, "invalid-encoding"),
    "binary": (bytes(range(256)) * 16, 400, "invalid-encoding"),
    "NUL": (chat_body('"a\\u0000b"'), 400, "unusable-characters"),
    "a lone surrogate": (chat_body('"a\\ud800b"'), 400, "unusable-characters"),
    "a lone surrogate in a name": (b'{"message": "a", "\\udfff": 1}', 400, "unusable-characters"),
    "a list": (b'["message"]', 422, "invalid-request"),
    "a string": (b'"message"', 422, "invalid-request"),
    "null": (b"null", 422, "invalid-request"),
    "no message": (b"{}", 422, "invalid-request"),
    "null as message": (chat_body("null"), 422, "invalid-request"),
    "a number as message": (chat_body("1"), 422, "invalid-request"),
    "a list as message": (chat_body('["a"]'), 422, "invalid-request"),
    "an object as message": (chat_body('{"a": 1}'), 422, "invalid-request"),
    "an unknown name": (b'{"message": "a", "stream": true}', 422, "invalid-request"),
    "another case": (b'{"Message": "a"}', 422, "invalid-request"),
    "an empty message": (chat_body('""'), 422, "message-empty"),
    "white space as message": (chat_body('" \\n\\t\\u00a0\\u2003"'), 422, "message-empty"),
    "hidden characters as message": (
        chat_body('"\\u200b\\u200d\\u202e\\u2066\\ufeff\\u00ad\\u3164\\u2800\\ufe0f\\udb40\\udc41"'),
        422,
        "message-empty",
    ),
    "an escape code": (chat_body('"a\\u001b[2Jb"'), 422, "control-character"),
    "a C1 control": (chat_body('"a\\u0085b"'), 422, "control-character"),
    "a region of three letters": (b'{"message": "a", "region": "GBR"}', 422, "invalid-request"),
    "an empty region": (b'{"message": "a", "region": ""}', 422, "invalid-request"),
    "a region with a line feed": (b'{"message": "a", "region": "GB\\n"}', 422, "invalid-request"),
    "a region in other letters": (b'{"message": "a", "region": "\\u0413\\u0411"}', 422, "invalid-request"),
    "a short session": (b'{"message": "a", "session_id": "1234567"}', 422, "invalid-request"),
    "a session with a path": (b'{"message": "a", "session_id": "../../etc/passwd"}', 422, "invalid-request"),
    "a long session": (b'{"message": "a", "session_id": "' + b"s" * 65 + b'"}', 422, "invalid-request"),
    "a long message": (chat_body(f'"{"a" * 4_001}"'), 422, "message-too-long"),
    "a megabyte": (chat_body(f'"{"a" * 1_000_000}"'), 413, "body-too-large"),
}


@pytest.mark.parametrize(("body", "status", "slug"), BODIES.values(), ids=BODIES)
def test_a_bad_body_is_a_problem_by_name(edge: Edge, body: bytes, status: int, slug: str) -> None:
    problem = edge.client.post("/v1/chat", content=body, headers=JSON)
    assert (problem.status_code, problem.headers["content-type"]) == (status, "application/problem+json")
    assert problem.json()["type"] == f"/problems/{slug}"
    assert problem.json()["status"] == status
    assert problem.json()["detail"]
    assert edge.checker.given == []


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("body", [body for body, _, _ in BODIES.values()], ids=BODIES)
def test_no_body_makes_a_server_error(client: TestClient, path: str, body: bytes) -> None:
    for content in (body, body.replace(b"message", POSTS[path].encode())):
        assert client.post(path, content=content, headers=JSON).status_code < 500


@pytest.mark.parametrize(
    "content_type",
    [None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml",
     "application/json; charset=utf-16", "json", ";;", "application/json, text/plain", "\u00e9"],
)  # fmt: skip
def test_a_body_of_another_media_type_is_a_415(client: TestClient, content_type: str | None) -> None:
    headers = [] if content_type is None else [(b"Content-Type", content_type.encode("latin-1"))]
    problem = client.post("/v1/chat", content=b'{"message": "a"}', headers=headers)
    assert (problem.status_code, problem.json()["type"]) == (415, "/problems/unsupported-media-type")


@pytest.mark.parametrize("content_type", ["application/json", "APPLICATION/JSON", 'application/json; charset="UTF-8"'])
def test_json_is_taken_under_each_of_its_names(client: TestClient, content_type: str) -> None:
    answer = client.post("/v1/chat", content=b'{"message": "a"}', headers={"Content-Type": content_type})
    assert answer.status_code == 200


def test_a_control_character_is_named_with_its_place(client: TestClient) -> None:
    problem = client.post("/v1/chat", json={"message": "🙂🙂\x1b[31m"}).json()
    assert problem["detail"] == "message: U+001B at character 2 is a control character."
    assert problem["errors"] == [{"pointer": "#/message", "detail": "U+001B at character 2 is a control character"}]


@pytest.mark.parametrize("k", [0, 51, -1, 10**30, 1.5, "5", True, None, [], {}])
def test_k_is_a_whole_number_from_1_to_50(client: TestClient, k: object) -> None:
    problem = client.post("/v1/search", json={"query": "warts", "k": k})
    assert problem.status_code == 422
    assert problem.json()["errors"][0]["pointer"] == "#/k"


@pytest.mark.parametrize("k", [1, 50])
def test_k_may_be_at_its_ends(client: TestClient, k: int) -> None:
    assert client.post("/v1/search", json={"query": "warts", "k": k}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [{"message": LONG, "region": LONG}, {"message": LONG, LONG: LONG}, {"message": [LONG]}, {"message": LONG * 20},
     {"message": LONG + "\x07"}],
)  # fmt: skip
def test_what_was_sent_is_not_echoed(client: TestClient, body: dict[str, object]) -> None:
    problem = client.post("/v1/chat", json=body)
    assert problem.status_code == 422
    assert "w" * 65 not in problem.text


def test_many_errors_are_told_in_part(client: TestClient) -> None:
    problem = client.post("/v1/chat", json={"message": "a", **{f"name{n}": n for n in range(500)}}).json()
    assert len(problem["errors"]) == 20
    assert problem["detail"].endswith("(499 more)")


def test_a_name_is_escaped_in_its_pointer(client: TestClient) -> None:
    problem = client.post("/v1/chat", json={"message": "a", "x/y~z\u202e": 1}).json()
    assert problem["errors"][0]["pointer"] == "#/x~1y~0z?"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/chat", 405),
        ("PUT", "/v1/check", 405),
        ("POST", "/v1/sources", 405),
        ("POST", "/", 405),
        ("OPTIONS", "/v1/chat", 405),
        ("GET", "/v1/nothing", 404),
        ("GET", "/v1/chat/", 404),
        ("GET", "/static/nothing.js", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
        ("GET", "/static/%2e%2e%2fapp.py", 404),
        ("GET", "/static/%00", 404),
        ("GET", "/%ff", 404),
        ("GET", "/docs", 404),
    ],
)
def test_the_frameworks_own_errors_are_problems(client: TestClient, method: str, path: str, status: int) -> None:
    problem = client.request(method, path)
    assert (problem.status_code, problem.headers["content-type"]) == (status, "application/problem+json")
    assert ("allow" in problem.headers) == (status == 405)


def test_headers_that_are_too_large_are_refused(client: TestClient) -> None:
    problem = client.post("/v1/chat", json={"message": "a"}, headers={"X-Long": "x" * 40_000})
    assert (problem.status_code, problem.json()["type"]) == (431, "/problems/headers-too-large")


def test_a_body_that_is_too_large_is_refused_with_and_without_a_length(edge: Edge) -> None:
    body = json.dumps({"message": "x" * edge.settings.max_body_bytes}).encode()
    whole = edge.client.post("/v1/chat", content=body, headers=JSON)
    chunked = edge.client.post("/v1/chat", content=iter([body[:1_000], body[1_000:]]), headers=JSON)
    for problem in (whole, chunked):
        assert (problem.status_code, problem.json()["type"]) == (413, "/problems/body-too-large")
        assert "ratelimit-limit" in problem.headers


def test_a_body_just_within_the_limit_is_read(edge: Edge) -> None:
    body = b'{"message": "a"}'
    padded = body + b" " * (edge.settings.max_body_bytes - len(body))
    assert edge.client.post("/v1/chat", content=padded, headers=JSON).status_code == 200
    assert edge.client.post("/v1/chat", content=padded + b" ", headers=JSON).status_code == 413
