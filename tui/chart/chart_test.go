package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

func bars() []Bar {
	return []Bar{
		{Label: "grocery", Size: 120000, Past: 150000, Role: theme.BarOut, Value: "-1200.00", Share: "60.0%", Change: "-20.0%"},
		{Label: "日本語テキスト and a long tail of words", Size: 80000, Role: theme.BarOut, Value: "-800.1234", Share: "40.0%", Change: "new"},
		{Label: "", Size: 1, Past: 999999, Value: "-0.01"},
		{Label: "zero", Value: "0.00"},
	}
}

func pairs(n int) []Pair {
	var p []Pair
	for i := range n {
		p = append(p, Pair{Label: "Jan", In: int64(i) * 1000, Out: int64(n-i) * 700})
	}
	return p
}

func tick(v, _ int64) string { return strconv.FormatInt(v, 10) }
func day(d int) string       { return "day " + strconv.Itoa(d) }

func line() Line {
	return Line{Points: []Point{{1, 500}, {5, -300}, {9, 12000}, {30, 4000}}, From: 1, To: 40, Tick: tick, Day: day}
}

func exact(t *testing.T, what string, lines []string, w, h int) {
	t.Helper()
	if len(lines) != h {
		t.Fatalf("%s %dx%d: %d lines", what, w, h, len(lines))
	}
	for _, l := range lines {
		if n := ansi.StringWidth(l); n != w {
			t.Fatalf("%s %dx%d: %q is %d wide", what, w, h, ansi.Strip(l), n)
		}
	}
}

func TestEveryChartIsExactAndASCIIIsASCII(t *testing.T) {
	for _, name := range theme.Names() {
		th := theme.Must(name, theme.TrueColour)
		for w := 1; w <= 200; w += 3 {
			for h := 1; h < 30; h += 4 {
				b := bars()
				if name == theme.ASCII {
					b[1].Label = "plain"
				}
				l := line()
				l.W, l.H = w, h
				all := map[string][]string{
					"bars":    list(b, Bars{At: 1, W: w, H: h}).Draw(th),
					"columns": Columns{Pairs: pairs(13), At: 3, W: w, H: h, Tick: tick}.Draw(th),
					"line":    l.Draw(th),
				}
				for what, lines := range all {
					exact(t, what, lines, w, h)
					if name == theme.ASCII {
						onlyASCII(t, lines)
					}
				}
			}
			heat := Heat{Labels: strings.Fields("Mo Tu We Th Fr Sa Su"), Values: []int64{0, 1, 2, 3, 4, 5, 6}, At: 2, W: w}.Draw(th)
			exact(t, "heat", heat, w, 2)
			exact(t, "spark", []string{Spark(th, theme.Bar, []int64{1, 5, 2, 8, 3}, w)}, w, 1)
		}
	}
}

func onlyASCII(t *testing.T, lines []string) {
	t.Helper()
	for _, l := range lines {
		if strings.ContainsFunc(ansi.Strip(l), func(r rune) bool { return r > 0x7e }) {
			t.Fatalf("not ASCII: %q", l)
		}
	}
}

func draw(lines []string) string { return ansi.Strip(strings.Join(lines, "\n")) }

// list makes bars of a list: with the room that they need and the names of columns.
func list(all []Bar, b Bars) Bars {
	b.N, b.Bar, b.Head = len(all), func(i int) Bar { return all[i] }, Bar{Label: "label", Count: "rows", Value: "out", Share: "share", Change: "change"}
	for _, x := range all {
		whole, decimals := SplitValue(x.Value)
		b.Room.Label = max(b.Room.Label, x.Indent+cell.Width(x.Label))
		b.Room.Count = max(b.Room.Count, cell.Width(x.Count))
		b.Room.Whole, b.Room.Decimals = max(b.Room.Whole, whole), max(b.Room.Decimals, decimals)
		b.Room.Share, b.Room.Change = max(b.Room.Share, cell.Width(x.Share)), max(b.Room.Change, cell.Width(x.Change))
		b.Longest = max(b.Longest, x.Size, x.Past)
	}
	return b
}

// A million bars cost as much as those in the window.
func TestOnlyTheBarsInTheWindowAreMade(t *testing.T) {
	made := 0
	b := Bars{N: 1_000_000, At: 500_000, Focus: true, W: 80, H: 20, Room: BarRoom{Label: 10, Whole: 4, Decimals: 3}, Longest: 1,
		Bar: func(i int) Bar { made++; return Bar{Label: strconv.Itoa(i), Value: "1.00", Indent: 4 * (i % 2)} }}
	got := draw(b.Draw(theme.Must(theme.Dark, theme.Plaintext)))
	if made != 20 || !strings.Contains(got, "> 500000 ") || !strings.Contains(got, "      500001 ") {
		t.Errorf("%d bars were made:\n%s", made, got)
	}
}

