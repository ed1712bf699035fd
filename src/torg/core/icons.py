"""Icons: drawn with lines in the colour of the text around them, hidden from those who listen to the page."""

from functools import cache

from markupsafe import Markup

_DRAWN = {
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "home": '<path d="M4 11.5 12 4.5l8 7V20h-5.5v-5.5h-5V20H4z"/>',
    "squares": '<path d="M5 4h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zm10 0h4a1 1 0 0 1 1 1v4'
    "a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM5 14h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-4"
    'a1 1 0 0 1 1-1zm10 0h4a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1z"/>',
    "globe": '<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c2.7 2.4 3.8 5.1 3.8 8s-1.1 5.6-3.8 8'
    'c-2.7-2.4-3.8-5.1-3.8-8S9.3 6.4 12 4z"/>',
    "cross": '<path d="m6.5 6.5 11 11m0-11-11 11"/>',
    "truck": '<path d="M3 6.5h10.5v10H3zM13.5 10H18l3 3.2v3.3h-7.5z"/><circle cx="7.5" cy="17.5" r="1.8"/>'
    '<circle cx="17" cy="17.5" r="1.8"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "next": '<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>',
    "sliders": '<path d="M4 7.5h9m5 0h2M4 16.5h2m5 0h9"/><circle cx="15.5" cy="7.5" r="2.2"/>'
    '<circle cx="8.5" cy="16.5" r="2.2"/>',
    "clock": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "store": '<path d="M4.5 10v9.5h15V10M3.5 9.5 5.5 4.5h13l2 5c0 1.4-1.2 2.2-2.4 2.2S15.5 11 15.5 9.7c0 '
    '1.3-1.2 2-3.5 2s-3.5-.7-3.5-2c0 1.3-1.4 2-2.6 2S3.5 10.9 3.5 9.5z"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
}


@cache
def icon(name: str) -> Markup:
    """Give an icon; raises KeyError for one that is not drawn."""
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{_DRAWN[name]}</svg>')  # noqa: S704 - our own drawing.
