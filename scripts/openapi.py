"""Writes the API's description to tests/contracts/openapi.json, which a test reads."""

import json
import os
import sys
from pathlib import Path

import django

CLONE = Path(__file__).resolve().parents[1]
SNAPSHOT = CLONE / "tests" / "contracts" / "openapi.json"


def main() -> None:
    """Write the snapshot; a difference in it is a difference for API users."""
    sys.path.insert(0, str(CLONE))
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    django.setup()
    # Routers read the models, which exist only now.
    from portal.api import api

    SNAPSHOT.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(api.get_openapi_schema(), indent=2, ensure_ascii=False)
    SNAPSHOT.write_text(text + "\n")
    print(f"{SNAPSHOT.relative_to(CLONE)} written.")


if __name__ == "__main__":
    main()
