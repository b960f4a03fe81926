"""DATABASE_URL in every form that providers give, brought to the one that drivers read.

brought_to_form("postgres://ada:p@ss/w#rd@db/precis?pgbouncer=true&schema=app")
# "postgresql://ada:p%40ss%2Fw%23rd@db/precis?schema=app"
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode

_SCHEME = re.compile(r"(sqlite|postgres|postgresql)(\+\w+)?://", re.IGNORECASE)
_SERVER = re.compile(  # host:port/name?query, with nothing in it that a password alone would hold
    r"(\[[0-9a-fA-F:.]++\]|[\w.,:%-]*+)(:[0-9]++)?(/[^/?#@]*+)?(\?[^@#]*+)?"
)
_LIBPQ = frozenset(
    "host hostaddr port dbname user password passfile require_auth channel_binding connect_timeout"
    " client_encoding options application_name fallback_application_name keepalives"
    " keepalives_idle keepalives_interval keepalives_count tcp_user_timeout gssencmode sslmode"
    " sslnegotiation sslcompression sslcert sslkey sslpassword sslcertmode sslrootcert sslcrl"
    " sslcrldir sslsni requirepeer ssl_min_protocol_version ssl_max_protocol_version krbsrvname"
    " gsslib gssdelegation service target_session_attrs load_balance_hosts".split()
)
"""What libpq 17 knows in a connection's address (PostgreSQL documentation, 34.1.2)."""
_SSL = {
    "true": "require",
    "1": "require",
    "no-verify": "require",
    "false": "disable",
    "0": "disable",
    "accept_invalid_certs": "require",
    "strict": "verify-full",
}
_SCHEMA_NAME = re.compile(r"[A-Za-z_][\w$]{0,62}")


def brought_to_form(text: str) -> str:
    """The address with its password encoded, and without the words of other libraries.

    Those are a driver's name (`postgresql+asyncpg`), and Prisma's and node's parameters
    (`pgbouncer`, `connection_limit`, `ssl=true`), which libpq would refuse; of them `schema` is
    kept, and `ssl` becomes `sslmode`. Raises ValueError with what is allowed.
    """
    scheme = _SCHEME.match(text)
    if not scheme:
        raise ValueError("sqlite:///path, postgres://… or postgresql://…")
    kind, rest = f"{scheme.group(1).lower()}://", text[scheme.end() :]
    if kind.startswith("sqlite"):
        return kind + rest
    user, server = _credentials(rest)
    address, _, query = server.partition("?")
    kept = urlencode(_parameters(query), quote_via=quote, safe="/")
    return kind + (f"{user}@" if user else "") + address + (f"?{kept}" if kept else "")


def _credentials(rest: str) -> tuple[str, str]:
    """`user:password`, encoded, and what follows their `@`: the first that can be a server."""
    ends = [match.start() for match in re.finditer("@", rest)]
    if not ends:
        return "", rest
    fitting = (at for at in ends if _SERVER.fullmatch(rest, at + 1))
    end = next(fitting, rest.rfind("@", 0, rest.find("?")) if "?" in rest else ends[-1])
    end = ends[-1] if end < 0 else end
    user, colon, password = rest[:end].partition(":")
    encoded = quote(unquote(user), safe="") + (f":{_encoded(password)}" if colon else "")
    return encoded, rest[end + 1 :]


def _encoded(password: str) -> str:
    """The password with every sign encoded, whether the provider has encoded it or not."""
    is_encoded = not re.search(r"%(?![0-9A-Fa-f]{2})|[@/#?:]", password)
    return quote(unquote(password) if is_encoded else password, safe="")


def _parameters(query: str) -> dict[str, str]:
    kept = dict[str, str]()
    for name, value in parse_qsl(query, keep_blank_values=True):
        known = name.lower()
        if known in ("ssl", "sslaccept"):
            kept.setdefault("sslmode", _SSL.get(value.lower(), "require"))
        elif known == "sslmode":
            kept["sslmode"] = _SSL.get(value.lower(), value)
        elif known in ("schema", "currentschema"):
            if not _SCHEMA_NAME.fullmatch(value):
                raise ValueError("a schema's name of letters, digits and _")
            kept["schema"] = value
        elif known in _LIBPQ and value:
            kept[known] = value
    return kept
