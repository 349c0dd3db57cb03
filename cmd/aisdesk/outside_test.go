package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/replytest"
)

// "The program, seen from outside": what a person with a stopwatch would measure in a terminal of 120x40.
//
//	AISDESK_MEASURE=100000 go test ./cmd/aisdesk -run TestMeasure -count 1 -v
//	AISDESK_MEASURE=100000,1000000 ...
//
// It reports, it never fails for being slow: machines differ.

// measured are the sizes to measure, none unless asked for.
func measured(t *testing.T) []int {
	t.Helper()
	var sizes []int
	for s := range strings.SplitSeq(os.Getenv("AISDESK_MEASURE"), ",") {
		switch n, err := strconv.Atoi(s); {
		case s == "":
		case err != nil || n < 10_000:
			t.Fatalf("AISDESK_MEASURE=%q: write numbers of rows, for example 100000 or 100000,1000000", s)
		default:
			sizes = append(sizes, n)
		}
	}
	if sizes == nil {
		t.Skip("measures only when asked: AISDESK_MEASURE=100000")
	}
	return sizes
}

// took prints a line of the table.
func took(t *testing.T, what string, ds ...time.Duration) {
	t.Helper()
	slices.Sort(ds)
	line := fmt.Sprintf("%-34s %8.1f ms", what, ms(ds[len(ds)/2]))
	if len(ds) > 1 {
		line += fmt.Sprintf("   worst %.1f of %d", ms(ds[len(ds)-1]), len(ds))
	}
	t.Log(line)
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func TestMeasureStart(t *testing.T) {
	measured(t)
	bin := program(t)
	bare := filepath.Join(t.TempDir(), "bare")
	if out, err := exec.Command("go", "build", "-o", bare, "./testdata/bare").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var home, least []time.Duration
	for range 11 {
		g := onGlass(t, bin)
		home = append(home, g.until("home", g.shows("New verification")).Sub(g.started))
		g.quit()
		g = onGlass(t, bare)
		least = append(least, g.until("frame", g.shows("ready")).Sub(g.started))
		g.quit()
	}
	took(t, "first frame of home", home...)
	took(t, "first frame of a bare program", least...)
	for _, flag := range []string{"--help", "--version"} {
		var times []time.Duration
		for range 11 {
			g := onGlass(t, bin, flag)
			for range g.chunks {
			}
			if err := g.cmd.Wait(); err != nil {
				t.Errorf("%s: %v", flag, err)
			}
			times = append(times, time.Since(g.started))
			_ = g.tty.Close()
		}
		took(t, flag+" on a terminal that is silent", times...)
	}
	if info, err := os.Stat(bin); err == nil {
		t.Logf("%-34s %8.1f MB (not stripped)", "size", float64(info.Size())/1e6)
	}
}

func TestMeasureRows(t *testing.T) {
	for _, rows := range measured(t) {
		t.Run(strconv.Itoa(rows), func(t *testing.T) { measureRows(t, rows) })
	}
}

func measureRows(t *testing.T, rows int) {
	file := filepath.Join(t.TempDir(), "reply.xml")
	l := generated(t, file, rows)
	size := func() int64 { i, _ := os.Stat(file); return i.Size() }()
	t.Logf("%d rows, %.1f MB, %d processors", rows, float64(size)/1e6, runtime.NumCPU())
	var first, all, cpu []time.Duration
	var g *glass
	for i := range 5 {
		if i > 0 {
			g.quit()
		}
		g = onGlass(t, program(t), "open", file)
		first = append(first, g.until("rows", g.shows("Transactions")).Sub(g.started))
		whole := func() bool { return !g.shows("provisional")() && g.shows(strconv.Itoa(rows))() }
		all = append(all, g.until("all rows", whole).Sub(g.started))
		cpu = append(cpu, g.cpu())
	}
	took(t, "first rows", first...)
	took(t, "all loaded", all...)
	took(t, "processor time until then", cpu...)
	t.Logf("%-34s %8.1f MiB", "peak memory (VmHWM) when loaded", float64(g.status("VmHWM"))/1024)
	g.press("3", "transactions", g.shows(fmt.Sprintf("row 1/%d", rows)))
	measureKeys(t, g, rows)
	measureFilter(t, g, l)
	measureSort(t, g, l)
	g.quiet(time.Second)
	t.Logf("%-34s %8.2f %% of a core", "idle", g.load(5*time.Second))
	t.Logf("%-34s %8.2f s", "processor time, all of it", g.cpu().Seconds())
	t.Logf("%-34s %8.1f MiB", "peak memory (VmHWM)", float64(g.status("VmHWM"))/1024)
	g.quit()
	measureEarly(t, file, l)
}

// generated writes a reply in the provider's shape and reads it, to know what the program must show.
func generated(t testing.TB, file string, rows int) *ledger.Ledger {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := replytest.Write(f, replytest.Options{Rows: rows}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	l, _, err := ledger.Load(context.Background(), f, aisclient.DecodeOptions{MaxBytes: 2 << 30}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func measureKeys(t *testing.T, g *glass, rows int) {
	var times []time.Duration
	for i := range 100 {
		g.quiet(time.Duration(20+i%17) * time.Millisecond)
		times = append(times, g.press("\x1b[B", "the next row", g.shows(fmt.Sprintf("row %d/%d", i+2, rows))))
	}
	took(t, "row down", times...)
	times = nil
	for i := range 5 {
		g.quiet(100 * time.Millisecond)
		at := fmt.Sprintf("row %d/%d", 101+300*(i+1), rows)
		times = append(times, g.press(strings.Repeat("\x1b[B", 300), at, g.shows(at)))
	}
	took(t, "300 held arrows", times...)
	g.press("\x1b[H", "the first row", g.shows(fmt.Sprintf("row 1/%d", rows)))
}

// measureFilter types filters letter by letter; the number of rows that the ledger finds must show.
func measureFilter(t *testing.T, g *glass, l *ledger.Ledger) {
	measureWords(t, g, l, "blik", "zwrot", "wynagrodzenie", "kart")
}

func measureWords(t *testing.T, g *glass, l *ledger.Ledger, words ...string) {
	ask := func(line string, sort ...ledger.SortKey) *ledger.Result { return asked(t, l, line, sort...) }
	var first, more []time.Duration
	for _, word := range words {
		g.press("/", "the filter line", g.shows("⏎ apply"))
		for i := range word {
			g.quiet(time.Duration(40+i*7) * time.Millisecond)
			want := fmt.Sprintf(" %d of %d rows", ask(word[:i+1]).Len(), l.Len())
			if ask(word[:i+1]).Len() == l.Len() {
				want = fmt.Sprintf(" %d rows", l.Len())
			}
			took := g.press(word[i:i+1], want, func() bool {
				return g.shows(want)() && g.shows(" "+word[:i+1])()
			})
			if i == 0 {
				first = append(first, took)
			} else {
				more = append(more, took)
			}
		}
		g.press("\r", "the rows", g.shows("? help"))
		g.press("u", "all rows", g.shows(fmt.Sprintf(" %d rows", l.Len())))
	}
	took(t, "filter, first letter", first...)
	took(t, "filter, every further letter", more...)
}

func asked(t testing.TB, l *ledger.Ledger, line string, sort ...ledger.SortKey) *ledger.Result {
	t.Helper()
	f, err := filter.Parse(line, 0)
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Run(context.Background(), ledger.Query{Filter: f, Sort: sort})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// measureSort sorts by the columns in turn; the first row must be the ledger's.
func measureSort(t *testing.T, g *glass, l *ledger.Ledger) {
	for _, c := range []struct {
		head string
		by   ledger.Column
	}{{"Booked", ledger.ColDate}, {"Counterparty", ledger.ColParty}, {"Title", ledger.ColTitle}, {"Amount", ledger.ColAmount}, {"Kind", ledger.ColKind}} {
		var times []time.Duration
		if c.by == ledger.ColTitle {
			first, keys := sortTitles(g, l)
			times = append(times, first)
			if len(keys) > 0 {
				took(t, "row down while titles are sorted", keys...)
			}
		}
		for len(times) < 4 {
			times = append(times, sortOnce(t, g, l, c.head, c.by))
		}
		first := times[0]
		took(t, "sort by "+c.by.String()+", the first time", first)
		took(t, "sort by "+c.by.String()+", again", times[1:]...)
	}
}

// toColumn goes to a column by its head.
func toColumn(g *glass, head string) {
	for i := range 32 { // twice from the first to the last
		if i%16 == 0 {
			g.step("^")
		}
		if strings.Contains(g.line(glassH-2), "  "+strings.ToLower(head)) {
			return
		}
		g.step("\x1b[C")
	}
	g.t.Fatalf("no column %s:\n%s", head, g.screen())
}

// step presses a key that changes the status line, or nothing.
func (g *glass) step(key string) {
	before := g.line(glassH - 2)
	_, _ = g.tty.WriteString(key)
	for range 50 {
		if g.quiet(10 * time.Millisecond); g.line(glassH-2) != before {
			g.quiet(30 * time.Millisecond) // the rest of the frame
			return
		}
	}
}

// sortedBy is how the screen says by which column rows are sorted.
func sortedBy(head string, by ledger.Column, desc bool) string {
	if by == ledger.ColDate {
		return "sorted: " + map[bool]string{true: "newest", false: "oldest"}[desc] + " first"
	}
	return "sorted: " + strings.ToLower(head) + map[bool]string{true: "↓", false: "↑"}[desc]
}

// sortOnce goes to a column by its head and sorts by it.
func sortOnce(t testing.TB, g *glass, l *ledger.Ledger, head string, by ledger.Column) time.Duration {
	toColumn(g, head)
	want := map[string]string{}
	for _, desc := range []bool{false, true} {
		key := ledger.SortKey{Column: by, Desc: desc}
		if sorted := sortedBy(head, by, desc) + " "; !g.shows(sorted)() {
			r := asked(t, l, "", key)
			want[sorted] = r.Ledger.Amount(r.Order[0]).String()
		}
	}
	for {
		g.quiet(100 * time.Millisecond)
		sorted := g.shows("sorted: ")()
		took := g.press("s", "sorted by "+by.String(), func() bool {
			for head, amount := range want {
				if g.shows(head)() && strings.Contains(strings.ReplaceAll(g.line(4), "\u00a0", ""), " "+amount+" ") {
					return true
				}
			}
			return sorted && !g.shows("sorted: ")()
		})
		if g.shows("sorted: ")() { // the third press of three puts the reply's order back
			return took
		}
	}
}

// sortTitles sorts by title for the first time and moves about in the old view meanwhile: it returns how long the sort
// and every key took.
func sortTitles(g *glass, l *ledger.Ledger) (first time.Duration, keys []time.Duration) {
	toColumn(g, "Title")
	g.quiet(100 * time.Millisecond)
	if top := g.shows(fmt.Sprintf("row 1/%d", l.Len())); !top() {
		g.press("\x1b[H", "the first row", top)
	}
	from := time.Now()
	g.press("s", "work", func() bool { return g.shows("working")() || g.shows("sorted: title")() })
	for at := 2; g.shows("working")(); at++ {
		row := g.shows(fmt.Sprintf("row %d/%d", at, l.Len()))
		took := g.press("\x1b[B", "the next row", func() bool { return row() || !g.shows("working")() })
		if row() && g.shows("working")() {
			keys = append(keys, took)
		}
		g.quiet(time.Duration(15+at%17) * time.Millisecond)
	}
	sorted := g.shows("sorted: title")
	end := time.Now()
	if !sorted() {
		end = g.until("the sorted rows", sorted)
	}
	g.step("\x1b[H")
	return end.Sub(from), keys
}

// load is the share of a processor, in percent, that the program uses within a time.
func (g *glass) load(d time.Duration) float64 {
	before, from := g.cpu(), time.Now()
	g.quiet(d)
	return 100 * (g.cpu() - before).Seconds() / time.Since(from).Seconds()
}

// cpu is the processor time the program has used: that of its threads, to the nanosecond.
func (g *glass) cpu() time.Duration {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", g.cmd.Process.Pid))
	if files == nil {
		g.t.Skip("needs Linux's /proc")
	}
	sum := time.Duration(0)
	for _, f := range files {
		raw, _ := os.ReadFile(f)
		used, _, _ := strings.Cut(string(raw), " ")
		n, _ := strconv.ParseInt(used, 10, 64)
		sum += time.Duration(n)
	}
	return sum
}

// status is a number of /proc/PID/status, kilobytes for memory.
func (g *glass) status(name string) int {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", g.cmd.Process.Pid))
	if err != nil {
		g.t.Skip("needs Linux's /proc")
	}
	for l := range strings.SplitSeq(string(raw), "\n") {
		if rest, ok := strings.CutPrefix(l, name+":"); ok {
			n, _ := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(rest, "kB")))
			return n
		}
	}
	return 0
}
