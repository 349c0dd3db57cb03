package ledger

import (
	"time"

	"aisdesk/aisclient"
)

// findFuture notes booked rows of days after the one on which the provider answered: they are in no sum yet, as in reports. A
// reply without its clock has no such day.
func (l *Ledger) findFuture() {
	at := l.imp.Envelope.ResponseTimestamp
	if at.IsZero() {
		return
	}
	day := l.DayOf(at)
	for row, d := range l.date {
		if d > day && l.states[l.status[row]] == aisclient.RowBooked {
			l.future = append(l.future, int32(row))
		}
	}
}

// DayOf is the day on which a moment falls in the zone of the accounts' country.
func (l *Ledger) DayOf(at time.Time) aisclient.Date {
	at = at.UTC()
	return aisclient.DateIn(at.Add(offset(country(l), at)))
}

// country is that of the first account that tells it.
func country(l *Ledger) string {
	for i := range l.sources {
		if c := l.sources[i].Country(); c != "" {
			return c
		}
	}
	return ""
}

// countries by the currency that only they have.
var countries = map[aisclient.Currency]string{"PLN": "PL", "CZK": "CZ", "GBP": "GB"}

// Country is that of the account by its number, else by a currency that only one country has; empty where neither tells.
func (s *SourceInfo) Country() string {
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
