"""robots.txt and the site map."""

from xml.sax.saxutils import quoteattr

from django.http import HttpRequest, HttpResponse

from core.versions import absolute
from search.figures import addresses

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /api/
Disallow: /documents/

Sitemap: {sitemap}
"""


def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is for people."""
    text = ROBOTS.format(sitemap=absolute(request, "/sitemap.xml"))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    """List each real text once, with its real translations as alternates."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for paths in addresses():
        urls = {code: absolute(request, path) for code, path in paths.items()}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(url)}/>'
            for code, url in urls.items()
            if len(urls) > 1
        )
        lines += [f"<url><loc>{url}</loc>{links}</url>" for url in urls.values()]
    lines.append("</urlset>")
    return HttpResponse("\n".join(lines), content_type="application/xml; charset=utf-8")
