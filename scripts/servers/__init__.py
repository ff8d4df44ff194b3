"""PostgreSQL, Redis and Elasticsearch for development and tests.

Standard library only, Python 3.9 or newer: these modules run before the project's
own environment exists. `scripts/services.py` is the command line.
"""
