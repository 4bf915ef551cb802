"""Which field each column of a sheet is, and what sheet it is: by names, by values, by the program it came from."""
