"""The learner's log, kept through anything.

`database` opens the file, and never deletes or overwrites what it can't read; `log` adds to it, and sums it up; `sql`
is what both say to SQLite; `glance` looks where nothing may change. What one machine enters is its lane, a sequence
that nobody else adds to: so a file of `transfer` can be taken in by any other machine, in any order and as often as
one likes, and `lane_order` gives all lanes together the same order on each. A demonstration tells its place beside
the log, in a file of its own (`demo_status`).
"""
