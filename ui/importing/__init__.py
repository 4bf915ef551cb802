"""Sheets coming in: one page to check, the list of imports, and people who may be one."""
