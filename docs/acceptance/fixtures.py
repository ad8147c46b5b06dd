"""Takes personal details out of what AWS sent, the same ones by the same words, so that it can be published."""

import ipaddress
import json
import pathlib
import re

ACCOUNT = "111122223333"
OTHER_ACCOUNT = "444455556666"
EXAMPLE_ADDRESSES = {"203.0.113.64", "2001:db8::64"}

ACCOUNT_ID = re.compile(r"(?<![\w-])\d{12}(?![\w-])|(?<=-)\d{12}(?!\w)")
KEY_ID = re.compile(r"\b(AKIA|ASIA)[A-Z0-9]{16}\b")
PRINCIPAL_ID = re.compile(r"\b(AROA|AIDA|AGPA|ANPA|ABIA|ACCA)[A-Z0-9]{17}\b")
MAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")
# Not what stands behind a name, as in Chrome/142.0.0.0.
ADDRESS = re.compile(r"(?<![\w./#:-])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]*(?::[0-9A-Fa-f]*){2,})(?![\w.:-])")
# Who it was, wherever these stand.
NAMED = {"userName": "someone", "principalId": "AROAEXAMPLEEXAMPLE000:someone", "sourceIdentity": "someone"}
REPLACED = {"accessKeyId": "ASIAIOSFODNN7EXAMPLE", "sourceIPAddress": "203.0.113.64"}
DROPPED = {"onBehalfOf", "webIdFederationData", "vpcEndpointId", "vpcEndpointAccountId", "credentialId", "ec2RoleDelivery"}
WHO = re.compile(r"^(arn:aws:(?:iam|sts)::\d{12}:)(root$|user/|role/|assumed-role/|federated-user/)(.*)$")


class Cleaner:
    def __init__(self, account, kept_names=()):
        self.account = account
        # Names of the run's own roles and functions: they say which part of the guard called.
        self.kept = tuple(kept_names)
        self.names = {}

    def clean(self, value):
        """A copy of what JSON can hold, without personal details."""
        self._learn(value)
        return self._clean(value)

    def _learn(self, value):
        """The names of people and roles in identities: they are replaced in every other text, too."""
        if isinstance(value, list):
            for one in value:
                self._learn(one)
        elif isinstance(value, dict):
            for key, one in value.items():
                if key == "userIdentity" and isinstance(one, dict):
                    self._learn_identity(one)
                self._learn(one)

    def know(self, arn):
        """Whose credentials the run has."""
        self._learn_identity({"arn": arn})

    def _learn_identity(self, identity):
        issuer = identity.get("sessionContext", {}).get("sessionIssuer", {})
        for found in (identity, issuer):
            self._name(found.get("userName", ""), "someone")
            arn = WHO.match(found.get("arn", ""))
            for part in arn.group(3).split("/") if arn else ():
                self._name(part, "someone")

    def without_others(self, value, mine):
        """A copy without the entries of distributions that are not mine. Their names are replaced from now on."""
        if isinstance(value, list):
            for one in value:
                if is_of_another(one, mine):
                    for name in (one["distributionId"], one.get("domainName"), *one.get("aliases", [])):
                        self._name(name or "", "another")
            return [self.without_others(one, mine) for one in value if not is_of_another(one, mine)]
        if isinstance(value, dict):
            return {key: self.without_others(one, mine) for key, one in value.items()}
        return value

    def _name(self, name, replacement):
        if len(name) > 2 and not name.startswith(self.kept or ("\0",)) and name != "aws-reserved":
            self.names[name] = replacement

    def _clean(self, value, key=""):
        if isinstance(value, dict):
            return {name: self._clean(one, name) for name, one in value.items() if name not in DROPPED}
        if isinstance(value, list):
            return [self._clean(one) for one in value]
        if not isinstance(value, str):
            return value
        if key in NAMED:
            return value if value.startswith(self.kept or ("\0",)) else NAMED[key]
        if key in REPLACED and not value.endswith(".amazonaws.com") and value != "AWS Internal":
            return REPLACED[key]
        return self.text(value)

    def text(self, text):
        # Wherever it stands: a bucket's name may have it, too.
        text = text.replace(self.account, ACCOUNT)
        for name in sorted(self.names, key=len, reverse=True):
            text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self.names[name], text)
        text = ACCOUNT_ID.sub(lambda found: ACCOUNT if found.group() == ACCOUNT else OTHER_ACCOUNT, text)
        text = KEY_ID.sub("ASIAIOSFODNN7EXAMPLE", text)
        text = PRINCIPAL_ID.sub("AROAEXAMPLEEXAMPLE000", text)
        text = MAIL.sub("someone@example.com", text)
        return ADDRESS.sub(_documentation_address, text)


def is_of_another(value, mine):
    return isinstance(value, dict) and value.get("distributionId", "") not in ("", *mine)


def _documentation_address(found):
    try:
        version = ipaddress.ip_address(found.group()).version
    except ValueError:
        return found.group()
    return "203.0.113.64" if version == 4 else "2001:db8::64"


def left(text, account=ACCOUNT):
    """What looks like a personal detail: an account, a key, a principal, a mail or an IP address."""
    found = {one for one in ACCOUNT_ID.findall(text) if one not in (ACCOUNT, OTHER_ACCOUNT)}
    if account != ACCOUNT and account in text:
        found.add(account)
    found |= {one.group() for one in KEY_ID.finditer(text) if not one.group().endswith("EXAMPLE")}
    found |= {one.group() for one in PRINCIPAL_ID.finditer(text) if "EXAMPLE" not in one.group()}
    found |= {one.group() for one in MAIL.finditer(text) if one.group() != "someone@example.com"}
    for one in ADDRESS.finditer(text):
        if _documentation_address(one) != one.group() and one.group() not in EXAMPLE_ADDRESSES:
            found.add(one.group())
    return sorted(found)


def save(folder, name, value, cleaner):
    """Writes it as JSON and answers the file's name; refuses where a personal detail is left."""
    text = json.dumps(cleaner.clean(value), indent=2) + "\n"
    remaining = left(text, cleaner.account)
    if remaining:
        raise ValueError(f"{name} still has {remaining}: it was not written; please report this")
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return f"{folder.name}/{name}"
