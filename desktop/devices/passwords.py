"""Passwords of the mail server and the hub in the system's keyring, where there is one."""

from __future__ import annotations

import keyring
import keyring.errors

MAIL, HUB = "Muster mail", "Muster hub"
# A keyring daemon may be absent, locked or broken in ways that are not all wrapped.
_FAILURES = (keyring.errors.KeyringError, OSError, RuntimeError, ValueError, ImportError)


def kept_password(account: str, service: str = MAIL) -> str:
    """Give the password that is kept for an account; nothing where there is none."""
    if not account:
        return ""
    try:
        return keyring.get_password(service, account) or ""
    except _FAILURES:
        return ""


def keep_password(account: str, password: str, service: str = MAIL) -> bool:
    """Keep a password; False where the system has no keyring that takes it."""
    if not account:
        return False
    try:
        keyring.set_password(service, account, password)
    except _FAILURES:
        return False
    return kept_password(account, service) == password
