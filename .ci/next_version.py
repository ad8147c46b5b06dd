"""Makes a built template that of a next version: another description, other defaults, a new parameter.

Usage: next_version.py TEMPLATE
"""

import pathlib
import sys

CHANGES = {
    # The guard's: that of the repository's metadata is not indented as far.
    "\n      Description: Repairs CloudFront cache behaviors": "\n      Description: The next version repairs CloudFront cache behaviors",
    "Default: redirect-to-https": "Default: https-only",
    "Default: 90": "Default: 365",
    "\nParameters:\n": "\nParameters:\n  FromNextVersion:\n    Type: String\n    Default: fresh\n",
}

if __name__ == "__main__":
    file = pathlib.Path(sys.argv[1])
    template = file.read_text(encoding="utf-8")
    for old, new in CHANGES.items():
        assert template.count(old) == 1, f"{template.count(old)} times in the template: {old!r}"
        template = template.replace(old, new)
    file.write_text(template, encoding="utf-8")
