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
		return DayIn(l, imp.Envelope.ResponseTimestamp)
	}
	var newest aisclient.Date
	for row := range int32(l.Len()) {
		if d := l.Date(row); d <= today && l.Booked(row) && !Placeholder(d) {
			newest = max(newest, d)
		}
	}
	return newest
}

// DayIn is the day on which a moment falls in the zone of the accounts' country.
func DayIn(l *ledger.Ledger, at time.Time) aisclient.Date {
	at = at.UTC()
	return aisclient.DateIn(at.Add(offset(country(l), at)))
}

// country is that of the first account that tells it.
func country(l *ledger.Ledger) string {
	for i := range l.Sources() {
		if c := countryOf(&l.Sources()[i]); c != "" {
			return c
		}
	}
	return ""
}

// countries by the currency that only they have.
var countries = map[aisclient.Currency]string{"PLN": "PL", "CZK": "CZ", "GBP": "GB"}

// countryOf is the country of an account by its number, else by a currency that only one country has.
func countryOf(s *ledger.SourceInfo) string {
	n := s.IBAN.String()
	if len(n) >= 4 && letter(n[0]) && letter(n[1]) && n[2] != ' ' && !letter(n[2]) {
		return n[:2]
	}
	return countries[s.Currency]
}

func letter(c byte) bool { return c >= 'A' && c <= 'Z' }

// offset is how far a country's clocks are ahead of UTC: Central European time, and London's in Britain, Ireland and
// Portugal. Both change at 01:00 UTC on the last Sundays of March and October (directive 2000/84/EC; known).
func offset(country string, t time.Time) time.Duration {
	hours := 1
	switch country {
	case "GB", "IE", "PT":
		hours = 0
	}
	if !t.Before(change(t.Year(), time.March)) && t.Before(change(t.Year(), time.October)) {
		hours++
	}
	return time.Duration(hours) * time.Hour
}

// change is the moment of a month in which the clocks change.
func change(year int, m time.Month) time.Time {
	last := time.Date(year, m+1, 0, 1, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, -int(last.Weekday()))
}

// Bounds of days that can be true.
var (
	oldest = aisclient.DateOf(1990, time.January, 1)
	latest = aisclient.DateOf(2099, time.December, 31)
)

// Placeholder reports whether a date is none: no date, one before 1990 (the epoch among them), or the greatest that
// databases hold.
func Placeholder(d aisclient.Date) bool { return d < oldest || d >= latest }
