"""The store: one SQLite file, its tables, its journal of actions, its backups."""
