"""The command `demo`, and everything that only it needs."""
