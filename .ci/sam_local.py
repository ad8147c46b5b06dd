"""Asserts what `sam local invoke` would put into the function's environment, by SAM CLI's own code.

Usage: sam_local.py TEMPLATE ENV_FILE
"""

import json
import sys

from samcli.lib.providers.sam_function_provider import SamFunctionProvider
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider
from samcli.local.lambdafn.env_vars import EnvironmentVariables


def environment(template, overrides):
    stacks, _ = SamLocalStackProvider.get_stacks(template)
    function = SamFunctionProvider(stacks).get("Guard")
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
    with_file = environment(template, overrides)
    for name, value in overrides.items():
        assert with_file.get(name) == value, f"{name} is {with_file.get(name)!r}, not {value!r}"
    assert with_file["MODE"] == "notify", with_file["MODE"]
    assert with_file["HTTPS_POLICY"] == "redirect-to-https", with_file["HTTPS_POLICY"]

    without = environment(template, {})
    assert without["TOPIC_ARN"] == "Topic", without["TOPIC_ARN"]
    assert without["AWS_ENDPOINT_URL"] == "", without["AWS_ENDPOINT_URL"]
    print(f"sam local sets {', '.join(sorted(overrides))} as {env_file} says")


if __name__ == "__main__":
    main(*sys.argv[1:])
