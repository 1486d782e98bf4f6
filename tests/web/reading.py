"""A page as its reader meets it: its language, titles, words, links, and what must not be in it."""

import re
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "title", "code", "kbd"}
# Words no Kazakh or Russian sentence holds; names (Kelisim, Apache License, geokz) are not among them.
ENGLISH = re.compile(
    r"\b(the|and|of|with|for|your|you|this|that|is|are|was|who|what|when|where|which|from|not|no|or|by|to|in|"
    r"case|office|search|page|sign|next|previous|show|find|all|any|may|must|can|read|table|source)\b",
    re.IGNORECASE,
)


class Reading(HTMLParser):
    """Reads one page."""

    def __init__(self, html):
        super().__init__()
        self.lang, self.h1, self.links, self.alternates, self.inline, self.ids = "", [], [], {}, [], []
        self.words, self._open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "html":
            self.lang = told.get("lang", "")
        if tag == "a":
            self.links.append(told.get("href", ""))
        if tag == "link" and told.get("rel") == "alternate":
            self.alternates[told["hreflang"]] = told["href"]
        if "id" in told:
            self.ids.append(told["id"])
        self.inline += [name for name in told if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in told):
            self.inline.append(tag)
        if tag not in VOID:
            self._open.append((tag, told.get("lang", "")))
        for spoken in ("alt", "aria-label", "placeholder", "title"):
            self._hear(told.get(spoken) or "")

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1][0] == "h1":
            self.h1.append(" ".join(data.split()))
        self._hear(data)

    def _hear(self, data):
        foreign = next((lang for _tag, lang in reversed(self._open) if lang), self.lang) != self.lang
        if data.strip() and not foreign and not any(tag in SILENT for tag, _lang in self._open):
            self.words.append(" ".join(data.split()))

    @property
    def english(self):
        """Pieces of text with an English word in them."""
        plain = [words.replace("CC BY", "") for words in self.words]
        return [words for words in plain if ENGLISH.search(words)]


def read(response):
    """The page in an answer."""
    return Reading(response.content.decode())
