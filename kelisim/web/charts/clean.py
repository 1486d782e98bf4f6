"""Makes a drawn SVG fit for our pages: named in the reader's language, no inline style, our colours."""

from __future__ import annotations

from typing import Protocol
from xml.etree import ElementTree

from kelisim.web.charts.palette import as_variable

SVG = "http://www.w3.org/2000/svg"
FONT = '"Golos Text Variable", "Golos Text", system-ui, "Noto Sans", "DejaVu Sans", sans-serif'
_DROPPED = {"class", "role", "cursor", "pointer-events", "font-family", "href", "target"}
_COLOURED = ("fill", "stroke", "stop-color")


class Named(Protocol):
    """What the cleaned drawing is called."""

    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...


def cleaned(svg: str, words: Named, mark: str) -> str:
    """The drawing as one image with a name and a description. `mark` keeps ids apart on a page."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 - drawn by our own converter a moment ago, not by a stranger
    for element in root.iter():
        _clean(element)
    _without_frame(root)
    width, height = root.attrib["width"], root.attrib["height"]
    root.attrib.pop("version", None)
    root.attrib.update(
        {
            "viewBox": f"0 0 {width} {height}",
            "role": "img",
            "aria-labelledby": f"t{mark} d{mark}",
            "font-family": FONT,
            "focusable": "false",
        }
    )
    for tag, text in (("desc", words.description), ("title", words.title)):
        child = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{tag[0]}{mark}"})
        child.text = text
        root.insert(0, child)
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: ElementTree.Element) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if value.strip():
            element.attrib.setdefault(name.strip(), value.strip())
    for name in [name for name in element.attrib if name in _DROPPED or name.startswith("aria-")]:
        del element.attrib[name]
    for name in _COLOURED:
        if name in element.attrib:
            element.attrib[name] = as_variable(element.attrib[name])


def _without_frame(root: ElementTree.Element) -> None:
    """Drops the white ground and the empty paths Vega draws around everything."""
    for parent in list(root.iter()):
        for child in list(parent):
            ground = parent is root and child.tag == f"{{{SVG}}}rect"
            empty = child.tag == f"{{{SVG}}}path" and child.attrib.get("d", "") in {"", "M0,0h0v0h0Z"}
            if ground or empty:
                parent.remove(child)
