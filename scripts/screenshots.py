"""Makes the pictures of the README from a portal that runs already.

    screenshots.py [address]

The address is that of a portal with the demonstration's content, as `make run` shows it
(http://127.0.0.1:8000 without one). Nothing is started or stopped here. Pictures go to
docs/images/ and may weigh 300 KB each at most.
"""

import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

CHROMIUM: Final = "/usr/bin/chromium"
IMAGES: Final = Path(__file__).resolve().parents[1] / "docs" / "images"
WIDTH: Final = 1280
MAX_BYTES: Final = 300_000
# File -> (language, address below it, height in pixels).
PICTURES: Final = {
    "home.png": ("en", "", 900),
    "search-az.png": ("az", "initiatives/?q=usaq", 900),
}


class PictureError(Exception):
    """A picture could not be made as the README needs it."""


def picture(browser: Browser, address: str, language: str, height: int) -> bytes:
    """Return one screen of a page as PNG.

    Raises:
        PictureError: the portal does not answer the address with a page.
    """
    context = browser.new_context(
        viewport={"width": WIDTH, "height": height},
        locale=language,
        color_scheme="light",
        reduced_motion="reduce",
    )
    try:
        page = context.new_page()
        answer = page.goto(address, wait_until="networkidle")
        if answer is None or not answer.ok:
            raise PictureError(f"{address} does not answer with a page.")
        return page.screenshot()
    finally:
        context.close()


def main() -> None:
    """Write every picture.

    Raises:
        PictureError: one of them is missing or too heavy.
    """
    base = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        for name, (language, place, height) in PICTURES.items():
            made = picture(browser, f"{base}/{language}/{place}", language, height)
            if len(made) > MAX_BYTES:
                raise PictureError(f"{name} weighs {len(made)} bytes.")
            (IMAGES / name).write_bytes(made)
            print(f"docs/images/{name}: {len(made) // 1000} KB")
        browser.close()


if __name__ == "__main__":
    main()
