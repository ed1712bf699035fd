"""Templates compiled closer to plain Python than Jinja does: a product page is rendered thousands of times a second.

Three things are left out that our templates do not need: attributes that may be keys as well, calls that may want the
context, and a Markup object around every value that was escaped. A missing attribute stays an error.
"""

import re
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape
from markupsafe import _escape_inner as _escaped  # type: ignore[attr-defined]

from torg.core.i18n import Catalogue
from torg.core.icons import icon

_VALUE = re.compile(r"%\((\w+)\)s")


def shown(value: object) -> str:
    """Give a value as it stands in HTML: markup as it is, everything else escaped."""
    kind = type(value)
    if kind is str:
        return _escaped(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is int:
        return str(value)
    return escape(value)


class PlainCode(CodeGenerator):
    """Writes `value.name` and `function(value)` as they are."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - named by Jinja.
        """Read an attribute."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 - named by Jinja.
        """Call a function or a macro."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for place, argument in enumerate([*node.args, *node.kwargs]):
            if place:
                self.write(", ")
            self.visit(argument, frame)
        self.write(")")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - named by Jinja.
        """Write a run of texts and values as one string instead of one after the other."""
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) < 2:
            super().visit_Output(node, frame)
            return
        finalize = self._make_finalize()
        self.writeline("yield ''.join((", node)
        text = ""
        for child in node.nodes:
            try:
                text += self._output_child_to_const(child, frame, finalize)
                continue
            except Exception:  # noqa: BLE001 - whatever cannot be known now is worked out when the page is made.
                self.write(f"{text!r}, " if text else "")
                text = ""
            self._output_child_pre(child, frame, finalize)
            self.visit(child, frame)
            self._output_child_post(child, frame, finalize)
            self.write(", ")
        self.write(f"{text!r},))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's own.
        self.write("environment.shown(")


class FoldWords(NodeTransformer):
    """Puts translated sentences and icons where a template asks for them, at compile time."""

    def __init__(self, words: Catalogue) -> None:
        """Fold for the language of `words`."""
        self.words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja.
        """Turn `_("…")` and `icon("…")` into what they say."""
        self.generic_visit(node)
        asked = _asked(node)
        if asked is None or node.kwargs:
            return node
        if asked[0] == "icon":
            return nodes.MarkSafe(nodes.Const(str(icon(asked[1]))), lineno=node.lineno)
        return nodes.Const(self.words.say(asked[1]), lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - named by Jinja.
        """Cut a sentence with values into its words and its values, each shown by itself."""
        parts: list[nodes.Expr] = []
        for child in node.nodes:
            asked = _asked(child) if isinstance(child, nodes.Call) else None
            if asked is None or asked[0] != "_" or not isinstance(child, nodes.Call) or not child.kwargs:
                parts.append(child)
                continue
            values = {keyword.key: keyword.value for keyword in child.kwargs}
            for place, text in enumerate(_VALUE.split(self.words.say(asked[1]))):
                if place % 2:
                    parts.append(values[text])
                elif text:
                    parts.append(nodes.Const(text.replace("%%", "%"), lineno=child.lineno))
        node.nodes = parts
        return self.generic_visit(node)


def _asked(node: nodes.Call) -> tuple[str, str] | None:
    """Give the function and the sentence of `_("…")` or `icon("…")`, when they are known at compile time."""
    if not isinstance(node.node, nodes.Name) or node.node.name not in {"_", "icon"} or len(node.args) != 1:
        return None
    argument = node.args[0]
    return (node.node.name, argument.value) if isinstance(argument, nodes.Const) else None
