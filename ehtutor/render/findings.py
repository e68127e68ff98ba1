"""Demands that were checked: those that failed with what was expected and found, then those that held."""

from rich.text import Text

from ehtutor.render.lines import Lines, hang, indent, wrap
from ehtutor.render.look import QUIET, RIGHT, STRONG, WRONG, Look
from ehtutor.session.screen.blocks import FindingLine, Findings


def findings_lines(findings: Findings, look: Look, rows: int | None = None) -> Lines:
    """Lay out findings in about `rows` rows; all that failed are shown, also when that takes more."""
    lines: Lines = wrap(look.label(findings.title, STRONG), look.measure) if findings.title else []
    for finding in findings.lines:
        if not finding.holds:
            lines += _failed(finding, findings, look)
    held = [_one(finding, look) for finding in findings.lines if finding.holds]
    return indent(lines + _as_fits(held, rows - len(lines) if rows is not None else None, look), look.margin)


def _as_fits(held: list[Lines], rows: int | None, look: Look) -> Lines:
    """Return those that fit, and how many more there are."""
    whole = [line for lines in held for line in lines]
    if rows is None or len(whole) <= rows:
        return whole
    shown: Lines = []
    for index, lines in enumerate(held):
        if len(shown) + len(lines) > rows - 1:
            return [*shown, look.label(f"⋮ ✓ {len(held) - index}", QUIET)]
        shown += lines
    return shown


def _one(finding: FindingLine, look: Look) -> Lines:
    return _said(finding, look, look.label("✓ ", RIGHT), "")


def _said(finding: FindingLine, look: Look, lead: Text, style: str) -> Lines:
    """Set the demand behind its mark, and its rule at the right edge, or after it where that is full."""
    says, rule = look.text(finding.says, style), look.label(finding.rule, QUIET)
    between = look.measure - lead.cell_len - says.cell_len - rule.cell_len
    gap = between if between >= 2 and "\n" not in says.plain else 2
    return hang(Text.assemble(says, " " * gap, rule, end=""), look.measure, lead)


def _failed(finding: FindingLine, findings: Findings, look: Look) -> Lines:
    lines = _said(finding, look, look.label("✗ ", WRONG), STRONG)
    told = [(findings.expected_label, finding.expected, ""), (findings.found_label, finding.found, WRONG)]
    size = max(look.label(label).cell_len for label, _, _ in told) + 2
    for label, value, style in told:
        lead = f"  {label}"
        if size + 2 <= look.measure // 2:
            lines += hang(look.text(value, style), look.measure, look.label(lead + " " * (size + 2 - len(lead)), QUIET))
        else:
            lines += [*wrap(look.label(lead, QUIET), look.measure)]
            lines += indent(wrap(look.text(value, style), look.measure - 4), 4)
    return lines
