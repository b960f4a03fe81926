"""Addresses and names of this machine, and those that only look like it."""

from __future__ import annotations

import pytest

from bot.web.access import is_loopback_address, is_loopback_name


@pytest.mark.parametrize("text", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_loopback_addresses_are_known(text: str) -> None:
    assert is_loopback_address(text)


@pytest.mark.parametrize("text", ["", "10.0.0.1", "::ffff:10.0.0.1", "localhost", "0.0.0.0", "::"])
def test_other_addresses_are_not_loopback(text: str) -> None:
    assert not is_loopback_address(text)


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1:80", "[::1]:8080"])
def test_names_of_this_machine_are_known(host: str) -> None:
    assert is_loopback_name(host)


@pytest.mark.parametrize(
    "host", ["", "localhost.evil.example", "127.0.0.1.evil.example", "[", "a@b"]
)
def test_other_names_are_not_this_machine(host: str) -> None:
    assert not is_loopback_name(host)
