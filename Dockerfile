# The bot in a container: not root, nothing to write but /data, asked for its health on PORT.
#   docker build -t precis . && docker run -e TELEGRAM_BOT_TOKEN=… -v precis:/data precis
# It runs with a read-only root file system: docker run --read-only --tmpfs /tmp …
FROM python:3.12-slim AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.txt ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt \
    && rm -rf /venv/lib/python3.12/site-packages/pip*
COPY pyproject.toml README.md LICENSE ./
COPY config config
COPY summarizers summarizers
COPY bot bot
RUN /venv/bin/python -m compileall -q bot summarizers config

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/precis.db PORT=8080 LOG_FORMAT=json
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin precis \
    && install -d -o precis -g precis -m 700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER 10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=20s CMD ["python", "-m", "bot", "healthcheck"]
CMD ["python", "-m", "bot", "run"]
