package stream

import (
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/party"
)

// piece is how many rows are looked at before a loop gives way: some milliseconds' work.
const piece = 1 << 13

// lane is what the rows of a stream have in common (statement 5.1).
type lane struct {
	payer    party.ID
	category category.Category
	currency aisclient.Currency
	in       bool
}

// group is the rows of a lane.
type group struct {
	lane
	rows  []int32 // that count, in the ledger's order
	extra []int32 // that are possible only
}

// groups puts the rows in scope together by payer, category, currency and direction.
func (s *Streams) groups(ctx context.Context) ([]group, error) {
	l := s.in.Ledger
	at := map[lane]int{}
	var all []group
	last, lastAt := lane{payer: -1}, 0
	for row := int32(0); int(row) < l.Len(); row++ {
		if row%piece == 0 && !l.GiveWay(ctx) {
			return nil, ctx.Err()
		}
		counts, extra := s.looks(row)
		if !counts && !extra {
			continue
		}
		k := lane{s.in.Parties.Payer(row), s.in.Category(row), l.Currency(row), l.Amount(row) > 0}
		i := lastAt
		if k != last {
			var ok bool
			if i, ok = at[k]; !ok {
				i = len(all)
				at[k] = i
				all = append(all, group{lane: k})
			}
			last, lastAt = k, i
		}
		if counts {
			all[i].rows = append(all[i].rows, row)
		} else {
			all[i].extra = append(all[i].extra, row)
		}
	}
	s.adopt(all, at)
	all = slices.DeleteFunc(s.attach(all, at), func(g group) bool { return len(g.rows) == 0 && len(g.extra) == 0 })
	return all, nil
}

// looks notes a row in scope, and says whether it counts in a stream, or is possible only.
func (s *Streams) looks(row int32) (counts, extra bool) {
	l := s.in.Ledger
	day, a := l.Date(row), l.Amount(row)
	if !s.scope[l.Account(row)] || a == 0 || day == 0 || s.in.Void != nil && s.in.Void(row) {
		return false, false
	}
	if a > 0 {
		s.rows = append(s.rows, row)
	} else {
		s.out = append(s.out, row)
	}
	if day > s.in.Day {
		return false, false
	}
	if _, cancelled := s.in.Parties.Reversed(row); cancelled {
		return false, false
	}
	_, copied := s.in.Parties.Copy(row)
	if copied == party.CertainCopy {
		return false, false
	}
	if !l.Booked(row) {
		return false, l.State(row) == aisclient.RowUnknown
	}
	if c := l.Currency(row); s.first[c] == 0 || day < s.first[c] {
		s.first[c] = day
	}
	if copied == party.PossibleCopy || s.in.Doubt != nil && s.in.Doubt(row) {
		return false, true
	}
	return true, false
}

// attach gives rows without a name to the payer whose titles they have: banks leave a name out of single rows of a series.
func (s *Streams) attach(all []group, at map[lane]int) []group {
	titled := map[string][]int{} // by title: groups
	for i := range all {
		if p := s.in.Parties.Party(all[i].payer); p.Titled {
			titled[p.Name] = append(titled[p.Name], i)
		}
	}
	if len(titled) == 0 {
		return all
	}
	for i := range all {
		g := &all[i]
		if s.in.Parties.Party(g.payer).Titled || g.payer == party.None || len(g.rows) < 2 || len(g.rows) > 400 {
			continue
		}
		seen := map[string]bool{}
		for _, row := range g.rows {
			title := party.Skeleton(s.in.Ledger.FoldedTitle(row))
			if title == "" || seen[title] {
				continue
			}
			seen[title] = true
			for _, k := range titled[title] {
				if t := &all[k]; t.category == g.category && t.currency == g.currency && t.in == g.in && len(t.rows) <= len(g.rows) {
					s.move(g, t)
				}
			}
		}
	}
	return all
}

