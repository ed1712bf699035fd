"""Words that set one model apart from its brothers, in any trade."""

VARIANT_WORDS = frozenset(
    """
    plus pro max mini lite edge note ultra compact premium prime play force mk mark i ii iii iv v vi vii viii ix se xl
    xs xr s z r air active neo fe duo twin maxi junior kids light go one special edition limited signature elite sport
    classic advanced extra large small medium super power turbo fold flip tab book deluxe standard basic gen generation
    version body kit combo set pack bundle refurbished renewed left right hand begagnad renoverad
    utgave utgava sats paket liten stor venstre hoyre hojre vanster hoger vasen oikea pieni suuri sarja
    """.split()  # noqa: SIM905 - a list of eighty quoted words is harder to read.
)
"""Words, of any trade, that set one model apart from its brothers."""
