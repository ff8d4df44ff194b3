# One image for web, worker and beat; scripts/container.sh says what each one runs.

FROM node:22-slim AS fonts
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci

FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /app
# Cuts the fonts and is not needed afterwards, so it stays out of the environment. The
# version and hashes are those of the development requirements.
COPY requirements-dev.txt ./
RUN awk '/^(fonttools|brotli)(\[woff\])?==/ {on=1} on {print} on && !/\\$/ {on=0}' \
      requirements-dev.txt > fonts.txt \
    && pip install --no-cache-dir --require-hashes -r fonts.txt
COPY requirements.txt ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
COPY --from=fonts /app/node_modules node_modules
# Values for this step alone: collectstatic connects to nothing, yet the production
# settings insist on having them.
RUN python scripts/fonts.py \
    && /opt/venv/bin/python scripts/compile_catalogues.py \
    && /opt/venv/bin/python scripts/dictionaries.py \
    && rm -rf node_modules fonts.txt \
    && DJANGO_SETTINGS_MODULE=portal.settings.production SECRET_KEY=not-kept \
       ALLOWED_HOSTS=localhost PUBLIC_URL=https://localhost \
       DATABASE_URL=postgres://localhost/none REDIS_URL=redis://localhost/0 \
       /opt/venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.13-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production
# What draws certificates: text layout and fonts for every script of the 39 languages.
RUN apt-get update \
    && apt-get install --no-install-recommends --yes \
       fonts-noto-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin portal
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
# A named volume takes over the owner of the folder that it first covers.
RUN mkdir -p var/media var/private var/places \
    && chown -R 10001:10001 var/media var/private var/places
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=10s --start-period=120s --retries=4 \
  CMD ["python", "scripts/healthcheck.py", "web"]
ENTRYPOINT ["bash", "scripts/container.sh"]
CMD ["web"]
