"""A picture as SVG: each shape where it was told to be, and nothing foreign gets through."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from radioprog.publish.papers.scene import Bars, Label, Rectangle, Scene, Stroke, to_svg

SVG = "{http://www.w3.org/2000/svg}"


def written(*shapes: Rectangle | Bars | Stroke | Label, inline: bool = True) -> str:
    return to_svg(Scene(40, 30, "A & <b>", shapes), inline=inline)


def test_the_page_has_its_size_and_its_name() -> None:
    tree = ElementTree.fromstring(written(inline=False).encode())
    assert (tree.get("viewBox"), tree.get("width"), tree.get("height")) == ("0 0 40 30", "40", "30")
    assert tree.findtext(f"{SVG}title") == "A & <b>"
    assert written(inline=False).startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    assert written().startswith("<svg ")


def test_a_rectangle_and_its_note() -> None:
    (box,) = ElementTree.fromstring(
        written(Rectangle(1, 2.5, 3, 4.125, "#ff0000", 'x < "y" & z'))
    ).iter(f"{SVG}rect")
    found = [box.get(name) for name in ("x", "y", "width", "height", "fill")]
    assert found == ["1", "2.5", "3", "4.12", "#ff0000"]
    assert box.findtext(f"{SVG}title") == 'x < "y" & z'
    assert "<title></title>" not in written(Rectangle(1, 2, 3, 4, "#ff0000"))


def test_bars_go_up_from_the_left_and_down_from_the_right() -> None:
    text = written(Bars(10, 20, 2, (1.0, 5.0), "#00ff00"))
    assert '<polygon points="11,19 13,15 13,25 11,21" fill="#00ff00"/>' in text


def test_lines_with_and_without_gaps() -> None:
    plain = written(Stroke(((0, 1), (2.25, 3)), "#0000ff"))
    assert 'points="0,1 2.25,3" fill="none" stroke="#0000ff" stroke-width="1"' in plain
    assert "dasharray" not in plain
    assert 'stroke-width="0.5" stroke-linejoin="round" stroke-dasharray="6"/>' in written(
        Stroke(((0, 1), (2, 3)), "#0000ff", 0.5, 6.0)
    )


def test_a_label() -> None:
    text = written(Label(5, 6, "</text><script>", 12.5, "#111111", "end", bold=True))
    assert (
        '<text x="5" y="6" font-size="12.5" fill="#111111" text-anchor="end" font-weight="600">'
        "&lt;/text&gt;&lt;script&gt;</text>"
    ) in text
    assert "font-weight" not in written(Label(5, 6, "a", 12, "#111111"))
    assert 'text-anchor="start"' in written(Label(5, 6, "a", 12, "#111111"))


def test_later_shapes_stand_over_earlier_ones() -> None:
    text = written(Label(1, 1, "a", 9, "#111111"), Label(1, 1, "b", 9, "#111111"))
    assert text.index(">a<") < text.index(">b<")
