"""Why a scenario of the official suite, or one check of it, says nothing about a bank server: by name, in words, so that nothing is passed over silently."""

from collections.abc import Mapping

from suite import Scenario

ALWAYS = "wire-schema-valid"
"""Checked in every scenario, whatever it asks for: each message that was exchanged fits the schema of its revision."""

_COMPLETION = "optional capability that the server does not declare: completions"
_LOGGING = "optional capability that the server does not declare: logging"
_SUBSCRIBING = "optional capability that the server does not declare: subscriptions to resources, changes of lists"
_NO_ELICITATION = "the server asks its client for nothing; asks for the suite's own"
_NO_FIXED = "this server has address patterns only; a read resource is checked by the sweep"


def _own(kind: str, name: str) -> str:
    return f"asks for the suite's own {kind} {name}"


SCENARIOS: Mapping[str, str] = {
    "completion-complete": _COMPLETION,
    "logging-set-level": _LOGGING,
    "resources-subscribe": _SUBSCRIBING,
    "resources-unsubscribe": _SUBSCRIBING,
    "tools-call-simple-text": _own("tool", "test_simple_text"),
    "tools-call-image": _own("tool", "test_image_content"),
    "tools-call-audio": _own("tool", "test_audio_content"),
    "tools-call-embedded-resource": _own("tool", "test_embedded_resource"),
    "tools-call-mixed-content": _own("tool", "test_multiple_content_types"),
    "tools-call-with-logging": _own("tool", "test_tool_with_logging"),
    "tools-call-error": _own("tool", "test_error_handling"),
    "tools-call-with-progress": _own("tool", "test_tool_with_progress"),
    "tools-call-sampling": f"{_NO_ELICITATION} tool test_sampling",
    "tools-call-elicitation": f"{_NO_ELICITATION} tool test_elicitation",
    "elicitation-sep1034-defaults": f"{_NO_ELICITATION} tool test_elicitation_sep1034_defaults",
    "elicitation-sep1330-enums": f"{_NO_ELICITATION} tool test_elicitation_sep1330_enums",
    "json-schema-2020-12": _own("tool", "json_schema_2020_12_tool"),
    "server-sse-polling": _own("tool", "test_reconnection"),
    "resources-read-text": _own("resource", "test://static-text"),
    "resources-read-binary": _own("resource", "test://static-binary"),
    "resources-templates-read": _own("template", "test://template/{id}/data"),
    "prompts-get-simple": _own("prompt", "test_simple_prompt"),
    "prompts-get-with-args": _own("prompt", "test_prompt_with_arguments"),
    "prompts-get-embedded-resource": _own("prompt", "test_prompt_with_embedded_resource"),
    "prompts-get-with-image": _own("prompt", "test_prompt_with_image"),
    "input-required-result-basic-elicitation": f"{_NO_ELICITATION} tool test_input_required_result_elicitation",
    "input-required-result-basic-sampling": f"{_NO_ELICITATION} tool test_input_required_result_sampling",
    "input-required-result-basic-list-roots": f"{_NO_ELICITATION} tool test_input_required_result_list_roots",
    "input-required-result-request-state": f"{_NO_ELICITATION} tool test_input_required_result_request_state",
    "input-required-result-multiple-input-requests": f"{_NO_ELICITATION} tool test_input_required_result_multiple_inputs",
    "input-required-result-multi-round": f"{_NO_ELICITATION} tool test_input_required_result_multi_round",
    "input-required-result-missing-input-response": f"{_NO_ELICITATION} tool test_input_required_result_elicitation",
    "input-required-result-non-tool-request": f"{_NO_ELICITATION} prompt test_input_required_result_prompt",
    "input-required-result-result-type": f"{_NO_ELICITATION} tool test_input_required_result_elicitation",
    "input-required-result-tampered-state": f"{_NO_ELICITATION} tool test_input_required_result_tampered_state",
    "input-required-result-capability-check": f"{_NO_ELICITATION} tool test_input_required_result_capabilities",
    "input-required-result-ignore-extra-params": f"{_NO_ELICITATION} tool test_input_required_result_elicitation",
    "input-required-result-validate-input": f"{_NO_ELICITATION} tool test_input_required_result_elicitation",
}
"""All but the check of the wire is inapplicable in these."""

CHECKS: Mapping[str, str] = {
    "sep-2549-resources-read-caching-hints": _NO_FIXED,
    "sep-2243-server-no-xmcp-tool": "no tool of a bank takes arguments from headers",
    "sep-2243-server-decode-base64": "no tool of a bank takes arguments from headers",
    "sep-2243-server-validate-param-match": "no tool of a bank takes arguments from headers",
    "sep-2243-server-reject-invalid-param-chars": "no tool of a bank takes arguments from headers",
    "sep-2243-server-reject-param-mismatch": "no tool of a bank takes arguments from headers",
    "sep-2575-server-rejects-undeclared-capability": _own("tool", "test_missing_capability"),
    "sep-2575-missing-capability-http-400": _own("tool", "test_missing_capability"),
    "sep-2575-http-server-no-independent-requests-on-stream": _own("tool", "test_streaming_elicitation"),
    "sep-2575-server-no-log-without-loglevel": _own("tool", "test_logging_tool"),
    "sep-2575-server-sends-subscription-ack": _SUBSCRIBING,
    "sep-2575-server-tags-subscription-id": _SUBSCRIBING,
    "sep-2575-server-honors-notification-filter": _SUBSCRIBING,
    "sep-2575-server-sends-prompts-list-changed-on-subscription": _SUBSCRIBING,
    "sep-2575-server-sends-tools-list-changed-on-subscription": _SUBSCRIBING,
}
"""Single checks of scenarios that do apply; one that passes all the same counts as passed."""


def judged(name: str, scenario: Scenario) -> tuple[Scenario, dict[str, str]]:
    """What of `scenario` judges a bank server, and the rest: check to reason. A warning or a skip nobody has explained counts as a failure."""
    applicable, reasons = Scenario(), {}
    outcomes = dict.fromkeys(scenario.passed, "") | dict.fromkeys(scenario.warned, "warned of") | dict.fromkeys(scenario.skipped, "skipped") | scenario.failed
    for check, problem in outcomes.items():
        reason = None if check == ALWAYS else SCENARIOS.get(name, CHECKS.get(check) if check not in scenario.passed or problem else None)
        if reason is not None:
            reasons[check] = reason
        elif check in scenario.failed or problem:
            applicable.failed[check] = problem
        else:
            applicable.passed += [check] * scenario.passed.count(check)
    return applicable, reasons
