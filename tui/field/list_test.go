package field

import (
	"testing"
	"time"
)

func TestListKeepsTheCursorInTheWindow(t *testing.T) {
	var l List
	for _, n := range []int{0, 1, 3, 100} {
		for _, h := range []int{0, 1, 5, 200} {
			l.Resize(n, h)
			for _, k := range []string{"G", "j", "g", "k", "ctrl+d", "ctrl+f", "ctrl+u", "ctrl+b"} {
				l.Key(k)
				from, to := l.Window()
				if n > 0 && (l.Cursor < from || l.Cursor >= to) || from < 0 || to > n {
					t.Fatalf("%d items in %d lines after %s: cursor %d, window %d-%d", n, h, k, l.Cursor, from, to)
				}
			}
		}
	}
}

func TestMatchesWordsInAnyOrder(t *testing.T) {
	for _, c := range []struct {
		s, q string
		want bool
	}{{"KontoBank pl PSD2", "psd2 konto", true}, {"KontoBank", "", true}, {"KontoBank", "kb", false}, {"a b", "b c", false}} {
		if Matches(c.s, c.q) != c.want {
			t.Errorf("Matches(%q, %q) is not %v", c.s, c.q, c.want)
		}
	}
}

func TestWordsForTimesAndSizes(t *testing.T) {
	now := time.Date(2026, 5, 4, 9, 30, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{Elapsed(-time.Second), "0.0 s"}, {Elapsed(450 * time.Millisecond), "0.4 s"}, {Elapsed(12 * time.Second), "12 s"},
		{Elapsed(185 * time.Second), "3 m 05 s"}, {Elapsed(124 * time.Minute), "2 h 04 m"},
		{Size(812), "812 B"}, {Size(5_300), "5.3 KB"}, {Size(66_400_000), "66.4 MB"}, {Size(2_500_000_000), "2.5 GB"},
		{Day(now, now), "today"}, {Day(now.Add(15*time.Hour), now), "tomorrow"}, {Day(now.Add(-10*time.Hour), now), "yesterday"},
		{Day(now.AddDate(0, 0, 30), now), "in 30 days"}, {Day(now.AddDate(0, 0, -3), now), "3 days ago"},
		{Clock(now, now), "09:30:00"}, {Clock(now.AddDate(0, 0, -1), now), "2026-05-03 09:30"},
		{Millis(87 * time.Millisecond), "87 ms"}, {Millis(1400 * time.Millisecond), "1.4 s"},
	} {
		if c.got != c.want {
			t.Errorf("%q, not %q", c.got, c.want)
		}
	}
}
