# The bot in a container: not root, nothing to write but /data, asked for its health on PORT.
#   docker build -t precis . && docker run -e TELEGRAM_BOT_TOKEN=… -v precis:/data precis
# It runs with a read-only root file system: docker run --read-only --tmpfs /tmp …
FROM python:3.12-slim-bookworm AS build
WORKDIR /app
# Without docstrings the bot takes six megabytes less, and so does each reader of pages.
ARG PYTHONOPTIMIZE=2
RUN apt-get update && apt-get install -y --no-install-recommends binutils
COPY requirements.txt ./
RUN pip install --no-cache-dir --no-compile --require-hashes --no-deps -r requirements.txt
# What the bot never reads stays out: words of languages that it does not speak, tests, sources in
# C and their symbols for a debugger, other databases than its own two, and setuptools, which
# nothing imports.
RUN cd /usr/local/lib/python3.12/site-packages \
    && find babel/locale-data -name '*.dat' \
       | grep -vE '/(root|en|de|es|fr|pt|ru)(_[^/]*)?[.]dat$' | xargs rm \
    && rm -rf pycountry/locales setuptools pkg_resources _distutils_hack distutils-precedence.pth \
       numpy/f2py numpy/_core/_simd.*.so lxml/objectify.*.so lxml/isoschematron \
       sqlalchemy/testing sqlalchemy/dialects/mssql sqlalchemy/dialects/mysql \
       sqlalchemy/dialects/oracle \
    && find . -type d '(' -name test -o -name tests ')' -prune -exec rm -rf '{}' + \
    && find . -type f -regex '.*[.]\(pyi\|pyx\|pxd\|pxi\|[ach]\|[ch]pp\)' -delete \
    && strip --strip-debug Stemmer.*.so fasttext_pybind.*.so chardet/*.so greenlet/*.so \
       regex/*.so sqlalchemy/*/*.so
COPY pyproject.toml README.md LICENSE ./
COPY config config
COPY summarizers summarizers
COPY bot bot
# Compiled is what a start and a summary import, of Python itself too; the rest is hardly ever read.
RUN python -m compileall -q bot summarizers config \
    && python -c 'import bot.running, bot.web, babel.dates, starlette.applications, uvicorn' \
    && DATABASE_URL=sqlite:////tmp/precis.db python -m bot db upgrade \
    && python -m bot summarize README.md && { PORT=8080 python -m bot healthcheck || true; } \
    && cd /usr/local && rm -rf bin/pip* include share \
       lib/python3.12/site-packages/pip lib/python3.12/site-packages/pip-* \
       lib/python3.12/ensurepip lib/python3.12/idlelib lib/python3.12/lib2to3 \
       lib/python3.12/pydoc_data lib/python3.12/tkinter lib/python3.12/turtledemo

# Python's own files without pip; its image is of the same Debian, with what Python needs of it.
FROM debian:bookworm-slim
ENV LANG=C.UTF-8 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONOPTIMIZE=2 \
    DATABASE_URL=sqlite:////data/precis.db PORT=8080 LOG_FORMAT=json
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libffi8 libsqlite3-0 libssl3 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin precis \
    && install -d -o precis -g precis -m 700 /data
COPY --from=build /usr/local /usr/local
COPY --from=build /app /app
WORKDIR /app
# A library that is missing fails the build, not the start.
RUN ldconfig && python -c 'import bot.running, bz2, ctypes, lzma, sqlite3, ssl, uuid, zlib'
USER 10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["python", "-m", "bot", "healthcheck"]
CMD ["python", "-m", "bot", "run"]
