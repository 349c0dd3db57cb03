package ledger

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
)

func TestPeriods(t *testing.T) {
	for _, c := range []struct {
		p                Period
		name, prev, next string
		days             int
	}{
		{Month(today), "2026-03", "2026-02", "2026-04", 31},
		{Month(day("2024-02-29")), "2024-02", "2024-01", "2024-03", 29},
		{Quarter(today), "2026 Q1", "2025 Q4", "2026 Q2", 90},
		{Quarter(day("2025-12-31")), "2025 Q4", "2025 Q3", "2026 Q1", 92},
		{Year(today), "2026", "2025", "2027", 365},
		{LastDays(today, 90), "90 days to 2026-03-31", "90 days to 2025-12-31", "90 days to 2026-06-29", 90},
		{Between(day("2026-03-10"), day("2026-03-01")), "2026-03-01 to 2026-03-10", "2026-02-19 to 2026-02-28", "2026-03-11 to 2026-03-20", 10},
		{All(), "all", "all", "all", 0},
		{Between(day("2026-01-01"), 0), "since 2026-01-01", "since 2026-01-01", "since 2026-01-01", 0},
		{Between(0, day("2026-01-01")), "until 2026-01-01", "until 2026-01-01", "until 2026-01-01", 0},
	} {
		if c.p.String() != c.name || c.p.Prev().String() != c.prev || c.p.Next().String() != c.next || c.p.days() != c.days {
			t.Errorf("%v: prev %v, next %v, %d days", c.p, c.p.Prev(), c.p.Next(), c.p.days())
		}
		if back := c.p.Next().Prev(); back != c.p {
			t.Errorf("%v: next and back is %v", c.p, back)
		}
		if c.p.Bounded() && (!c.p.Contains(c.p.From) || !c.p.Contains(c.p.To) || c.p.Contains(c.p.From-1) || c.p.Contains(c.p.To+1)) {
			t.Errorf("%v does not contain what lies in it, or more", c.p)
		}
		if c.p.Bounded() && (c.p.Prev().To+1 != c.p.From || c.p.Next().From != c.p.To+1) {
			t.Errorf("%v does not touch its neighbours", c.p)
		}
	}
}

func TestPeriodContainsAndFilterAgree(t *testing.T) {
	l, _ := FromImport(randomImport(500, 12))
	for _, p := range []Period{All(), Month(today), LastDays(today, 90), Between(0, today-100), Between(today-100, 0)} {
		want := 0
		for row := range int32(l.Len()) {
			if p.Contains(l.Date(row)) {
				want++
			}
		}
		if got := run(t, l, p.Filter()).Len(); got != want {
			t.Errorf("%v: filter %q gives %d rows, want %d", p, p.Filter(), got, want)
		}
	}
	if Month(today).Contains(0) || !All().Contains(0) {
		t.Error("rows without a date lie in all time only")
	}
}

func TestParsePeriod(t *testing.T) {
	for in, want := range map[string]Period{
		"": All(), "all": All(), "2026-03": Month(today), "2026-q1": Quarter(today), "2026": Year(today), "last90d": LastDays(today, 90), "90d": LastDays(today, 90),
		"2026-01..2026-02": Between(day("2026-01-01"), day("2026-02-28")), "2026-01..": Between(day("2026-01-01"), 0), "..2025": Between(0, day("2025-12-31")),
		"2026-03-01..2026-03-31": Month(today), ">=2026-02": Between(day("2026-02-01"), 0),
		"q1": Quarter(today), "Q3": Quarter(day("2025-07-01")), "2026 Q1": Quarter(today), "2026q4": Quarter(day("2026-10-01")),
	} {
		if got, err := ParsePeriod(in, today); err != nil || got != want {
			t.Errorf("%s: %+v (%v), want %+v", in, got, err, want)
		}
	}
	for _, bad := range []string{"nonsense", "2026 2025", "2026|2025", "2026-99", "q5", "q0", "2026q5"} {
		if p, err := ParsePeriod(bad, today); err == nil {
			t.Errorf("%s is %v", bad, p)
		}
	}
}

func TestRowSet(t *testing.T) {
	var none *RowSet
	if none.Has(3) || none.Len() != 0 || none.Clone() != nil {
		t.Error("a nil set is not empty")
	}
	for range none.All() {
		t.Error("a nil set has rows")
	}
	s := &RowSet{}
	for _, row := range []int32{200, 3, 3, 64, 0} {
		s.Add(row)
	}
	c := s.Clone()
	s.Remove(3)
	s.Add(5)
	s.Remove(999)
	var got []int32
	for row := range s.All() {
		got = append(got, row)
	}
	if s.Len() != 4 || len(got) != 4 || got[0] != 0 || got[1] != 5 || got[3] != 200 || s.Has(-1) || s.Has(1<<30) {
		t.Errorf("%v", got)
	}
	if !c.Has(3) || c.Len() != 4 {
		t.Error("the copy changed")
	}
	if s.Clear(); s.Len() != 0 || s.Has(0) {
		t.Error("not cleared")
	}
}

func TestRowsFilter(t *testing.T) {
	l, _ := FromImport(randomImport(100, 13))
	for _, rows := range [][]int32{nil, {5}, {1, 2, 3}, {9, 7, 8, 50, 3, 3}, {0, 99}} {
		want := map[int32]bool{}
		for _, r := range rows {
			want[r] = true
		}
		got := run(t, l, filter.Rows(rows)).Order
		if len(got) != len(want) {
			t.Errorf("%v: %s gives %v", rows, filter.Rows(rows), got)
		}
		for _, r := range got {
			if !want[r] {
				t.Errorf("%v: %s gives %v", rows, filter.Rows(rows), got)
			}
		}
	}
}

func TestSortStackIsReadAndWritten(t *testing.T) {
	keys, err := ParseSort("-amount, date,partyIban")
	if err != nil || len(keys) != 3 || keys[0] != (SortKey{ColAmount, true}) || keys[2].String() != "partyIban" || keys[0].String() != "-amount" {
		t.Errorf("%v, %v", keys, err)
	}
	if _, err := ParseSort("size"); err == nil {
		t.Error("an unknown column sorted")
	}
	for _, c := range Columns() {
		if got, err := ParseColumn(c.String()); err != nil || got != c {
			t.Errorf("%v: %v, %v", c, got, err)
		}
	}
	_ = aisclient.Date(0)
}
