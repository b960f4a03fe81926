"""The databases that the store's tests run on."""

from tests.store.conftest import database_url, postgresql_url

__all__ = ["database_url", "postgresql_url"]
