package main

import (
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
)

// What a command prints of what its figures do not hold: rows that are in no sum, and what could not be read.

// uncounted says which rows are in no sum, one line a currency and reason.
func (p *printer) uncounted(list []ledger.Uncounted) {
	for _, u := range list {
		rows := english.Plural(u.Count, "transaction", "transactions")
		switch {
		case u.State == aisclient.RowUnread:
			p.line("%s  in no sum: %s whose amount could not be read", u.Currency, rows)
		case u.State == aisclient.RowUnknown:
			p.line("%s  in no sum: %s with a status that is not known, %s", u.Currency, rows, moved(u))
		default:
			p.line("%s  in no sum: %s, %s, %s", u.Currency, rows, u.State, moved(u))
		}
	}
}

// moved is what uncounted rows would come to.
func moved(u ledger.Uncounted) string {
	if u.Overflow {
		return "too large to add up"
	}
	return fmt.Sprintf("in %s  out %s", u.In, u.Out)
}

// unread says what of a reply could not be read: at most that many places, then how many more.
func (p *printer) unread(imp *aisclient.Import, most int) {
	more := 0
	for _, w := range unreadOf(imp) {
		if most--; most < 0 {
			more += w.Count
			continue
		}
		times := ""
		if w.Count > 1 {
			times = fmt.Sprintf(" (%d times)", w.Count)
		}
		p.line("not read: %s%s", strings.TrimSpace(strings.TrimPrefix(w.What, "unread ")+" "+w.Path), times)
	}
	if more > 0 {
		p.line("not read: %s more; \"aisdesk show\" lists them", english.Plural(more, "place", "places"))
	}
}

// unreadOf are the warnings about what could not be read.
func unreadOf(imp *aisclient.Import) []aisclient.Warning {
	var out []aisclient.Warning
	if imp != nil {
		for _, w := range imp.Warnings {
			if w.Unread() {
				out = append(out, w)
			}
		}
	}
	return out
}

// few is how many places a command names that was asked for something else.
const few = 5

// needed are the columns of a table of transactions, with those that only some replies need: the status where not every
// row is booked, and what could not be read.
func needed(res *ledger.Result) []ledger.Column {
	status, unread := false, false
	for _, row := range res.Order {
		status = status || !res.Ledger.Booked(row)
		unread = unread || len(res.Ledger.Unread(row)) > 0
	}
	var cols []ledger.Column
	for _, c := range tableColumns {
		if c == ledger.ColTitle && status {
			cols = append(cols, ledger.ColStatus)
		}
		if c == ledger.ColTitle && unread {
			cols = append(cols, ledger.ColUnread)
		}
		cols = append(cols, c)
	}
	return cols
}
