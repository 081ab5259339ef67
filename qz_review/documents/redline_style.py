"""How the HTML 花脸稿 looks: on the screen, light and dark, and on paper."""

from __future__ import annotations

from collections.abc import Mapping

from qz_review.markup.stage_marks import StageMark
from qz_review.model.stage import Stage

STYLE = """
:root {
  color-scheme: light dark; --paper: #fff; --text: #1f2429; --text2: #4f5760;
  --text3: #5f6770; --line: #dcded8;
}
@media (prefers-color-scheme: dark) { :root {
  --paper: #1f2327; --text: #e7e9ea; --text2: #b4bac1; --text3: #959da6; --line: #353b42;
} }
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 24px; max-width: 1060px; background: var(--paper);
  color: var(--text); font: 16px/2 "Noto Serif SC", "Source Han Serif SC", SimSun, serif;
}
header, .legend, .who, .sign, .tag, .list, .remark {
  font-family: "Noto Sans SC", "Microsoft YaHei", sans-serif;
}
.kind { margin: 0; font-size: 20px; font-weight: 700; }
dl {
  display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 8px 0 12px;
  font-size: 13px; line-height: 20px;
}
dl div { display: flex; gap: 8px; }
dt { color: var(--text3); }
dt, dd { white-space: nowrap; margin: 0; }
.legend ul {
  display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0; padding: 8px 12px;
  list-style: none; border: 1px solid var(--line); font-size: 13px; line-height: 22px;
}
.remark { color: var(--text2); font-size: 13px; }
svg.m {
  width: 22px; height: 20px; vertical-align: -5px; fill: none; stroke: currentColor;
  stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round;
}
main { margin: 16px 0; }
.row { display: grid; grid-template-columns: minmax(0, 1fr) 190px; column-gap: 20px; }
.row p, .row h1, .row h2 { margin: 0; overflow-wrap: anywhere; }
.row .paragraph { text-indent: 2em; }
h1 { text-align: center; font-size: 24px; line-height: 1.6; }
h2.subtitle { text-align: center; font-size: 17px; font-weight: 400; }
.level1 { font-family: "Noto Sans SC", SimHei, sans-serif; font-weight: 700; }
.level2 { font-family: KaiTi, "LXGW WenKai", serif; }
.level3, .level4 { font-weight: 700; }
.caption { text-align: center; font-size: 14px; }
.note { font-size: 14px; }
.row table {
  width: 100%; border-collapse: collapse; margin: 4px 0 12px;
  font-size: 14px; line-height: 1.7;
}
.row td { border: 1px solid var(--line); padding: 3px 8px; }
img { max-width: 100%; max-height: 420px; }
aside { padding: 4px 0 4px 12px; border-left: 1px solid var(--line); line-height: 20px; }
.signs { display: flex; flex-wrap: wrap; gap: 2px 8px; }
.sign { display: inline-flex; align-items: center; font-size: 11px; text-decoration: none; }
.sign svg.m { width: 18px; height: 16px; }
.who { color: var(--text3); font-size: 12px; }
ins, del { text-decoration-skip-ink: none; text-underline-offset: 4px; }
del { color: var(--text3); }
ins.moved, del.moved {
  text-decoration: none; border: 1.2px solid var(--ink); border-radius: 9px; padding: 0 2px;
}
ins.line, del.line { border: 0; padding: 0; }
ins.line { color: var(--text); }
p.moved { border-left: 2px solid var(--ink); padding-left: 8px; }
ins.kept {
  text-decoration: none; text-emphasis: open triangle var(--ink);
  text-emphasis-position: under right;
}
.tag {
  margin-right: 6px; padding: 0 4px; border: 1px solid; border-radius: 4px; font-size: 11px;
}
.hidden { background: #fbe9ea; color: #b0183a; font: 11px monospace; }
.missing { color: var(--text2); }
:target { outline: 2px solid #1b5f83; outline-offset: 1px; }
.list { margin-top: 32px; }
.list h2 { font-size: 16px; }
.list table {
  width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 13px;
  line-height: 20px;
}
.list th, .list td {
  border-bottom: 1px solid var(--line); padding: 4px 8px; text-align: left;
  vertical-align: top; overflow-wrap: anywhere;
}
.list th:nth-child(1) { width: 52px; }
.list th:nth-child(2) { width: 72px; }
.list th:nth-child(3) { width: 96px; }
.list th:nth-child(6) { width: 130px; }
.list a { color: inherit; }
@media (max-width: 760px) {
  .row { grid-template-columns: 1fr; }
  aside { border: 0; padding: 0 0 8px; }
}
@media print {
  :root { --paper: #fff; --text: #111; --text2: #444; --text3: #5f6770; --line: #999; }
  @page { size: A4; margin: 18mm 16mm; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 12pt; }
  .row { grid-template-columns: minmax(0, 1fr) 40mm; }
  h1 { font-size: 17pt; }
  h1, h2, .level1, .level2 { break-after: avoid; }
  tr, .sign { break-inside: avoid; }
  thead { display: table-header-group; }
  .list { break-before: page; }
  :target { outline: 0; }
}
"""

_LINES = {
    "实线": "solid",
    "双线": "double",
    "粗线": "solid",
    "点线": "dotted",
    "虚线": "dashed",
    "点划线": "dashed",
    "细线": "solid",
}


def class_of(stage: Stage | None) -> str:
    """The class of what a step did."""
    return f"s-{stage.value}" if stage is not None else "s-one"


def look_rules(looks: Mapping[Stage | None, StageMark]) -> str:
    """The colour and line of each step, light and dark."""
    light = "".join(_rules(class_of(stage), look) for stage, look in looks.items())
    dark = "".join(_color(class_of(stage), look.dark) for stage, look in looks.items())
    plain = "".join(_color(class_of(stage), look.light) for stage, look in looks.items())
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}@media print{{{plain}}}\n"


def _rules(name: str, look: StageMark) -> str:
    line = _LINES[look.line.name]
    width = sum(look.line.widths)
    strike = sum(look.line.strike_widths or look.line.widths)
    return (
        _color(name, look.light)
        + f"ins.{name}{{text-decoration:underline {line} {width:g}px}}"
        + f"del.{name}{{text-decoration:line-through {line} {strike:g}px}}"
        + f"del.{name},ins.{name}{{text-decoration-color:var(--ink)}}"
    )


def _color(name: str, color: str) -> str:
    return f".{name}{{--ink:{color}}}ins.{name},b.{name},.sign.{name},.tag.{name}{{color:{color}}}"
