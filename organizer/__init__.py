"""Organizer: from a sign-up spreadsheet to somebody on the ballot.

Glossary, in the words of the field:

* **prospect**: a person who might run for office or help.
* **sign-up**: one row of a sheet, as it came; a prospect may have several.
* **district**: an area that elects somebody, named by a kind (``state-house``) and a code (``10A``).
* **precinct**: the smallest voting area; it lies in one district of each kind.
* **seat**: an office to be filled in one district, with a filing deadline.
* **contact attempt** and its **result**: one try to reach somebody and what came of it (``LM``, left message).
* **stage**: how far somebody has come on the *run* track or the *help* track.
* **call sheet**: a numbered, frozen list on paper or in a workbook; a **packet** is several with a cover page.
* **household**: prospects who share a phone, an address, or a household's id in their source.
* **turf**: the precincts or districts one caller looks after.
* **action**: one change made by a person, named, dated, signed and undoable.
"""

__version__ = "0.1.0"
