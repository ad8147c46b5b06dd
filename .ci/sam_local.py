"""Asserts what `sam local invoke` would put into the functions' environments, by SAM CLI's own code.

Usage: sam_local.py TEMPLATE ENV_FILE
"""

import json
import sys

from samcli.lib.providers.sam_function_provider import SamFunctionProvider
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider
from samcli.local.lambdafn.env_vars import EnvironmentVariables


def environment(template, name, overrides):
    stacks, _ = SamLocalStackProvider.get_stacks(template)
    function = SamFunctionProvider(stacks).get(name)
    return EnvironmentVariables(
        function_name=function.name,
        function_memory=function.memory,
        function_timeout=function.timeout,
        function_handler=function.handler,
        variables=function.environment["Variables"],
        override_values=overrides,
    ).resolve()


def main(template, env_file):
    with open(env_file, encoding="utf-8") as file:
        overrides = json.load(file)["Parameters"]
    guard = environment(template, "Guard", overrides)
    audit = environment(template, "Audit", overrides)
    for name, value in overrides.items():
        assert guard.get(name) == value, f"{name} is {guard.get(name)!r}, not {value!r}"
    for function in (guard, audit):
        assert function["MODE"] == "notify", function["MODE"]
        assert function["HTTPS_POLICY"] == "redirect-to-https", function["HTTPS_POLICY"]
        assert function["AWS_ENDPOINT_URL"] == overrides["AWS_ENDPOINT_URL"]
    assert guard["AUDIT_INTERVAL"] == "1", guard["AUDIT_INTERVAL"]
    assert guard["MAX_REPAIRS_PER_AUDIT"] == "10", guard["MAX_REPAIRS_PER_AUDIT"]
    assert "TOPIC_ARN" not in audit, "the audit publishes nothing"

    without = environment(template, "Guard", {})
    assert without["TOPIC_ARN"] == "Topic", without["TOPIC_ARN"]
    assert without["AWS_ENDPOINT_URL"] == "", without["AWS_ENDPOINT_URL"]
    print(f"sam local sets {', '.join(sorted(overrides))} as {env_file} says, for both functions")


if __name__ == "__main__":
    main(*sys.argv[1:])
