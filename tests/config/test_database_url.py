"""DATABASE_URL as providers and people write it."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from config.database_url import brought_to_form

PASSWORDS = st.text(
    string.ascii_letters + string.digits + "@/#:!$*()+,;._~-", min_size=1, max_size=16
)


@given(PASSWORDS)
def test_any_password_arrives_as_it_was_written(password: str) -> None:
    url = make_url(
        brought_to_form(f"postgres://ada:{password}@db.example:6543/precis?sslmode=require")
    )
    assert (url.username, url.password) == ("ada", password)
    assert (url.host, url.port, url.database) == ("db.example", 6543, "precis")
    assert dict(url.query) == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("given_", "read"),
    [
        ("postgres://db/precis", "postgres://db/precis"),
        ("POSTGRES://u:p@db/precis", "postgres://u:p@db/precis"),
        ("postgresql://u:p%40ss@db/precis", "postgresql://u:p%40ss@db/precis"),
        ("postgresql://u:100%@db/precis", "postgresql://u:100%25@db/precis"),
        (
            "postgres://u:p@db:6543/x?pgbouncer=true&schema=app&connection_limit=1",
            "postgres://u:p@db:6543/x?schema=app",
        ),
        ("postgres://u:p@db/x?ssl=true", "postgres://u:p@db/x?sslmode=require"),
        ("postgres://u:p@db/x?sslmode=no-verify", "postgres://u:p@db/x?sslmode=require"),
        (
            "postgres://u:p@db/x?sslmode=verify-full&sslrootcert=/etc/ca.pem",
            "postgres://u:p@db/x?sslmode=verify-full&sslrootcert=/etc/ca.pem",
        ),
        ("postgres://u:p@[::1]:5432/x", "postgres://u:p@[::1]:5432/x"),
        ("postgresql:///precis?host=/run/postgresql", "postgresql:///precis?host=/run/postgresql"),
        ("sqlite:///var/pre#cis@home.db", "sqlite:///var/pre#cis@home.db"),
        ("postgresql+psycopg://u@db/x", "postgresql://u@db/x"),
        ("postgresql+asyncpg://u:p@db/x?ssl=require", "postgresql://u:p@db/x?sslmode=require"),
        ("sqlite+aiosqlite:///precis.db", "sqlite:///precis.db"),
    ],
)
def test_forms_of_providers(given_: str, read: str) -> None:
    assert brought_to_form(given_) == read
    assert brought_to_form(read) == read
    make_url(read)


@pytest.mark.parametrize("wrong", ["mysql://x", "db.example", "postgres://u:p@db/x?schema=a;drop"])
def test_what_is_no_database_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"postgresql|schema"):
        brought_to_form(wrong)
