package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/ledger"
)

// The rows of "The program, seen from outside" as benchmarks: the built program in a pseudo-terminal of 120x40. What
// counts is from the key to the last byte of the screen that must follow; the waits between are not in it. -short
// leaves out the million.

func BenchmarkOutside100k(b *testing.B) { benchOutside(b, 100_000) }

func BenchmarkOutside1M(b *testing.B) {
	if testing.Short() {
		b.Skip("a million rows")
	}
	benchOutside(b, 1_000_000)
}

func benchOutside(b *testing.B, rows int) {
	file := filepath.Join(b.TempDir(), "reply.xml")
	l := generated(b, file, rows)
	bin := program(b)
	whole := func(g *glass) bool {
		return !g.shows("provisional")() && g.shows(fmt.Sprint(rows))() && g.shows("Transactions")()
	}
	opened := func(b *testing.B, seen func(g *glass) bool) []time.Duration {
		g := onGlass(b, bin, "open", file)
		defer g.quit()
		return []time.Duration{g.until("rows", func() bool { return seen(g) }).Sub(g.started)}
	}
	shots(b, "first rows", func(b *testing.B) []time.Duration {
		return opened(b, func(g *glass) bool { return g.shows("Transactions")() })
	})
	shots(b, "all loaded", func(b *testing.B) []time.Duration { return opened(b, whole) })

	g := onGlass(b, bin, "open", file)
	defer g.quit()
	g.until("all rows", func() bool { return whole(g) })
	g.press("3", "transactions", g.shows(fmt.Sprintf("row 1/%d", rows)))
	for range 100 { // until the findings of the overview are counted
		if g.load(200*time.Millisecond) < 20 {
			break
		}
	}
	benchMoves(b, g, rows)
	benchFilters(b, g, l)
	benchSorts(b, g, l)
	b.Run("peak", func(b *testing.B) {
		for b.Loop() {
		}
		b.ReportMetric(float64(g.status("VmHWM"))/1024, "MiB")
	})
}

// shots measures something again and again and reports the median, and the worst as a metric of its own.
func shots(b *testing.B, name string, once func(b *testing.B) []time.Duration) {
	b.Run(name, func(b *testing.B) {
		var all []time.Duration
		for b.Loop() {
			all = append(all, once(b)...)
		}
		slices.Sort(all)
		b.ReportMetric(float64(all[len(all)/2]), "ns/op")
		b.ReportMetric(ms(all[len(all)/2]), "median-ms")
		b.ReportMetric(ms(all[len(all)-1]), "worst-ms")
	})
}

func benchMoves(b *testing.B, g *glass, rows int) {
	at := 1
	down := func(b *testing.B, by int) []time.Duration {
		g.t = b
		g.quiet(time.Duration(30+at%17) * time.Millisecond)
		at += by
		row := fmt.Sprintf("row %d/%d", at, rows)
		return []time.Duration{g.press(strings.Repeat("\x1b[B", by), row, g.shows(row))}
	}
	shots(b, "row down", func(b *testing.B) []time.Duration { return down(b, 1) })
	shots(b, "300 held arrows in one write, until the last is shown", func(b *testing.B) []time.Duration { return down(b, 300) })
	g.step("\x1b[H")
}

// benchFilters types words letter by letter and takes them back.
func benchFilters(b *testing.B, g *glass, l *ledger.Ledger) {
	all := fmt.Sprintf(" %d rows", l.Len())
	type letter struct{ line, shows string }
	var words [][]letter
	for _, word := range []string{"blik", "zwrot", "kart"} {
		var letters []letter
		for i := range word {
			shows := all
			if n := asked(b, l, word[:i+1]).Len(); n != l.Len() {
				shows = fmt.Sprintf(" %d of %d rows", n, l.Len())
			}
			letters = append(letters, letter{word[:i+1], shows})
		}
		words = append(words, letters)
	}
	typing := func(b *testing.B, from, to int) (times []time.Duration) {
		g.t = b
		for _, word := range words {
			g.press("/", "the filter line", g.shows("⏎ apply"))
			for i, k := range word[:min(to, len(word))] {
				g.quiet(50 * time.Millisecond)
				took := g.press(k.line[i:], k.shows, func() bool { return g.shows(k.shows)() && g.shows(" "+k.line)() })
				if i >= from {
					times = append(times, took)
				}
			}
			g.quiet(50 * time.Millisecond)
			g.press("\r", "the rows", g.shows("? help"))
			g.press("u", "all rows", g.shows(all))
		}
		return times
	}
	shots(b, "filter, the first letter", func(b *testing.B) []time.Duration { return typing(b, 0, 1) })
	shots(b, "filter, every further letter", func(b *testing.B) []time.Duration { return typing(b, 1, 99) })
}

