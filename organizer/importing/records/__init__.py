"""From the cells of a row to the record of a person, column by column."""
