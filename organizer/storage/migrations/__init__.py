"""One step a released change of the tables; run by `organizer.storage.migrate`."""
