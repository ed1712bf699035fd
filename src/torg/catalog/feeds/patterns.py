"""Patterns of mapping files: regular expressions that cannot take long, whatever text they meet."""

import re
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined,unused-ignore]
from typing import Any

from torg.catalog.feeds.errors import BadMapping

MAX_INPUT = 200
"""Characters of a value that a pattern looks at."""
MAX_STEPS = 20_000_000
"""Steps that a pattern may need on a text of `MAX_INPUT` characters; two unlimited repeats stay below."""
_ADVICE = "use {1,5} in place of + and *, or the possessive forms ++ and *+"


def safe_pattern(text: str, where: str) -> re.Pattern[str]:
    """Compile a pattern; raises BadMapping when it is none, or could take long on some text."""
    if len(text) > 500:
        raise BadMapping(f"{where}: the pattern is longer than 500 characters.")
    try:
        steps = _steps(parser.parse(text)) * MAX_INPUT
        compiled = re.compile(text)
    except (re.error, RecursionError, OverflowError) as fault:
        raise BadMapping(f"{where}: {text!r} is no regular expression: {fault}.") from None
    if steps > MAX_STEPS:
        raise BadMapping(f"{where}: the pattern {text!r} could take too long on some texts: {_ADVICE}.")
    return compiled


def _steps(parts: Any) -> int:
    """Bound the ways in which a pattern can try a text of `MAX_INPUT` characters from one place."""
    steps = 1
    for operation, argument in parts:
        steps = min(steps * _steps_of(operation, argument), MAX_STEPS * 10)
    return steps


def _steps_of(operation: Any, argument: Any) -> int:
    if operation in {constants.MAX_REPEAT, constants.MIN_REPEAT}:
        least, most, repeated = argument
        inner, longest = _steps(repeated), min(int(most), MAX_INPUT)
        ways = longest - min(int(least), longest) + 1
        return min(ways * inner ** min(longest, 40), MAX_STEPS * 10) if inner > 1 else ways
    if operation is constants.POSSESSIVE_REPEAT:
        return int(_steps(argument[2]))
    if operation is constants.ATOMIC_GROUP:
        return _steps(argument)
    if operation is constants.SUBPATTERN:
        return _steps(argument[-1])
    if operation is constants.BRANCH:
        return sum(_steps(branch) for branch in argument[1])
    if operation in {constants.GROUPREF, constants.GROUPREF_EXISTS, constants.ASSERT, constants.ASSERT_NOT}:
        raise re.error("references to groups and looking ahead or behind are not allowed")
    return 1
