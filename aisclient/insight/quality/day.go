package quality

import (
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// DataDay is the day that the data is from: the provider's clock in the reply, in the zone of the accounts' country;
// of old replies without a clock the newest booked day that is not after today. It is zero where nothing tells.
func DataDay(l *ledger.Ledger, today aisclient.Date) aisclient.Date {
	if imp := l.Import(); imp != nil && !imp.Envelope.ResponseTimestamp.IsZero() {
		return l.DayOf(imp.Envelope.ResponseTimestamp)
	}
	var newest aisclient.Date
	for row := range int32(l.Len()) {
		if d := l.Date(row); d <= today && l.Booked(row) && !Placeholder(d) {
			newest = max(newest, d)
		}
	}
	return newest
}

// Bounds of days that can be true.
var (
	oldest = aisclient.DateOf(1990, time.January, 1)
	latest = aisclient.DateOf(2099, time.December, 31)
)

// Placeholder reports whether a date is none: no date, one before 1990 (the epoch among them), or the greatest that
// databases hold.
func Placeholder(d aisclient.Date) bool { return d < oldest || d >= latest }
