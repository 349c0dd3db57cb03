package aisclient

import (
	"encoding/json"
	"errors"
	"testing"
	"time"
)

// Every date that can be written agrees with package time.
func TestEveryDateAgreesWithTheCalendar(t *testing.T) {
	day := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := Date(1); day.Year() <= 9999; d++ {
		y, m, dom := d.Civil()
		if y != day.Year() || m != day.Month() || dom != day.Day() || d.Weekday() != day.Weekday() {
			t.Fatalf("Date(%d) is %d-%d-%d %v, want %v", d, y, m, dom, d.Weekday(), day)
		}
		if got := fromCivil(y, int(m), dom); got != d {
			t.Fatalf("fromCivil of Date(%d) is %d", d, got)
		}
		if d%997 == 0 { // the slow conversions on a sample
			back, err := ParseDate(d.String())
			if err != nil || back != d || d.String() != day.Format(time.DateOnly) || DateIn(day) != d || !d.Time().Equal(day) {
				t.Fatalf("Date(%d) is written %q and read %d, %v", d, d.String(), back, err)
			}
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestWhatIsNoDateIsRefused(t *testing.T) {
	for _, s := range []string{
		"", "2026", "2026-1-1", "2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-04-31", "2026-02-29", "1900-02-29", "2100-02-29",
		"0000-01-01", "-001-01-01", "2026/01/01", "01-01-2026", "2026-01-01T00:00:00Z", " 2026-01-01", "2026-01-01 ", "２０26-01", "20x6-01-01",
	} {
		if d, err := ParseDate(s); !errors.Is(err, ErrDateSyntax) || d != 0 {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"} {
		if d, err := ParseDate([]byte(s)); err != nil || d.String() != s {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
	}
}

func TestDatesAreCountedThroughMonths(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2026-03-31", -1, "2026-02-28"},
		{"2026-12-15", 1, "2027-01-15"}, {"2026-01-15", -1, "2025-12-15"}, {"2026-05-31", -18, "2024-11-30"}, {"2026-05-31", 0, "2026-05-31"},
	} {
		d, _ := ParseDate(c.from)
		if got := d.AddMonths(c.months).String(); got != c.want {
			t.Errorf("%s and %d months is %s, want %s", c.from, c.months, got, c.want)
		}
	}
	d, _ := ParseDate("2026-03-17")
	if d.MonthStart().String() != "2026-03-01" || d.AddDays(-17).String() != "2026-02-28" || DateOf(2026, 2, 31).String() != "2026-03-03" {
		t.Error("months are counted wrong")
	}
}

func TestDateInIsTheDayOfTheZone(t *testing.T) {
	at := time.Date(2026, 3, 1, 23, 30, 0, 0, time.UTC)
	if got := DateIn(at.In(time.FixedZone("", 3600))).String(); got != "2026-03-02" {
		t.Errorf("got %s", got)
	}
	if got := DateIn(time.Date(1965, 1, 1, 12, 0, 0, 0, time.UTC)).String(); got != "1965-01-01" {
		t.Errorf("a date before 1970: %s", got)
	}
}

func TestNoDateIsEmpty(t *testing.T) {
	var d Date
	if !d.Empty() || d.String() != "" {
		t.Errorf("no date is %q", d.String())
	}
	b, err := json.Marshal(struct{ D, E Date }{0, 739_000})
	var v struct{ D, E Date }
	if err != nil || json.Unmarshal(b, &v) != nil || v.D != 0 || v.E != 739_000 {
		t.Errorf("%s, %v: %+v", b, err, v)
	}
	if err := json.Unmarshal([]byte(`{"D":"yesterday"}`), &v); err == nil {
		t.Error("yesterday is a date")
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-02-28", "2024-02-29", "0000-00-00", "9999-12-31", "2026-1-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		at, oracle := time.Parse(time.DateOnly, s)
		if (err == nil) != (oracle == nil && at.Year() > 0) {
			t.Fatalf("ParseDate(%q): %v, package time: %v", s, err, oracle)
		}
		if err == nil && (d.String() != s || DateIn(at) != d) {
			t.Fatalf("%q is read as %v", s, d)
		}
	})
}

func BenchmarkParseDate(b *testing.B) {
	s := []byte("2026-02-28")
	for b.Loop() {
		if _, err := ParseDate(s); err != nil {
			b.Fatal(err)
		}
	}
}
