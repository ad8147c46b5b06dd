"""The parts of a release that Maven does not make. .ci/release runs it, in the project's folder.

Usage: release.py version            prints the version, if all places that have it agree
       release.py zip FUNCTION FILE  packs the folder FUNCTION: the same files make the same bytes
       release.py template FILE      writes the plain CloudFormation template
       release.py contents FUNCTION CLASS_PATH SBOM
                                     asserts that FUNCTION has the functions' own classes and
                                     those of libraries in CLASS_PATH, and nothing else; and
                                     that SBOM lists these libraries and no others
       release.py notes FILE         writes what CHANGELOG.md says of the version
       release.py sums FOLDER        writes SHA256SUMS of the files there that people download
"""

import hashlib
import json
import os
import pathlib
import re
import sys
import xml.etree.ElementTree
import zipfile

TIME = (2026, 1, 1, 0, 0, 0)
# What CloudFormation takes in a request; a longer template must be in a bucket.
MOST_BYTES = 51200
CODE = {
    "CodeBucket": {
        "Type": "String",
        "AllowedPattern": r"(?!(?:off|none|null|no|yes|false|true)$)(?!.*\.amazonaws\.com$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
        "ConstraintDescription": "must be the name of an S3 bucket in us-east-1",
        "Description": "The bucket in us-east-1 that you copied the release's zip file to.",
    },
    "CodeKey": {
        "Type": "String",
        "AllowedPattern": r"(?!/)\S*\.zip",
        "ConstraintDescription": "must be the key of a zip file in the bucket, without a slash in front",
        "Description": "The zip file's key there. With the version in its name, each upgrade is a new key.",
    },
}


def version():
    pom = xml.etree.ElementTree.parse("pom.xml")
    number = pom.findtext("{http://maven.apache.org/POM/4.0.0}version")
    template = read_template()
    told = {
        "template.yaml, SemanticVersion": template["Metadata"]["AWS::ServerlessRepo::Application"]["SemanticVersion"],
        "template.yaml, output Version": template["Outputs"]["Version"]["Value"],
        "CHANGELOG.md": released()[0],
    }
    other = {place: found for place, found in told.items() if str(found) != number}
    assert not other, f"pom.xml has version {number}, and {other}"
    return number


def released():
    """The version of CHANGELOG.md's newest section that has a date, and its text."""
    changelog = pathlib.Path("CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    for section in sections:
        heading, _, text = section.partition("\n")
        dated = re.fullmatch(r"\[([^]]+)] - \d{4}-\d{2}-\d{2}", heading.strip())
        if dated:
            return dated.group(1), text.strip()
    raise AssertionError("CHANGELOG.md has no section with a version and a date")


def notes(file):
    number, text = released()
    pathlib.Path(file).write_text(
        f"# HTTPS Guard for CloudFront {number}\n\n{text}\n", encoding="utf-8"
    )


def files(folder):
    return sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file())


def pack(folder, file):
    with zipfile.ZipFile(file, "w") as packed:
        for path in files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), TIME)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes(), compresslevel=9)


def read_template():
    from samcli.yamlhelper import yaml_parse

    return yaml_parse(pathlib.Path("template.yaml").read_text(encoding="utf-8"))


def translated():
    """The template as AWS's own transform would make it, with parameters for where the code is."""
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    template = read_template()
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            code = {"Bucket": {"Ref": "CodeBucket"}, "Key": {"Ref": "CodeKey"}}
            resource["Properties"]["CodeUri"] = code
    # Its files are not beside this template.
    del template["Metadata"]["AWS::ServerlessRepo::Application"]
    groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    groups.insert(0, {"Label": {"default": "Where its code is"}, "Parameters": list(CODE)})
    template["Parameters"] = {**CODE, **template["Parameters"]}
    # The translator asks which partition it is for.
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    return Translator({}, Parser()).translate(template, {})


def template(file):
    from samcli.yamlhelper import yaml_dump

    plain = translated()
    assert "Transform" not in plain
    serverless = [name for name, one in plain["Resources"].items() if "Serverless" in one["Type"]]
    assert not serverless, serverless
    text = (
        f"# HTTPS Guard for CloudFront {version()}, made from template.yaml, where the comments are.\n"
        + yaml_dump(plain)
    ).encode()
    assert len(text) <= MOST_BYTES, f"{len(text)} bytes, and CloudFormation takes {MOST_BYTES}"
    pathlib.Path(file).write_bytes(text)


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def contents(function, class_path, sbom):
    libraries = pathlib.Path(class_path).read_text(encoding="utf-8").strip().split(os.pathsep)
    packaged = {path.relative_to(function).as_posix() for path in files(function)}
    own = {name for name in packaged if re.fullmatch(r"httpsguard/.*\.class", name)}
    assert own, "no class of its own"
    assert packaged - own == {"lib/libraries.jar"}, packaged - own
    foreign = sorted(name for name in own if name.startswith("httpsguard/cli/") or not source(name))
    assert not foreign, f"not for the functions: {foreign}"
    check_libraries(pathlib.Path(function, "lib/libraries.jar"), libraries)
    check_sbom(sbom, libraries)


def source(name):
    """The functions' source that has the class, if one does: programs for developers, and tests, are elsewhere."""
    file = re.sub(r"(\$.*)?\.class$", ".java", name)
    return pathlib.Path("src/main/java", file).is_file()


def check_libraries(jar, libraries):
    """ProGuard changes the classes, which LeanLibrariesIT looks at: here it is where they come from."""
    with zipfile.ZipFile(jar) as together:
        packaged = set(together.namelist())
    assert "META-INF/CHANGED" in packaged, "the licenses want it said that the libraries were changed"
    classes = {name for name in packaged if name.endswith(".class")}
    assert classes, "no library is packaged"
    own = set()
    for library in libraries:
        with zipfile.ZipFile(library) as one:
            own |= set(one.namelist())
    foreign = sorted(name for name in classes if re.sub(r"\$\$Lambda\$\d+", "", name) not in own)
    assert not foreign, f"of none of the libraries: {foreign}"


def check_sbom(sbom, libraries):
    bill = json.loads(pathlib.Path(sbom).read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX", bill["bomFormat"]
    assert bill["metadata"]["component"]["version"] == version()
    listed = {}
    for component in bill["components"]:
        (sum,) = [one["content"] for one in component["hashes"] if one["alg"] == "SHA-256"]
        listed[sum] = component["purl"]
    there = {digest(library): pathlib.Path(library).name for library in libraries}
    missing = [name for sum, name in there.items() if sum not in listed]
    more = [name for sum, name in listed.items() if sum not in there]
    assert not missing and not more, f"the SBOM lacks {missing} and has {more}, which is not packaged"
    print(f"the package is made of {len(libraries)} libraries, all in its SBOM")


def sums(folder):
    # NOTES.md is the text of the release's page, and no file of it.
    lines = [
        f"{digest(path)}  {path.name}\n"
        for path in files(folder)
        if path.name not in ("SHA256SUMS", "NOTES.md")
    ]
    pathlib.Path(folder, "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    action, *arguments = sys.argv[1:]
    if action == "version":
        print(version())
    else:
        {
            "zip": pack,
            "template": template,
            "contents": contents,
            "notes": notes,
            "sums": sums,
        }[action](*arguments)
