# The same hash-locked install as run.py makes; an unprivileged user; only /kelisim/var is written to.
FROM python:3.12-slim
RUN useradd --system --home-dir /kelisim --shell /usr/sbin/nologin kelisim
WORKDIR /kelisim
COPY locks/core.lock locks/core.lock
RUN python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r locks/core.lock
COPY locks locks
COPY kelisim kelisim
COPY deploy/kelisim /usr/local/bin/kelisim
RUN kelisim words compile && mkdir var && chown kelisim: var
USER kelisim
VOLUME /kelisim/var
EXPOSE 8000
CMD ["kelisim", "serve", "--host", "0.0.0.0"]