func benchSorts(b *testing.B, g *glass, l *ledger.Ledger) {
	for _, c := range []struct {
		head string
		by   ledger.Column
	}{{"Amount", ledger.ColAmount}, {"Booked", ledger.ColDate}, {"Counterparty", ledger.ColParty}, {"Title", ledger.ColTitle}} {
		if c.by == ledger.ColTitle {
			b.Run("sort by title in Polish order, the first time, and a row down meanwhile", func(b *testing.B) {
				g.t = b
				took, keys := sortTitles(g, l)
				for b.Loop() { // there is one first time
				}
				slices.Sort(keys)
				b.ReportMetric(float64(took), "ns/op")
				if n := len(keys); n > 0 {
					b.ReportMetric(ms(keys[n/2]), "key-median-ms")
					b.ReportMetric(ms(keys[n-1]), "key-worst-ms")
				}
			})
		}
		shots(b, "sort by "+c.by.String(), func(b *testing.B) []time.Duration {
			g.t = b
			return []time.Duration{sortOnce(b, g, l, c.head, c.by)}
		})
	}
}

func BenchmarkStart(b *testing.B) {
	bin, bare := program(b), filepath.Join(b.TempDir(), "bare")
	if out, err := exec.Command("go", "build", "-o", bare, "./testdata/bare").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	frame := func(name, bin, shows string) {
		shots(b, name, func(b *testing.B) []time.Duration {
			g := onGlass(b, bin)
			defer g.quit()
			return []time.Duration{g.until("the first frame", g.shows(shows)).Sub(g.started)}
		})
	}
	frame("first frame of the home screen", bin, "New verification")
	frame("first frame of a bare program", bare, "ready")
	for _, flag := range []string{"--help", "--version"} {
		shots(b, flag+" on a terminal that answers nothing", func(b *testing.B) []time.Duration {
			g := onGlass(b, bin, flag)
			for range g.chunks {
			}
			if err := g.cmd.Wait(); err != nil {
				b.Error(err)
			}
			defer g.tty.Close()
			return []time.Duration{time.Since(g.started)}
		})
	}
	b.Run("size", func(b *testing.B) {
		stripped := filepath.Join(b.TempDir(), "aisdesk")
		if out, err := exec.Command("go", "build", "-ldflags", "-s -w", "-o", stripped, ".").CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		info, err := os.Stat(stripped)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
		}
		b.ReportMetric(float64(info.Size())/1e6, "MB")
	})
}

// BenchmarkCost is what a processor does while the user does nothing, in percent.
func BenchmarkCost(b *testing.B) {
	file := filepath.Join(b.TempDir(), "reply.xml")
	generated(b, file, 10_000)
	for name, open := range map[string]func(b *testing.B) *glass{
		"idle": func(b *testing.B) *glass {
			g := onGlass(b, program(b), "open", file)
			g.until("rows", g.shows("Transactions"))
			return g
		},
		"an import in progress": func(b *testing.B) *glass { return importing(b) },
	} {
		b.Run(name, func(b *testing.B) {
			g := open(b)
			defer g.quit()
			g.quiet(2 * time.Second)
			n, sum := 0.0, 0.0
			for b.Loop() {
				sum += g.load(4 * time.Second)
				n++
			}
			b.ReportMetric(sum/n, "%-of-a-core")
		})
	}
}
