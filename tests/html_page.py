"""An HTML page as its reader sees it: text, tables, links, and every tag and attribute."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """Attributes: text; rows, of all tables, as lists of the cells' texts; links; tags; attributes as (name, value)."""

    def __init__(self, html):
        super().__init__()
        self.text, self.rows, self.links, self.tags, self.attributes = "", [], [], [], []
        self._style = self._in_cell = False
        self.feed(html)
        self.text = " ".join(self.text.split())
        self.rows = [[" ".join(cell.split()) for cell in row] for row in self.rows]

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self._style = tag == "style"
        self.links += [value for name, value in attrs if (tag, name) == ("a", "href")]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
            self._in_cell = True
        elif tag in ("small", "div", "code"):
            self.handle_data(" ")

    def handle_endtag(self, tag):
        self._style = False
        self._in_cell = self._in_cell and tag not in ("th", "td", "tr", "thead", "tbody", "table")

    def handle_data(self, data):
        if self._style:
            return
        self.text += data + " "
        if self._in_cell:
            self.rows[-1][-1] += data

    def row(self, start):
        """The one row whose first cell is this."""
        (found,) = [row for row in self.rows if row[0] == start]
        return found
