package ledger

import (
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
)

// CellFilter is the filter term that keeps the rows with the same value as a row has in a column: what
// "pin this cell" adds to the line. It is empty for a column that no field of a filter asks for.
func (l *Ledger) CellFilter(row int32, c Column) string {
	value := l.Text(row, c).String()
	switch c {
	case ColDate:
		return dateCell("date:", l.date[row])
	case ColTransactionOn:
		return dateCell("on:", l.on[row])
	case ColAmount:
		return "amt:" + value
	case ColBalance:
		if value == "" {
			return "-is:balance"
		}
		return "bal:" + value
	case ColLabels:
		return l.labelsCell(row)
	case ColAccount:
		return l.SourcesFilter(int(l.source[row]))
	case ColAccountIBAN:
		return l.sourcesWhere(func(s *SourceInfo) bool { return s.IBAN.Equal(l.Source(row).IBAN) })
	case ColID:
		return filter.Rows([]int32{row})
	case ColConfidence:
		return "" // no field of a filter asks for it
	case ColOwner:
		return l.ownerFilter(l.Source(row).OwnerSet().String())
	}
	names := map[Column]string{ColCurrency: "cur", ColTitle: "title", ColParty: "party", ColPartyIBAN: "iban",
		ColKind: "kind", ColCategory: "cat", ColWhy: "why", ColStatus: "status", ColBank: "bank", ColVariableSymbol: "sym", ColConstantSymbol: "sym"}
	return names[c] + ":=" + filter.Quote(value)
}

// CellExclude is the filter term that drops the rows with the same value as a row has in a column; of
// labels, the rows with any of them.
func (l *Ledger) CellExclude(row int32, c Column) string {
	if labels := l.Labels(row); c == ColLabels && len(labels) > 1 {
		alts := make([]string, len(labels))
		for i, t := range labels {
			alts[i] = "=" + filter.Quote(t.String())
		}
		return "-label:" + strings.Join(alts, "|")
	}
	term := l.CellFilter(row, c)
	if without, ok := strings.CutPrefix(term, "-"); ok {
		return without
	}
	if term == "" {
		return ""
	}
	return "-" + term
}

func dateCell(field string, d aisclient.Date) string {
	if d == 0 {
		return "-" + field + "0001..9999"
	}
	return field + d.String()
}

// labelsCell asks for all of the row's labels.
func (l *Ledger) labelsCell(row int32) string {
	labels := l.Labels(row)
	if len(labels) == 0 {
		return "-is:labelled"
	}
	terms := make([]string, len(labels))
	for i, t := range labels {
		terms[i] = "label:=" + filter.Quote(t.String())
	}
	return strings.Join(terms, " ")
}

// ownerFilter names the accounts that have exactly these owners, as OwnerSet writes them.
func (l *Ledger) ownerFilter(owners string) string {
	return l.sourcesWhere(func(s *SourceInfo) bool { return s.OwnerSet().String() == owners })
}

// sourcesWhere is the filter term of the accounts and cards that are like something.
func (l *Ledger) sourcesWhere(like func(*SourceInfo) bool) string {
	var is []int
	for i := range l.sources {
		if like(&l.sources[i]) {
			is = append(is, i)
		}
	}
	return l.SourcesFilter(is...)
}

// SourcesFilter is the filter term of the rows of some accounts and cards, by their indexes in Sources. It names each by
// its name or number where that is no other's, so that people can read it and it means the same in another import, and
// all by their index where one has neither. Without indexes it is empty.
func (l *Ledger) SourcesFilter(is ...int) string {
	if len(is) == 0 {
		return ""
	}
	names, numbers := make([]string, len(is)), make([]string, len(is))
	known := true
	for n, i := range is {
		name, ok := l.ownName(i)
		names[n], numbers[n] = "="+filter.Quote(name), strconv.Itoa(i)
		known = known && ok
	}
	if !known {
		return "src:" + strings.Join(numbers, "|")
	}
	return "acct:" + strings.Join(names, "|")
}

// ownName is a name or number that only this source has. While rows still arrive another may come with the same name;
// numbers come first then.
func (l *Ledger) ownName(i int) (string, bool) {
	if i < 0 || i >= len(l.sources) {
		return "", false
	}
	names := l.sources[i].names()
	if !l.Complete() {
		slices.Reverse(names[:])
	}
	for _, name := range names {
		if name != "" && l.only(i, name) {
			return name, true
		}
	}
	return "", false
}

// only reports whether no other source goes by a name.
func (l *Ledger) only(i int, name string) bool {
	for k := range l.sources {
		names := l.sources[k].names()
		if k != i && slices.ContainsFunc(names[:], func(s string) bool { return oneBlank(s) == oneBlank(name) }) {
			return false
		}
	}
	return true
}

// names are what an account goes by in filters, the most readable first.
func (s *SourceInfo) names() [4]string {
	return [4]string{s.Friendly.String(), s.Name.String(), s.IBAN.String(), s.Number.String()}
}
