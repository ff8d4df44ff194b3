#!/usr/bin/env bash
# What a container of the image runs: web (prepares the database first), worker, beat.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case ${1:-web} in
  web)
    python manage.py migrate --verbosity 0
    python scripts/content.py
    exec gunicorn portal.wsgi:application --bind 0.0.0.0:8000 \
      --workers 2 --threads 4 --worker-tmp-dir /dev/shm --graceful-timeout 20 \
      --no-control-socket ;;
  worker)
    exec celery -A portal worker --loglevel info --concurrency 2 ;;
  beat)
    exec celery -A portal beat --loglevel info --pidfile /tmp/beat.pid \
      --schedule /tmp/beat-schedule ;;
  *) exec "$@" ;;
esac
