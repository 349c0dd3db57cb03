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
	d := l.Date(row)
	return l.Booked(row) && !Placeholder(d) && (day == 0 || d <= day)
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

// rowElements are elements of a reply that hold rows or accounts: an unknown one whose name is nearly theirs hides some.
var rowElements = []string{"moneyTransactions", "moneyTransaction", "accounts", "account", "creditCards", "creditCard", "owners"}

// unread lists what of the reply could not be read, as parts of a sentence, with or without single fields.
func unread(l *ledger.Ledger, fields bool) []string {
	var out []string
	imp := l.Import()
	if imp == nil {
		return nil
	}
	for _, w := range imp.Warnings {
		if hides(w) && (fields || !w.UnreadCell()) {
			out = append(out, text.Clean(w.What+" "+w.Path).String())
		}
	}
	return out
}

// hides reports whether a warning means that rows or figures are missing. New elements of the provider hide nothing.
func hides(w aisclient.Warning) bool {
	if w.Unread() {
		return true
	}
	last := w.Path[strings.LastIndexByte(w.Path, '/')+1:]
	if w.What != "unknown element" {
		return false
	}
	for _, known := range rowElements {
		if nearly(strings.ToLower(last), strings.ToLower(known)) {
			return true
		}
	}
	return strings.Contains(strings.ToLower(last), "transaction")
}

// unreadCells are what could not be read of an account: of itself, then of its rows.
func unreadCells(l *ledger.Ledger, a *Account) []aisclient.UnreadCell {
	cells := slices.Clone(l.Sources()[a.Source].Unread)
	for _, row := range a.Unread {
		cells = append(cells, l.Unread(row)...)
	}
	return cells
}

// nearly reports whether two words differ in at most two letters at their ends or by one inside.
func nearly(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 2 || a == "" {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	return len(b)-i-j <= 2
}
