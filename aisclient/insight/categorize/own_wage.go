package categorize

// OwnWage reports whether a row is the customer's own money although its title speaks of wages (statement 4.1).
func (w Why) OwnWage() bool { return w.Note == noteWageOwn }
