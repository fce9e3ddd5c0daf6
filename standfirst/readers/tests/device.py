"""A device that keeps passkeys, and answers a page's script as browsers do."""

import json
from secrets import token_bytes

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAG = AuthenticatorData.FLAG
MADE = FLAG.USER_PRESENT | FLAG.USER_VERIFIED | FLAG.ATTESTED


class Device:
    """One passkey. `counts`: whether it says how often it signed."""

    def __init__(self, origin="http://testserver", host="testserver", counts=True):
        self.origin, self.host, self.counts = origin, host, counts
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id, self.count = token_bytes(32), 0

    def create(self, options, **other):
        public = ES256.from_cryptography_key(self.key.public_key())
        made = AttestedCredentialData.create(bytes(16), self.id, public)
        data = AuthenticatorData.create(
            sha256(self.host.encode()), other.get("flags", MADE), 0, bytes(made)
        )
        client = self._client("webauthn.create", options)
        attested = AttestationObject.create("none", data, {})
        return self._answer(clientDataJSON=client, attestationObject=attested)

    def get(self, options, flags=FLAG.USER_PRESENT | FLAG.USER_VERIFIED):
        self.count += 1
        data = AuthenticatorData.create(
            sha256(self.host.encode()), flags, self.count if self.counts else 0
        )
        client = self._client("webauthn.get", options)
        signature = self.key.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _client(self, kind, options):
        challenge = websafe_decode(options["publicKey"]["challenge"])
        return CollectedClientData.create(kind, challenge, self.origin)

    def _answer(self, **parts):
        said = {name: websafe_encode(part) for name, part in parts.items()}
        name = websafe_encode(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": said})
