"""What the cells of a sign-up sheet mean: names, phones, e-mails, places, dates and answers made whole."""
