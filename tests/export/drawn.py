"""A diagram whose every word is given."""

from ehtutor.session.screen.blocks import Arrow, Diagram, Participant


def diagram(words: str) -> Diagram:
    """Two roles and three arrows: a message, a refused one, and something inside a role."""
    ends = (("DV", "HM"), ("HM", "DV"), ("HM", "HM"))
    return Diagram(
        participants=(Participant(code="DV", name=words), Participant(code="HM", name=words)),
        arrows=tuple(
            Arrow(sender=sender, receiver=receiver, label=words, is_current=False, is_refused=at == 1, is_signed=at < 2)
            for at, (sender, receiver) in enumerate(ends)
        ),
        now_label="",
    )
