"""The style sheet of what is printed: A4, dark on white, nothing fetched, readable without colour."""

from typing import Final

from ehtutor.export.drawing import ACCENT, INK, PAPER, QUIET, WRONG

SHADE: Final = "#f3f4f6"
"""Behind a message."""

CSS: Final = f"""
@page {{ size: A4; margin: 16mm 15mm; }}
* {{ box-sizing: border-box; }}
html {{ background: {PAPER}; color: {INK}; }}
body {{ font: 11pt/1.45 Georgia, "Times New Roman", serif; max-width: 46rem; margin: 0 auto; padding: 1rem; }}
h1, h2, h3, h4 {{ font-family: Arial, Helvetica, sans-serif; line-height: 1.2; break-after: avoid; }}
h1 {{ font-size: 22pt; margin: 0 0 .6rem; }}
h2 {{ font-size: 16pt; margin: 2rem 0 .6rem; border-bottom: 2px solid {INK}; padding-bottom: .2rem; }}
h3 {{ font-size: 12.5pt; margin: 1.4rem 0 .4rem; }}
h4 {{ font-size: 11pt; margin: 1rem 0 .3rem; }}
p, ul, ol, table, figure {{ margin: .5rem 0; }}
p, li {{ orphans: 2; widows: 2; }}
ul, ol {{ padding-left: 1.6rem; }}
blockquote {{ margin: .5rem 0 .5rem .4rem; padding-left: .8rem; border-left: 3px solid {QUIET}; }}
code, pre {{ font: 9pt/1.4 "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }}
pre {{ white-space: pre-wrap; margin: .5rem 0; }}
figure {{ break-inside: avoid; }}
figure svg {{ max-width: 100%; height: auto; max-height: 235mm; }}
table {{ border-collapse: collapse; width: 100%; font-size: 10pt; }}
caption {{ text-align: left; font-weight: bold; padding: .2rem 0; }}
th, td {{ border: 1px solid {QUIET}; padding: .2rem .4rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }}
tr {{ break-inside: avoid; }}
figure + p {{ break-after: avoid; }}
table:has(+ .quiet) {{ break-inside: avoid; }}
table + .quiet {{ break-before: avoid; }}
th {{ overflow-wrap: break-word; }}
thead th {{ background: {SHADE}; }}
.message {{ background: {SHADE}; border: 1px solid {QUIET}; border-left: 5px solid {ACCENT}; padding: .3rem .7rem;
  margin: .6rem 0; box-decoration-break: clone; -webkit-box-decoration-break: clone;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
.message table {{ background: {PAPER}; }}
.message th[scope=row] {{ width: 28%; }}
.card th[scope=row] {{ width: 34%; }}
.card code {{ font-size: .9em; }}
.whole {{ break-inside: avoid; }}
.quiet {{ color: {QUIET}; }}
.right strong {{ color: {ACCENT}; }}
.wrong strong {{ color: {WRONG}; }}
.options {{ list-style: none; padding-left: 0; }}
section:has(> .options), .page > section {{ break-inside: avoid; }}
.options li {{ break-inside: avoid; margin: .35rem 0; padding-left: 2rem; text-indent: -2rem; }}
.box {{ display: inline-block; width: 4mm; height: 4mm; border: 1.2px solid {INK}; margin-right: .5rem;
  vertical-align: -.5mm; text-indent: 0; }}
.fill {{ display: inline-block; width: 26mm; border-bottom: 1.2px solid {INK}; margin-right: .5rem; text-indent: 0; }}
.field {{ display: inline-block; width: 70%; border-bottom: 1.2px solid {INK}; margin-left: .5rem; text-indent: 0; }}
.line {{ border-bottom: 1.2px solid {QUIET}; height: 8.5mm; }}
.page {{ break-before: page; }}
.page > h2 {{ margin-top: 0; }}
.card {{ border: 1.5px dashed {INK}; padding: 4mm 6mm; margin: 6mm 0; min-height: 127mm; break-inside: avoid;
  font: 13.5pt/1.3 Arial, Helvetica, sans-serif; }}
.card h2 {{ font-size: 17pt; margin: 0 0 .3rem; }}
.card h3 {{ font-size: 13.5pt; margin: .6rem 0 .1rem; color: {ACCENT}; }}
.card p, .card ul, .card ol, .card table {{ margin: .2rem 0; }}
.card table {{ font-size: 12pt; }}
.card ul.many {{ columns: 2; column-gap: 9mm; font-size: 10pt; line-height: 1.2; }}
.card ul.many li {{ break-inside: avoid; }}
@media print {{ body {{ max-width: none; padding: 0; }} .card {{ margin: 0 0 6mm; }} }}
"""
