"""From a screen to what is seen: terminal, plain lines, pictures and JSON; the only users of rich."""
