package verify

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/calendar"
	"aisdesk/aisclient/text"
)

// countryOf is the country of a place.
var countryOf = map[string]string{"pl": "PL", "cz": "CZ", "es": "ES", "en": "GB", "de": "DE", "sk": "SK"}

// lived is everyday life until a day.
func lived(place, until string, days int) []aisclient.Transaction {
	p := places[place]
	var rows []aisclient.Transaction
	for d := 1; d <= days; d += 3 {
		x := fmt.Sprintf("-%d.%02d", 20+d%7, 10+d%90)
		rows = append(rows, tx((day(until)-aisclient.Date(d)).String(), x, p.shops[d%len(p.shops)], p.title))
	}
	return rows
}

// on is a customer of a country on a day, with a year of everyday life.
func on(place, today string, rows ...[]aisclient.Transaction) func(t *testing.T) *world {
	return func(t *testing.T) *world {
		w := newWorld(t)
		a := w.account("Konto 0", places[place].iban, "900000.00", append(lived(place, today, 365), slices.Concat(rows...)...)...)
		a.Currency = places[place].currency
		w.imp.Envelope.ResponseTimestamp = day(today).Time().Add(9 * time.Hour)
		return w
	}
}

// due is n monthly payments, due on a day of the month (31: its end), the last in a month, moved to a working day.
func due(place string, n int, last string, dom int, before bool, x, party, title string) []aisclient.Transaction {
	var rows []aisclient.Transaction
	m := day(last).MonthStart()
	for i := range n {
		start := m.AddMonths(-i)
		d := start + aisclient.Date(dom-1)
		if end := start.AddMonths(1) - 1; d > end {
			d = end
		}
		if before {
			d = calendar.Before(countryOf[place], d)
		} else {
			d = calendar.After(countryOf[place], d)
		}
		rows = append(rows, tx(d.String(), x, party, title))
	}
	return rows
}

// status gives rows a status.
func status(s string, rows []aisclient.Transaction) []aisclient.Transaction {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Status = text.Clean(s)
	}
	return rows
}

// fromNo gives rows the account number of their counterparty.
func fromNo(n string, rows []aisclient.Transaction) []aisclient.Transaction {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].PartyIBAN = text.Clean(n)
	}
	return rows
}

// drop takes the rows of some days away; the balance at the end stays.
func drop(from, to string) func(w *world) {
	return func(w *world) {
		a := w.first()
		rows := slices.DeleteFunc(slices.Clone(a.Transactions), func(x aisclient.Transaction) bool { return x.BookedOn >= day(from) && x.BookedOn <= day(to) })
		a.Transactions = chained(a.Balance.String(), rows)
	}
}

// both makes several changes.
func both(f ...func(w *world)) func(w *world) {
	return func(w *world) {
		for _, g := range f {
			g(w)
		}
	}
}

// second adds an account.
func second(name, iban, cur, end string, rows ...aisclient.Transaction) func(w *world) {
	return func(w *world) { w.account(name, iban, end, rows...).Currency = aisclient.Currency(cur) }
}

// ownedBy gives an account other owners.
func ownedBy(i int, who ...string) func(w *world) {
	return func(w *world) { w.imp.Targets[0].Accounts[i].Owners = owners(who...) }
}
