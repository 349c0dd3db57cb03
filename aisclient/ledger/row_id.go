package ledger

import "strconv"

// shortChecksum is how many hexadecimal digits of a reply's checksum tell it from others.
const shortChecksum = 12

// ReplyIDs gives ids to the rows of a reply by its SHA-256 in hexadecimal: the beginning of the checksum and the row's
// place, "25313c0c65e1-17". The same reply gives its rows the same ids for ever, whatever filter or order they are shown in.
func ReplyIDs(checksum string) func(row int32) string {
	if len(checksum) > shortChecksum {
		checksum = checksum[:shortChecksum]
	}
	return func(row int32) string { return checksum + "-" + strconv.Itoa(int(row)) }
}

// WithRowIDs is the ledger with ids for its rows. It shares the rows with l. A ledger that is merged of several replies
// gives each row the id that it has in the reply which counts.
func (l *Ledger) WithRowIDs(ids func(row int32) string) *Ledger {
	out := l.shared()
	out.ids = ids
	out.cache.inherit(&l.cache)
	return out
}

// RowID is the row's id, which stays the same as long as the reply does; only its place where nobody said which reply it is.
func (l *Ledger) RowID(row int32) string {
	if l.ids == nil {
		return strconv.Itoa(int(row))
	}
	return l.ids(row)
}
