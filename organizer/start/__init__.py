"""Starting from a bare clone: finds or fetches all that the program or its tests need, with Python's own library only.

``python3 -m organizer.start demo`` and ``python3 -m organizer.start test``; nothing else imports this room.
"""
