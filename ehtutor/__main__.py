"""`python -m ehtutor`."""

from ehtutor.cli.entry import main

main()
