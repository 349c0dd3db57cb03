package ledger

import (
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
	case ColConfidence:
		return "" // no field of a filter asks for it
	case ColOwner:
		return l.ownerFilter(l.Source(row).OwnerSet())
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
	var is []int
	for i := range l.sources {
		if l.sources[i].OwnerSet() == owners {
			is = append(is, i)
		}
	}
	return l.SourcesFilter(is...)
}
