"""The shapes in which databases hold the same things, one a module: tables in that shape -> tables in a known one.

No table is changed: a `Table` with a query stands for those that the database has.
"""
