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
    "cart": '<path d="M3.5 5h2.3l2.2 10h9.5l2-7H7"/><circle cx="9.3" cy="18.6" r="1.5"/>'
    '<circle cx="16.3" cy="18.6" r="1.5"/>',
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
    "tag": '<path d="M4 4.5h8l8 8-7.5 7.5-8.5-8z"/><circle cx="8.3" cy="8.6" r="1.3"/>',
    "box": '<path d="m4 8 8-4 8 4v8.5l-8 4-8-4zM4 8l8 4 8-4m-8 4v8.5"/>',
    "people": '<circle cx="9" cy="8.5" r="3.2"/><path d="M3 19.5c.4-3.6 2.8-5.5 6-5.5s5.6 1.9 6 5.5M15.5 5.6'
    'a3.2 3.2 0 0 1 0 5.9M17.5 14.4c2 .7 3.2 2.5 3.5 5.1"/>',
    "person": '<circle cx="12" cy="8" r="3.6"/><path d="M5 20c.5-4.2 3.3-6.3 7-6.3s6.5 2.1 7 6.3"/>',
    "coins": '<ellipse cx="12" cy="6.5" rx="7" ry="2.8"/><path d="M5 6.5v5.5c0 1.5 3.1 2.8 7 2.8s7-1.3 7-2.8'
    'V6.5M5 12v5.5c0 1.5 3.1 2.8 7 2.8s7-1.3 7-2.8V12"/>',
    "gear": '<circle cx="12" cy="12" r="3"/><path d="M12 3.5v3m0 11v3M3.5 12h3m11 0h3M6 6l2.1 2.1m7.8 7.8L18 18'
    'M18 6l-2.1 2.1M8.1 15.9 6 18"/>',
    "key": '<circle cx="8" cy="15.5" r="4"/><path d="m11 12.7 8.5-8.5M16 7.7l2.5 2.5"/>',
    "list": '<path d="M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4 6.5h.5M4 12h.5M4 17.5h.5"/>',
    "mail": '<path d="M3.5 6h17v12.5h-17zm0 .8 8.5 6.4 8.5-6.4"/>',
    "chart": '<path d="M4 4.5v15h16M8 16v-4.5m4 4.5V8m4 8v-6"/>',
    "shield": '<path d="M12 3.5 19 6v5.5c0 4.3-2.9 7.3-7 9-4.1-1.7-7-4.7-7-9V6z"/>',
    "inbox": '<path d="M4 13.5 6.5 5h11l2.5 8.5V19H4zm0 0h4.5l1.5 2.5h4l1.5-2.5H20"/>',
    "leave": '<path d="M10 4.5H5v15h5M14 8l4 4-4 4m4-4H9"/>',
    "link": '<path d="M10 14.5a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 9.5a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 '
    '5.7l1-1"/>',
    "upload": '<path d="M12 15.5V4.5M7.5 8.5 12 4l4.5 4.5M4.5 15v4.5h15V15"/>',
    "flag": '<path d="M6 20.5V4h11.5l-2.5 4 2.5 4H6"/>',
    "warning": '<path d="M12 4 21 19.5H3zm0 6v4.5m0 2.5v.2"/>',
    "down": '<path d="m5.5 9.5 6.5 6.5 6.5-6.5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
}


@cache
def icon(name: str) -> Markup:
    """Give an icon; raises KeyError for one that is not drawn."""
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{_DRAWN[name]}</svg>')  # noqa: S704 - our own drawing.
