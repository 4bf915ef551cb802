"""Pages of a call sheet drawn with Qt: the only place on the ground floor that draws."""
