"""Addresses of the running portal that the browser opens."""

AZERBAIJANI = "initiatives/mektebde-sozunu-de-dersleri/"
SIGNATORY = "signatories/glaropetra/"
SEARCH = "initiatives/?q=school&country=AZ&country=IE&principle=unknown"

# One address for each template; the thanks for a report and NOWHERE come on top.
TEMPLATES = (
    "",
    "accessibility/",
    "pact/",
    "convention/",
    "initiatives/",
    SEARCH,
    "initiatives/?q=zzzzzz",
    AZERBAIJANI,
    f"{AZERBAIJANI}report/",
    "signatories/",
    SIGNATORY,
    "sign/",
    "verify/2026-1/",
    "account/",
    "account/login/",
    "help/",
    "help/az/",
    "languages/",
    "figures/",
    "open-data/",
)
NOWHERE = "/nothing/"
# Without a language of its own.
API_DOCS = "/api/v1/docs"
LANGUAGES = ("en", "az", "el", "ka")