func TestBarsNameTheirColumns(t *testing.T) {
	th := theme.Must(theme.Dark, theme.Plaintext)
	all := bars()
	for i := range all {
		all[i].Count = strconv.Itoa(i + 7)
	}
	wide := strings.Fields(ansi.Strip(list(all, Bars{W: 100, H: 5}).Draw(th)[0]))
	if want := []string{"label", "rows", "out", "share", "change"}; !slices.Equal(wide, want) {
		t.Errorf("%q", wide)
	}
	if narrow := strings.Fields(ansi.Strip(list(all, Bars{W: 46, H: 5}).Draw(th)[0])); !slices.Equal(narrow, []string{"label", "out", "share"}) {
		t.Errorf("%q", narrow)
	}
}

// On sixteen colours the chosen row is blue: its amount is written as every text on it, its bar stays red.
func TestTheChosenBarsValueCanBeReadOnSixteenColours(t *testing.T) {
	th := theme.Must(theme.Dark, theme.Colours16)
	chosen := list(bars(), Bars{At: 0, Focus: true, W: 100, H: 4}).Draw(th)[1]
	value := strings.LastIndex(chosen[:strings.Index(chosen, "-1200.00")], "\x1b[")
	if text := th.OnRow(theme.RowCursor, theme.Plain); !strings.HasPrefix(chosen[value:], text) {
		t.Errorf("the value begins with %q, a text with %q", chosen[value:value+12], text)
	}
	if !strings.Contains(chosen, th.OnRow(theme.RowCursor, theme.BarOut)) {
		t.Errorf("the bar has lost its colour: %q", chosen)
	}
}

