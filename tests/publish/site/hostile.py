"""Texts that have broken pages, feeds and playlists elsewhere; each must stay mere text."""

from __future__ import annotations

import unicodedata

TITLES = (
    "<script>document.title='x'</script>",
    "</title></script></style>--><img src=x onerror=alert(1)>",
    "]]><b>&amp; & <!-- ' \" ` ]]>",
    "#{system('x')} ${x} {{x}} {0} %s %(x)s \\u003c",
    "dòng một\ndòng hai\r\n\tdòng ba\u2028bốn",
    "\u202egnod\u202c đảo \u2066chiều\u2069 \u200fphải",
    "Bản tin 📻 👨\u200d👩\u200d👧 🇻🇳",
    "Bản tin rất dài " * 19,
    "K" * 300,
    unicodedata.normalize("NFD", "Đồng Hới, hoà bình, thuỷ lợi"),
    "\x00\x01\x0b\x7f\ufffe\uffff lẻ \ud800 cuối",
    "javascript:alert(1)",
    "' onmouseover='alert(1)' x='",
    "../../../etc/passwd",
    "__proto__",
)