// adopt gives a payer's wages, pensions and benefits the rows of his that nothing says anything about, where they are
// about as large: banks and payroll offices leave the word for it out now and then.
func (s *Streams) adopt(all []group, at map[lane]int) {
	for i := range all {
		k := all[i].lane
		if !k.in || len(all[i].rows) < 2 || k.payer == party.None || k.category != category.Salary && k.category != category.Pension && k.category != category.Benefit {
			continue
		}
		k.category = category.OtherIn
		if other, ok := at[k]; ok && len(all[other].rows) < len(all[i].rows) {
			s.move(&all[i], &all[other])
		}
	}
}

// move gives the rows of one group that are about as large as those of another to that.
func (s *Streams) move(to, from *group) {
	least, most := s.in.Ledger.Amount(to.rows[0]).Abs(), aisclient.Amount(0)
	for _, row := range to.rows {
		a := s.in.Ledger.Amount(row).Abs()
		least, most = min(least, a), max(most, a)
	}
	from.rows = slices.DeleteFunc(from.rows, func(row int32) bool {
		a := s.in.Ledger.Amount(row).Abs()
		if a < least-least/5 || a-most > most/5 {
			return false
		}
		to.rows = append(to.rows, row)
		return true
	})
	slices.Sort(to.rows)
}

// split parts the rows of a lane where two texts or contract numbers each keep a date of their own (statement 5.1); else
// they stay one: twice a month under one text is one stream.
func (s *Streams) split(g *group) []group {
	if len(g.rows) < 6 || len(g.rows) > 400 || s.in.Parties.Party(g.payer).Titled || g.payer == party.None {
		return []group{*g}
	}
	parts := s.byText(g.rows)
	if len(parts) < 2 {
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
func (s *Streams) byText(rows []int32) [][]int32 {
	titles := make([]string, len(rows))
	count := map[string]int{}
	for i, row := range rows {
		titles[i] = s.in.Ledger.FoldedTitle(row)
		for _, n := range numbers(titles[i]) {
			count[n]++
		}
	}
	at := map[string]int{}
	var parts [][]int32
	for i, row := range rows {
		key := party.Skeleton(titles[i])
		for _, n := range numbers(titles[i]) {
			if c := count[n]; c >= 3 && c < len(rows) {
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
func (s *Streams) overlap(parts []group) bool {
	for i := range parts {
		first, last := s.span(parts[i].rows)
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

func (s *Streams) span(rows []int32) (first, last aisclient.Date) {
	for _, row := range rows {
		d := s.in.Ledger.Date(row)
		if first == 0 || d < first {
			first = d
		}
		last = max(last, d)
	}
	return first, last
}

// find looks for the cycle of rows.
func (s *Streams) find(rows []int32) cadence.Series {
	if len(rows) == 0 {
		return cadence.Series{}
	}
	pays := make([]cadence.Payment, len(rows))
	latest := rows[0]
	for i, row := range rows {
		pays[i] = cadence.Payment{Day: s.in.Ledger.Date(row), Amount: s.in.Ledger.Amount(row), Bonus: s.bonus(row)}
		if s.in.Ledger.Date(row) > s.in.Ledger.Date(latest) {
			latest = row
		}
	}
	source := s.in.Ledger.Account(latest)
	var gaps []cadence.Gap
	if s.in.Gaps != nil {
		gaps = s.in.Gaps(source)
	}
	return cadence.Find(pays, s.in.Day, s.in.Parties.Country(source), gaps)
}

// bonusLabel is the provider's label of pay beside the wage.
const bonusLabel = "extra pay"

// bonusWords are folded words of pay beside the wage (pl, cs, es, en, de).
var bonusWords = []string{"premia", "premie", "nagrod", "bonus", "trzynast", "13 pensja", "odmen", "premi", "mimoradn", "paga extra", "pagas extra", "gratificacion",
	"paga extraordinaria", "thirteenth", "christmas pay", "weihnachtsgeld", "urlaubsgeld", "pramie"}

// bonus reports whether words or a label of an incoming row call it a bonus.
func (s *Streams) bonus(row int32) bool {
	l := s.in.Ledger
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
