"""Log records without what a reader searched for."""

import logging
import re

_QUERY = re.compile(r"\?[^\s\"']*")


class WithoutQueryString(logging.Filter):
    """Cuts query strings out of messages: search words are in no log.

    Source: the portal's rule that what a reader looks for is nobody's business.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message in place and keep the record."""
        message = record.getMessage()
        if "?" in message:
            record.msg, record.args = _QUERY.sub("?…", message), None
        return True
