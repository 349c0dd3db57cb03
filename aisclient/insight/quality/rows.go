package quality

import (
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// sort puts the rows that are in no proven sum where they belong.
func (in *Input) sort(a *Account, s *ledger.SourceInfo) {
	l := in.Ledger
	for row := s.First; row < s.Last; row++ {
		d := l.Date(row)
		if len(l.Unread(row)) > 0 {
			a.Unread = append(a.Unread, row)
		}
		switch {
		case Placeholder(d):
			a.Placeholder = append(a.Placeholder, row)
		case in.Day != 0 && d > in.Day:
			a.Future = append(a.Future, row)
		}
		switch l.State(row) {
		case aisclient.RowPending:
			a.Pending = append(a.Pending, row)
		case aisclient.RowVoid:
			a.Void = append(a.Void, row)
		case aisclient.RowUnknown:
			a.Unknown = append(a.Unknown, row)
		}
	}
}

// counts reports whether a row may be in a sum: booked, with a day that is one and not in the future.
func counts(l *ledger.Ledger, row int32, day aisclient.Date) bool {
	return l.Booked(row) && dated(l, row, day)
}

// dated reports whether a row has a day that is one and not in the future.
func dated(l *ledger.Ledger, row int32, day aisclient.Date) bool {
	d := l.Date(row)
	return !Placeholder(d) && (day == 0 || d <= day)
}

// savingsWords are in the names of accounts on which nobody lives. source: known
var savingsWords = []string{"oszczedn", "lokat", "skarbonk", "sporic", "sporeni", "termin", "vklad", "ahorro", "deposito", "plazo", "saving", "deposit", "tagesgeld", "festgeld", "spar"}

func isSavings(s *ledger.SourceInfo) bool {
	return saves(text.Fold(s.Name.String() + " " + s.Friendly.String()))
}

// saves reports whether a folded text speaks of savings: money put by is not lived on elsewhere.
func saves(folded string) bool {
	for _, w := range savingsWords {
		if strings.Contains(folded, w) {
			return true
		}
	}
	return false
}

// unread lists what of the reply could not be read, as parts of a sentence, with or without single fields.
func unread(l *ledger.Ledger, fields bool) []string {
	var out []string
	imp := l.Import()
	if imp == nil {
		return nil
	}
	for _, w := range imp.Warnings {
		if w.Unread() && (fields || !w.UnreadCell()) {
			out = append(out, text.Clean(w.What+" "+w.Path).String())
		}
	}
	return out
}

// unreadCells are what could not be read of an account: of itself, then of its rows.
func unreadCells(l *ledger.Ledger, a *Account) []aisclient.UnreadCell {
	cells := slices.Clone(l.Sources()[a.Source].Unread)
	for _, row := range a.Unread {
		cells = append(cells, l.Unread(row)...)
	}
	return cells
}