func TestBarsShowValueShareAndChange(t *testing.T) {
	th := theme.Must(theme.Dark, theme.TrueColour)
	got := draw(list(bars(), Bars{At: 0, Focus: true, W: 100, H: 4}).Draw(th))
	for _, want := range []string{"> grocery", "-1200.00  ", "-800.1234", "60.0%", "-20.0%", "new"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	narrow := draw(list(bars(), Bars{At: 0, W: 40, H: 4}).Draw(th))
	if !strings.Contains(narrow, "-1200.00") || strings.Contains(narrow, "%") {
		t.Errorf("narrow bars must keep the value and drop share and change:\n%s", narrow)
	}
}

func TestBarsAreAsLongAsTheirShare(t *testing.T) {
	th := theme.Must(theme.Dark, theme.Plaintext)
	full, n := horizontal(th, 100, 100, 21)
	if n != 20 || full != strings.Repeat("█", 20) {
		t.Errorf("the longest takes %d cells: %q", n, full)
	}
	if half, n := horizontal(th, 50, 100, 21); n != 10 {
		t.Errorf("half takes %d cells: %q", n, half)
	}
	if s, _ := horizontal(th, 1, 1_000_000, 21); s != "▏" {
		t.Errorf("a little is %q, not a sliver", s)
	}
	if s, _ := horizontal(th, 0, 100, 21); s != "" {
		t.Errorf("nothing is %q", s)
	}
}

// The sign of a net is the side of the zero line on which its bar stands, also without colour and in ASCII.
func TestSignedBarsStandOnTheirSide(t *testing.T) {
	all := []Bar{{Label: "salary", Size: 8000, Value: "80.00"}, {Label: "rent", Size: -4000, Past: -8000, Value: "-40.00"},
		{Label: "fee", Size: -1, Past: 4000, Value: "-0.01"}, {Label: "zero", Value: "0.00"}}
	for name, want := range map[theme.Name][]string{
		theme.Dark:  {"│██████████ ", " ╌╌╌╌╌█████│ ", "▐│╌╌╌╌╌ ", " │ "},
		theme.ASCII: {"|########## ", " -----=====| ", "=|----- ", " | "},
	} {
		b := list(all, Bars{At: -1, W: 41, H: 5, Around: true})
		b.Longest, b.Least = 8000, 8000
		lines := strings.Split(draw(b.Draw(theme.Must(name, theme.Plaintext))), "\n")[1:]
		at := strings.IndexAny(lines[0], "│|")
		for i, l := range lines[:4] {
			if !strings.Contains(l, want[i]) || cell.Width(l[:strings.IndexAny(l, "│|")]) != cell.Width(lines[0][:at]) {
				t.Errorf("%s: no %q around one line in\n%s", name, want[i], strings.Join(lines, "\n"))
			}
		}
	}
	th := theme.Must(theme.Dark, theme.TrueColour)
	for w := 1; w <= 200; w++ {
		b := list(all, Bars{At: 1, Focus: true, W: w, H: 6, Around: true})
		b.Least = int64(w)
		exact(t, "signed bars", b.Draw(th), w, 6)
	}
}

// A list without the keys shows no cursor: there is one on a screen.
func TestOnlyAChartWithTheKeysShowsACursor(t *testing.T) {
	th := theme.Must(theme.Dark, theme.Plaintext)
	for _, focus := range []bool{false, true} {
		all := draw(list(bars(), Bars{At: 0, Focus: focus, W: 60, H: 5}).Draw(th)) + draw(Heat{Labels: strings.Fields("Mo Tu"), Values: []int64{1, 2}, At: 1, Focus: focus, W: 20}.Draw(th)) +
			draw(Columns{Pairs: pairs(3), At: 1, Focus: focus, W: 60, H: 8, Tick: tick}.Draw(th))
		if n := strings.Count(all, ">"); n != map[bool]int{false: 0, true: 3}[focus] {
			t.Errorf("%d cursors, the keys are here: %v\n%s", n, focus, all)
		}
	}
}

func TestBarsKeepTheCursorInView(t *testing.T) {
	th := theme.Must(theme.Dark, theme.Plaintext)
	many := make([]Bar, 50)
	for i := range many {
		many[i] = Bar{Label: "row" + strconv.Itoa(i), Size: int64(50 - i), Value: "1.00"}
	}
	for at := range many {
		if got := draw(list(many, Bars{At: at, Focus: true, W: 60, H: 7}).Draw(th)); !strings.Contains(got, "> row"+strconv.Itoa(at)+" ") {
			t.Fatalf("row %d is not in view", at)
		}
	}
}

func TestColumnsStandAroundZero(t *testing.T) {
	th := theme.Must(theme.ASCII, theme.Plaintext)
	lines := Columns{Pairs: []Pair{{Label: "Jan", In: 100, Out: 50}, {Label: "Feb", Out: 100}, {Label: "Mar", In: 50}}, At: -1, W: 40, H: 12, Tick: tick}.Draw(th)
	zero := -1
	for i, l := range lines {
		if strings.Contains(l, "---") {
			zero = i
		}
	}
	up, down := strings.Join(lines[:zero], "\n"), strings.Join(lines[zero+1:], "\n")
	if zero < 0 || strings.Contains(up, "=") || strings.Contains(down, "#") || !strings.Contains(up, "#") || !strings.Contains(down, "=") {
		t.Errorf("in is above and out below:\n%s", strings.Join(lines, "\n"))
	}
}

func TestLineMarksTheChosenDay(t *testing.T) {
	th := theme.Must(theme.ASCII, theme.Plaintext)
	l := line()
	l.W, l.H, l.Chosen = 60, 10, true
	for _, at := range []int{l.From, (l.From + l.To) / 2, l.To} {
		l.At = at
		got := l.Draw(th)
		exact(t, "line", got, 60, 10)
		marked := 0
		for _, s := range got[:9] {
			marked += strings.Count(s[strings.Index(s, "|")+1:], "|")
		}
		l.Chosen = false
		plain := strings.Join(l.Draw(th), "\n")
		l.Chosen = true
		if strings.Join(got, "\n") == plain || marked < 5 {
			t.Errorf("day %d is not marked:\n%s", at, strings.Join(got, "\n"))
		}
	}
}

func TestTicksAreRoundAndCover(t *testing.T) {
	for _, c := range [][2]int64{{0, 100}, {-350, 12000}, {5, 6}, {0, 0}, {-1, 0}, {123456789, 987654321}, {0, 9_000_000_000_000_000_000}} {
		ticks := ticks(c[0], c[1], 4)
		if len(ticks) < 2 || len(ticks) > 12 || ticks[0] > c[0] {
			t.Errorf("%v: %v", c, ticks)
		}
		step := ticks[1] - ticks[0]
		for step >= 10 && step%10 == 0 {
			step /= 10
		}
		if step != 1 && step != 2 && step != 5 {
			t.Errorf("%v: step of %v", c, ticks)
		}
	}
}

func TestSparkEndsWithTheLastValue(t *testing.T) {
	th := theme.Must(theme.Dark, theme.Plaintext)
	if got := Spark(th, theme.Bar, []int64{0, 7, 3}, 5); got != "  ▁█▄" {
		t.Errorf("%q", got)
	}
	if got := Spark(th, theme.Bar, []int64{7, 7}, 3) + Spark(th, theme.Bar, []int64{0, 0}, 3); got != " ██ ▁▁" {
		t.Errorf("the same each time: %q", got)
	}
	if got := Spark(th, theme.Bar, []int64{945_000, 949_000, 953_500, 945_100}, 4) + Spark(th, theme.Bar, []int64{979_500, 842_400, 844_500}, 3); got != "█████▇▇" {
		t.Errorf("a wage that hardly varies: %q", got)
	}
	if got := Spark(th, theme.Bar, []int64{-700, 0, 700}, 3); got != "▁▅█" {
		t.Errorf("around zero: %q", got)
	}
	many := make([]int64, 100)
	many[99] = 9
	if got := Spark(th, theme.Bar, many, 4); got != "▁▁▁█" {
		t.Errorf("%q", got)
	}
}

func TestCacheDrawsOnce(t *testing.T) {
	var c Cache[int]
	n := 0
	f := func() []string { n++; return nil }
	c.Get(0, f)
	c.Get(0, f)
	c.Get(1, f)
	c.Drop()
	c.Get(1, f)
	if n != 3 {
		t.Errorf("drawn %d times", n)
	}
}

func BenchmarkCharts(b *testing.B) {
	th := theme.Must(theme.Dark, theme.TrueColour)
	l := line()
	l.W, l.H = 100, 20
	b.ReportAllocs()
	for b.Loop() {
		list(bars(), Bars{At: 0, W: 100, H: 20}).Draw(th)
		Columns{Pairs: pairs(13), At: 3, W: 100, H: 20, Tick: tick}.Draw(th)
		l.Draw(th)
	}
}

// The end of the axis lies beyond the greatest value; beyond every amount it is written as the greatest, not as its
// opposite.
func TestTheAxisOfTheGreatestAmounts(t *testing.T) {
	th := theme.Must(theme.Mono, theme.Plaintext)
	var ends []int64
	Columns{Pairs: []Pair{{In: math.MaxInt64}, {Out: math.MaxInt64}}, W: 40, H: 12, Tick: func(v, _ int64) string { ends = append(ends, v); return "x" }}.Draw(th)
	for i, v := range ends {
		if (v > 0) != (i%2 == 0) {
			t.Errorf("the ends are %v", ends)
		}
	}
}

// What is kept from key to key must be what would be drawn, also where the columns scroll with the chosen one.
func TestBarsChangeOnlyWithTheFirstColumn(t *testing.T) {
	th := theme.Must(theme.Dark, theme.TrueColour)
	kept := map[int][]string{}
	for at := range 40 {
		c := Columns{Pairs: pairs(40), At: at, Focus: at%2 == 0, W: 60, H: 12, Kind: 7, Tick: tick}
		bars, ok := kept[c.First()]
		if !ok {
			bars = c.Bars(th)
			kept[c.First()] = bars
		}
		if got := append(slices.Clone(bars), c.Labels(th)...); !slices.Equal(got, c.Draw(th)) {
			t.Fatalf("with column %d chosen the kept bars are others", at)
		}
	}
	if len(kept) < 2 || len(kept) == 40 {
		t.Errorf("%d different bars of 40", len(kept))
	}
}

// The year stands below its first month, and that of the first month where the next year leaves room.
func TestTheAxisNamesYearsBelowTheirMonths(t *testing.T) {
	th := theme.Must(theme.ASCII, theme.Plaintext)
	draw := func(years ...string) []string {
		c := Columns{At: -1, W: 40, H: 8, Tick: func(_, _ int64) string { return "9" }}
		for i, y := range years {
			c.Pairs = append(c.Pairs, Pair{Label: []string{"Nov", "Dec", "Jan", "Feb"}[i], Year: y, In: 5})
		}
		lines := c.Draw(th)
		for i := range lines {
			lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
		}
		return lines[6:]
	}
	if got := draw("2025", "2025", "2026", "2026"); got[0] != "  Nov      Dec      Jan      Feb" || got[1] != "  2025              2026" {
		t.Errorf("%q", got)
	}
}
