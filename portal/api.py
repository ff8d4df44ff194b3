"""The public API at /api/v1/: stable, documented, readable by any program."""

from ninja import NinjaAPI

api = NinjaAPI(title="Pact of Towns and Regions", version="1", urls_namespace="api-v1")
