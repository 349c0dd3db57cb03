package stream

import (
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/party"
)

// split parts the rows of a lane where two texts or contract numbers each keep a date of their own (statement 5.1); else
// they stay one: twice a month under one text is one stream.
func (s grouping) split(g *group) []group {
	if len(g.rows) < 6 || len(g.rows) > 400 || s.in.Parties.Party(g.payer).Titled || g.payer == party.None {
		return []group{*g}
	}
	parts := s.byText(g.rows)
	if len(parts) < 2 || s.in.ahead(g.rows) != nil {
		return []group{*g}
	}
	var out []group
	rest := group{lane: g.lane, extra: g.extra}
	for _, rows := range parts {
		if f := s.find(rows); len(rows) >= 3 && f.Mature && f.Cycle >= cadence.FourWeekly && onePerCycle(f, rows) {
			out = append(out, group{lane: g.lane, rows: rows})
		} else {
			rest.rows = append(rest.rows, rows...)
		}
	}
	if len(out) < 2 || !s.overlap(out) {
		return []group{*g}
	}
	if len(rest.rows)+len(rest.extra) > 0 {
		slices.Sort(rest.rows)
		out = append(out, rest)
	}
	return out
}

// onePerCycle reports whether there is hardly more than one row for each due date that was met.
func onePerCycle(f cadence.Series, rows []int32) bool {
	met := 0
	for i := range f.Dues {
		if f.Dues[i].Payments > 0 {
			met++
		}
	}
	return len(rows)*4 <= met*5
}

// byText parts rows by what their titles say and by numbers in them that come back, such as those of contracts.
func (s grouping) byText(rows []int32) [][]int32 {
	titles := make([]string, len(rows))
	with := map[string][]int32{} // by number: its rows
	for i, row := range rows {
		titles[i] = s.in.Ledger.FoldedTitle(row)
		for _, n := range numbers(titles[i]) {
			with[n] = append(with[n], row)
		}
	}
	lasting := func(n string) bool { // a number that comes back in one month only is that of the month
		first, last := s.in.span(with[n])
		return last-first > splitDays
	}
	at := map[string]int{}
	var parts [][]int32
	for i, row := range rows {
		key := party.Skeleton(titles[i])
		for _, n := range numbers(titles[i]) {
			if c := len(with[n]); c >= 3 && c < len(rows) && lasting(n) {
				key += " " + n
			}
		}
		k, ok := at[key]
		if !ok {
			k = len(parts)
			at[key] = k
			parts = append(parts, nil)
		}
		parts[k] = append(parts[k], row)
	}
	return parts
}

// numbers are the words of a title with at least four digits.
func numbers(title string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(title, func(r rune) bool { return (r < '0' || r > '9') && (r < 'a' || r > 'z') && r != '/' && r != '-' }) {
		digits := 0
		for i := range len(w) {
			if w[i] >= '0' && w[i] <= '9' {
				digits++
			}
		}
		if digits >= 4 && !strings.HasPrefix(w, "20") {
			out = append(out, w)
		}
	}
	return out
}

// overlap reports whether the parts were paid at the same time; texts that follow each other are one stream whose text
// changed.
func (s grouping) overlap(parts []group) bool {
	for i := range parts {
		first, last := s.in.span(parts[i].rows)
		for k := range parts {
			if i == k {
				continue
			}
			n := 0
			for _, row := range parts[k].rows {
				if d := s.in.Ledger.Date(row); d >= first && d <= last {
					n++
				}
			}
			if n < splitOverlap {
				return false
			}
		}
	}
	return true
}

func (in *Input) span(rows []int32) (first, last aisclient.Date) {
	for _, row := range rows {
		d := in.Ledger.Date(row)
		if first == 0 || d < first {
			first = d
		}
		last = max(last, d)
	}
	return first, last
}

// bonusLabel is the provider's label of pay beside the wage.
const bonusLabel = "extra pay"

// bonusWords are folded words of pay beside the wage (pl, cs, es, en, de).
var bonusWords = []string{"premia", "premie", "nagrod", "bonus", "trzynast", "13 pensja", "odmen", "premi", "mimoradn", "paga extra", "pagas extra", "gratificacion",
	"paga extraordinaria", "thirteenth", "christmas pay", "weihnachtsgeld", "urlaubsgeld", "pramie"}

// bonus reports whether words or a label of an incoming row call it a bonus.
func (in *Input) bonus(row int32) bool {
	l := in.Ledger
	if l.Amount(row) < 0 {
		return false
	}
	for _, label := range l.Labels(row) {
		if label.String() == bonusLabel {
			return true
		}
	}
	title := l.FoldedTitle(row)
	for _, w := range bonusWords {
		if i := strings.Index(title, w); i >= 0 && (i == 0 || title[i-1] < 'a' || title[i-1] > 'z') {
			return true
		}
	}
	return false
}
