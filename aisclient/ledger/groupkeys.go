package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient"
)

// GroupRows is Group for a list of rows.
func (l *Ledger) GroupRows(ctx context.Context, rows []int32, by ...GroupBy) ([]Group, error) {
	if len(by) == 0 {
		return nil, nil
	}
	index := map[string]int{}
	var groups []Group
	var keys []string
	for _, row := range rows {
		keys = l.groupKeys(keys[:0], row, by[0])
		for _, k := range keys {
			i, ok := index[k]
			if !ok {
				i = len(groups)
				index[k] = i
				groups = append(groups, l.newGroup(by[0], k, row))
			}
			groups[i].Rows = append(groups[i].Rows, row)
		}
	}
	for i := range groups {
		var err error
		if groups[i].Totals, err = l.TotalsOf(ctx, groups[i].Rows); err != nil {
			return nil, err
		}
		if groups[i].Sub, err = l.GroupRows(ctx, groups[i].Rows, by[1:]...); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(groups, func(x, y Group) int {
		if (x.Key == "") != (y.Key == "") {
			return cmp.Compare(y.Key, x.Key)
		}
		if x.By == ByWeekday {
			return cmp.Compare(weekdayPlace(x.Key), weekdayPlace(y.Key))
		}
		return strings.Compare(x.Label, y.Label)
	})
	return groups, ctx.Err()
}

// groupKeys appends the keys under which a row counts: one, or one a label.
func (l *Ledger) groupKeys(keys []string, row int32, by GroupBy) []string {
	if by != ByLabel {
		return append(keys, l.groupKey(row, by))
	}
	for _, t := range l.Labels(row) {
		keys = append(keys, t.String())
	}
	if len(keys) == 0 {
		keys = append(keys, "")
	}
	return keys
}

func (l *Ledger) groupKey(row int32, by GroupBy) string {
	d := l.date[row]
	switch by {
	case ByCounterparty:
		if p := l.Party(row); !p.Empty() {
			return p.String()
		}
		return l.PartyIBAN(row).String()
	case ByAccount:
		return fmt.Sprint(l.source[row])
	case ByOwner:
		return l.Source(row).OwnerNames().String()
	case ByKind:
		return l.Kind(row).String()
	case ByCurrency:
		return string(l.Currency(row))
	case ByStatus:
		return l.Status(row).String()
	}
	if d == 0 {
		return ""
	}
	switch by {
	case ByMonth:
		return d.String()[:7]
	case ByWeek:
		y, w := isoWeek(d)
		return fmt.Sprintf("%04d-w%02d", y, w)
	}
	return dayNames[d.Weekday()]
}

func weekdayPlace(key string) int { return (slices.Index(dayNames[:], key) + 6) % 7 }

// newGroup names a group and writes its filter; row is one of its rows.
func (l *Ledger) newGroup(by GroupBy, key string, row int32) Group {
	g := Group{By: by, Key: key, Label: key, Filter: l.groupFilter(by, key, row)}
	switch {
	case key == "":
		g.Label = None
	case by == ByAccount:
		g.Label = l.Source(row).Label().String()
	case by == ByWeekday:
		g.Label = time.Weekday(slices.Index(dayNames[:], key)).String()
	}
	return g
}

func (l *Ledger) groupFilter(by GroupBy, key string, row int32) string {
	switch by {
	case ByLabel:
		return "label:=" + Quote(key)
	case ByCounterparty:
		if !l.Party(row).Empty() {
			return "party:=" + Quote(key)
		}
		return `party:="" iban:=` + Quote(key)
	case ByAccount:
		return "src:" + key
	case ByOwner:
		return l.ownerFilter(key)
	case ByKind:
		return "kind:=" + Quote(key)
	case ByCurrency:
		return "cur:=" + Quote(key)
	case ByStatus:
		return "status:=" + Quote(key)
	}
	if key == "" {
		return "-date:0001..9999"
	}
	if by == ByWeekday {
		return "day:" + key
	}
	return "date:" + key
}

// ownerFilter names the accounts that have exactly these owners.
func (l *Ledger) ownerFilter(owners string) string {
	var alts []string
	for i := range l.sources {
		if l.sources[i].OwnerNames().String() == owners {
			alts = append(alts, fmt.Sprint(i))
		}
	}
	return "src:" + strings.Join(alts, "|")
}

// CellFilter is the filter term that keeps the rows with the same value as a row has in a column: what
// "pin this cell" adds to the line. Put "-" before it to exclude them.
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
		return fmt.Sprintf("src:%d", l.source[row])
	case ColOwner:
		return l.ownerFilter(value)
	}
	names := map[Column]string{ColCurrency: "cur", ColTitle: "title", ColParty: "party", ColPartyIBAN: "iban",
		ColKind: "kind", ColStatus: "status", ColBank: "bank", ColVariableSymbol: "sym", ColConstantSymbol: "sym"}
	return names[c] + ":=" + Quote(value)
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
		terms[i] = "label:=" + Quote(t.String())
	}
	return strings.Join(terms, " ")
}
