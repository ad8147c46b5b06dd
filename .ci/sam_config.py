"""Asserts what SAM CLI reads in samconfig.toml, by SAM CLI's own reading.

Usage: sam_config.py FOLDER
"""

import sys

from samcli.lib.config.samconfig import SamConfig

ENVIRONMENTS = ("default", "x86")
WHERE = {"stack_name": "https-guard", "region": "us-east-1"}
# A deployment keeps each parameter that it is not told: whatever stood here would be sent again every time.
DEPLOY = {
    "template_file": ".aws-sam/build/template.yaml",
    "capabilities": "CAPABILITY_IAM",
    "resolve_s3": True,
    "s3_prefix": "https-guard",
    "fail_on_empty_changeset": False,
}


def read(config, command, environment):
    return config.get_all(command, "parameters", env=environment)


def main(folder):
    config = SamConfig(folder, "samconfig.toml")
    assert config.exists(), f"no samconfig.toml in {folder}"
    deploy = read(config, ["deploy"], "default")
    assert deploy == WHERE | DEPLOY, deploy
    for environment in ENVIRONMENTS:
        invoke = read(config, ["local", "invoke"], environment)
        assert invoke.pop("env_vars") == "events/env.json", invoke
        assert invoke.items() >= WHERE.items(), f"{environment}: {invoke}"
    print(f"a deployment sends no parameters, and {' and '.join(ENVIRONMENTS)} are of {WHERE}")


if __name__ == "__main__":
    main(sys.argv[1])
