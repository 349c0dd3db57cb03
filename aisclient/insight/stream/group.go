package stream

import (
	"context"
	"slices"

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
	unproven bool // it came in on an account that proves nothing by itself
}

// group is the rows of a lane.
type group struct {
	lane
	rows  []int32 // that count, in the ledger's order
	extra []int32 // that are possible only
}

// grouping puts rows together that may be one stream.
type grouping struct{ *Streams }

// groups puts the rows in scope together by payer, category, currency and direction.
func (s grouping) groups(ctx context.Context) ([]group, error) {
	l := s.in.Ledger
	at := map[lane]int{}
	var all []group
	last, lastAt := lane{payer: -1}, 0
	for row := int32(0); int(row) < l.Len(); row++ {
		if row%piece == 0 && !l.GiveWay(ctx) {
			return nil, ctx.Err()
		}
		if s.scope[l.Account(row)] && (l.Excluded(row) || s.in.Given != nil && s.in.Given(row)) {
			s.acted = append(s.acted, row)
		}
		counts, extra := s.looks(row)
		if !counts && !extra {
			continue
		}
		k := lane{s.in.Parties.Payer(row), s.in.Category(row), l.Currency(row), l.Amount(row) > 0, l.Amount(row) > 0 && s.in.unproven(row)}
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
func (s grouping) looks(row int32) (counts, extra bool) {
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
	if other, cancelled := s.in.Parties.Reversed(row); cancelled { // what bounced is still owed
		return false, a < 0 && s.in.Category(other) == category.ReturnedPayment && slices.Contains(obligatory, s.in.Category(row))
	}
	_, copied := s.in.Parties.Copy(row)
	if copied == party.CertainCopy {
		return false, false
	}
	if !l.Booked(row) {
		return false, l.State(row) == aisclient.RowUnknown
	}
	if c := l.Currency(row); (s.first[c] == 0 || day < s.first[c]) && (s.in.Since == nil || day >= s.in.Since(l.Account(row))) {
		s.first[c] = day // not that of a placeholder
	}
	if copied == party.PossibleCopy || s.in.Doubt != nil && s.in.Doubt(row) {
		return false, true
	}
	return true, false
}

// attach gives rows without a name to the payer whose titles they have: banks leave a name out of single rows of a series.
func (s grouping) attach(all []group, at map[lane]int) []group {
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
				if t := &all[k]; t.category == g.category && t.currency == g.currency && t.in == g.in && t.unproven == g.unproven && len(t.rows) <= len(g.rows) {
					s.move(g, t)
				}
			}
		}
	}
	return all
}

// adopt gives a payer's wages, pensions and benefits the rows of his that nothing says anything about, where they are
// about as large or are called a bonus: banks and payroll offices leave the word for it out now and then.
func (s grouping) adopt(all []group, at map[lane]int) {
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

// move gives the rows of one group that are about as large as those of another to that, and bonuses.
func (s grouping) move(to, from *group) {
	least, most := s.in.Ledger.Amount(to.rows[0]).Abs(), aisclient.Amount(0)
	for _, row := range to.rows {
		a := s.in.Ledger.Amount(row).Abs()
		least, most = min(least, a), max(most, a)
	}
	from.rows = slices.DeleteFunc(from.rows, func(row int32) bool {
		a := s.in.Ledger.Amount(row).Abs()
		if (a < least-least/5 || a-most > most/5) && !s.in.bonus(row) {
			return false
		}
		to.rows = append(to.rows, row)
		return true
	})
	slices.Sort(to.rows)
}

// find looks for the cycle of rows.
func (s *Streams) find(rows []int32) cadence.Series {
	if len(rows) == 0 {
		return cadence.Series{}
	}
	pays := make([]cadence.Payment, len(rows))
	latest := rows[0]
	ahead := s.in.ahead(rows)
	for i, row := range rows {
		pays[i] = cadence.Payment{Day: s.in.Ledger.Date(row), Amount: s.in.Ledger.Amount(row), Bonus: s.in.bonus(row), Advance: ahead != nil && ahead[i]}
		if s.in.Ledger.Date(row) > s.in.Ledger.Date(latest) {
			latest = row
		}
	}
	source := s.in.Ledger.Account(latest)
	var gaps []cadence.Gap
	if s.in.Gaps != nil {
		gaps = s.in.Gaps(source)
	}
	return cadence.Find(pays, s.in.Day, s.in.Parties.Country(source), gaps, s.in.Rules.Obligations.MeanMonths)
}
