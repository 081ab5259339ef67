"""Who is logged in, and the open key for ordinary events: shared by all threads."""

from __future__ import annotations

import threading

from qz_review.errors import Refused
from qz_review.signing.keypair import KeyPair


class SignedIn:
    """The open key of the person at the desk; it leaves memory when the desk is locked."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._person_id = ""
        self._keypair: KeyPair | None = None

    @property
    def person_id(self) -> str:
        """Id of who is logged in, empty while nobody is."""
        return self._person_id

    def require_id(self) -> str:
        """Id of who is logged in; raises Refused ``session.locked``."""
        if not self._person_id:
            raise Refused("session.locked")
        return self._person_id

    def keypair(self) -> KeyPair:
        """The open key; raises Refused ``session.locked``."""
        with self._guard:
            if self._keypair is None:
                raise Refused("session.locked")
            return self._keypair

    def enter(self, person_id: str, keypair: KeyPair) -> None:
        """Somebody logged in; a key that was open before is erased."""
        with self._guard:
            self._erase()
            self._person_id = person_id
            self._keypair = keypair

    def leave(self) -> None:
        """Erase the key and forget the person."""
        with self._guard:
            self._erase()

    def _erase(self) -> None:
        if self._keypair is not None:
            self._keypair.erase()
        self._keypair = None
        self._person_id = ""
