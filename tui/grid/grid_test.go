package grid

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// ledger is n rows whose texts come from their id, in an order of its own.
type ledger struct {
	n     int
	order []int32
	texts []string
}

func (l ledger) Len() int {
	if l.order != nil {
		return len(l.order)
	}
	return l.n
}

func (l ledger) ID(pos int) int32 {
	if l.order != nil {
		return l.order[pos]
	}
	return int32(pos)
}

func (l ledger) Append(dst []byte, id int32, col int) ([]byte, theme.Role) {
	switch col {
	case 0:
		return append(dst, "2026-01-"+strconv.Itoa(10+int(id)%18)...), theme.Dim
	case 2:
		dst = strconv.AppendInt(dst, int64(id)*37%90000-40000, 10)
		return append(dst, ".50"...), theme.Out
	case 3:
		return append(dst, "PLN"...), theme.Dim
	}
	if l.texts != nil {
		return append(dst, l.texts[int(id)%len(l.texts)]...), theme.Plain
	}
	dst = append(dst, "Zakupy w sklepie Żabka nr "...)
	return strconv.AppendInt(dst, int64(id), 10), theme.Plain
}

func columns() []Column {
	return []Column{
		{Key: "date", Title: "Booked", Width: 10},
		{Key: "party", Title: "Counterparty", Width: 24, Min: 10, Flex: 1},
		{Key: "amount", Title: "Amount", Width: 14, Align: cell.Decimal, Decimals: 2},
		{Key: "cur", Title: "Cur", Width: 3},
		{Key: "title", Title: "Title", Width: 30, Min: 12, Flex: 2},
		{Key: "kind", Title: "Kind", Width: 18, Min: 8},
	}
}

func newGrid(n int) *Grid {
	g := New(theme.Must(theme.Dark, theme.TrueColour), columns())
	g.SetSize(120, 40)
	g.SetRows(ledger{n: n})
	return g
}

func plain(g *Grid) []string { return strings.Split(ansi.Strip(g.View()), "\n") }

func TestViewIsExactAtEverySize(t *testing.T) {
	texts := []string{"", "日本語テキスト", "👨‍👩‍👧‍👦", "e\u0301x", strings.Repeat("ź", 200), "a"}
	for _, name := range theme.Names() {
		g := New(theme.Must(name, theme.Colours256), columns())
		g.SetFrozen(1)
		for _, rows := range []Rows{nil, ledger{n: 3, texts: texts}, ledger{n: 1000, texts: texts}} {
			g.SetRows(rows)
			for w := 1; w <= 200; w += 1 + w/20 {
				for h := 1; h <= 60; h += 7 {
					g.SetSize(w, h)
					g.Sideways((w+h)%5 - 2)
					g.move(h)
					checkExact(t, g.View(), w, h)
				}
			}
		}
	}
}

func checkExact(t *testing.T, view string, w, h int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) != h {
		t.Fatalf("%dx%d: %d lines", w, h, len(lines))
	}
	for i, l := range lines {
		if n := cell.Width(l); n != w {
			t.Fatalf("%dx%d: line %d is %d wide: %q", w, h, i, n, ansi.Strip(l))
		}
	}
}

func TestCursorStaysInTheWindow(t *testing.T) {
	g := newGrid(1000)
	for _, k := range []string{"down", "pgdown", "pgdown", "up", "end", "pgup", "home", "G", "k", "ctrl+u", "ctrl+d"} {
		if !g.Key(k) {
			t.Fatalf("%s is no key", k)
		}
		seen := 0
		for _, l := range plain(g) {
			if strings.HasPrefix(l, ">") {
				seen++
			}
		}
		if seen != 1 {
			t.Fatalf("after %s there are %d cursor signs", k, seen)
		}
	}
	if g.Key("x") {
		t.Error("x is not the grid's")
	}
}

func TestCursorAndMarksFollowTheirRows(t *testing.T) {
	g := newGrid(100)
	g.GoTo(10)
	g.toggleMark() // row 10, cursor goes on to 11
	back := make([]int32, 100)
	for i := range back {
		back[i] = int32(99 - i)
	}
	g.SetRows(ledger{order: back})
	if g.ID() != 11 || g.Pos() != 88 {
		t.Errorf("cursor on row %d at %d, not on row 11 at 88", g.ID(), g.Pos())
	}
	if !g.Marked(10) || g.Marked(89) || g.MarkCount() != 1 {
		t.Error("the mark did not stay on row 10")
	}
	g.SetRows(ledger{order: []int32{3, 5}})
	if g.Pos() != 1 || g.ID() != 5 {
		t.Errorf("a vanished row leaves the cursor at %d", g.Pos())
	}
	g.SetRows(nil)
	if g.Pos() != -1 || g.ID() != -1 {
		t.Error("an empty grid has a cursor")
	}
	g.SetRows(ledger{n: 100})
	if !slices.Equal(slices.Collect(g.Marks()), []int32{10}) {
		t.Error("marks were lost while the rows were away")
	}
}

func TestRangeMarksBothWays(t *testing.T) {
	for _, by := range []int{3, -3} {
		g := newGrid(100)
		g.GoTo(50)
		g.Key("v")
		g.move(by)
		if n := strings.Count(strings.Join(plain(g), "\n"), "*"); n != 4 {
			t.Errorf("the range shows %d marks while it is made", n)
		}
		g.Key("v")
		if g.MarkCount() != 4 || g.Ranging() {
			t.Errorf("%d marks", g.MarkCount())
		}
	}
}

func TestSortShowsArrowsAndNumbers(t *testing.T) {
	g := newGrid(10)
	g.SetSort([]Sort{{Key: "amount", Desc: true}})
	if h := plain(g)[0]; !strings.Contains(h, "Amount↓") || strings.Contains(h, "↓1") {
		t.Error(h)
	}
	g.SetSort([]Sort{{Key: "amount", Desc: true}, {Key: "date"}})
	if h := plain(g)[0]; !strings.Contains(h, "Amount↓1") || !strings.Contains(h, "Booked↑2") {
		t.Error(h)
	}
}

func TestFrozenColumnsStayAndTheOthersScroll(t *testing.T) {
	g := newGrid(10)
	g.SetSize(50, 8)
	g.SetFrozen(1)
	for range 5 {
		g.Key("right")
	}
	h := plain(g)[0]
	if !strings.Contains(h, "Booked") || !strings.Contains(h, "Kind") || strings.Contains(h, "Counterparty") {
		t.Errorf("header after scrolling to the last column: %q", h)
	}
	if c, _ := g.Column(); c.Key != "kind" {
		t.Errorf("cell cursor on %s", c.Key)
	}
	g.Key("^")
	if h := plain(g)[0]; !strings.Contains(h, "Counterpa") {
		t.Errorf("header after going back: %q", h)
	}
}

func TestEveryColumnCanBeReachedAtEveryWidth(t *testing.T) {
	for w := 20; w <= 140; w += 3 {
		g := newGrid(50)
		g.SetSize(w, 10)
		g.SetFrozen(1)
		for _, c := range columns() {
			g.SetColumn(c.Key)
			found := slices.ContainsFunc(g.placed, func(p place) bool { return g.cols[p.col].Key == c.Key })
			if !found {
				t.Errorf("at width %d the column %s is not shown", w, c.Key)
			}
		}
	}
}

func TestMenuHidesOrdersAndWidens(t *testing.T) {
	g := newGrid(10)
	m := g.Menu()
	m.Key(" ")
	if strings.Contains(plain(g)[0], "Booked") {
		t.Error("the hidden column is shown")
	}
	m.Move(1)
	m.Key("J")
	if v := g.Visible(); v[0].Key != "amount" || v[1].Key != "party" {
		t.Errorf("order %v", v)
	}
	before := m.Items()[m.At()].Width
	m.Key("+")
	first := m.Items()[m.At()].Width // from what was on the screen
	if m.Key("+"); m.Items()[m.At()].Width != first+1 || first == before {
		t.Errorf("%d, then %d, then %d wide", before, first, m.Items()[m.At()].Width)
	}
	was := newGrid(10).Layout()
	if m.Key("r"); !slices.Equal(g.Layout(), was) {
		t.Errorf("not as at first: %v", g.Layout())
	}
	for range columns() {
		m.Key("k")
	}
	for range columns() {
		if !m.Items()[m.At()].Hidden {
			m.Key(" ")
		}
		m.Key("j")
	}
	if len(g.Visible()) != 1 {
		t.Errorf("%d columns are left; the last must stay", len(g.Visible()))
	}
}

func TestLayoutComesBack(t *testing.T) {
	g := newGrid(10)
	m := g.Menu()
	m.Key("J")
	m.Key("+")
	kept := g.Layout()
	h := newGrid(10)
	h.SetLayout(kept)
	if h.View() == newGrid(10).View() || !slices.Equal(h.Layout(), kept) {
		t.Error("the layout did not come back")
	}
	h.SetLayout([]ColumnState{{Key: "gone"}, {Key: "date", Hidden: true, Width: 9999}})
	if slices.ContainsFunc(h.Visible(), func(c Column) bool { return c.Key == "date" || c.Width > maxWidth }) {
		t.Error("a layout from elsewhere was not read safely")
	}
}

func TestFindGoesAround(t *testing.T) {
	g := newGrid(30)
	g.GoTo(20)
	is := func(want int32) func(int32) bool { return func(id int32) bool { return id%10 == want } }
	if !g.Find(is(5), false) || g.Pos() != 25 {
		t.Errorf("at %d", g.Pos())
	}
	if !g.Find(is(5), false) || g.Pos() != 5 {
		t.Errorf("at %d", g.Pos())
	}
	if !g.Find(is(5), true) || g.Pos() != 25 {
		t.Errorf("at %d", g.Pos())
	}
	if g.Find(is(77), false) {
		t.Error("found what is not there")
	}
}

func TestSnapshotRestoresExactly(t *testing.T) {
	g := newGrid(1000)
	g.SetSize(60, 20)
	g.GoTo(500)
	g.move(-7)
	g.Key("right")
	g.Key("right")
	want, view := g.Snapshot(), g.View()
	g.Key("end")
	g.Key("^")
	g.Restore(want)
	if g.View() != view {
		t.Error("the view is another")
	}
}

// The name is the target's: at most 0.10 ms, the same at a million rows.
func BenchmarkGrid(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("one key, Update + View of the grid, 120x40/rows=%d", n), func(b *testing.B) {
			g := newGrid(n)
			keys := []string{"down", "down", "pgdown", "up", "end", "home"}
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				g.Key(keys[i%len(keys)])
				_ = g.View()
				i++
			}
		})
	}
}

// A width that was chosen is on the screen at once, in a window with too little room and in one with more, and
// after the program was started again.
func TestChosenWidthsAreSeen(t *testing.T) {
	for _, w := range []int{60, 120, 200} {
		g := newGrid(10)
		g.SetSize(w, 8)
		g.SetColumn("party")
		width := func(g *Grid) int {
			g.layout()
			for _, p := range g.placed {
				if g.cols[p.col].Key == "party" {
					return p.w
				}
			}
			return -1
		}
		before := width(g)
		m := g.Menu()
		for range 3 {
			m.Key("+")
		}
		if got := width(g); got != before+3 {
			t.Errorf("in %d cells %d became %d", w, before, got)
		}
		for range 5 {
			m.Key("-")
		}
		if got := width(g); got != before-2 {
			t.Errorf("in %d cells %d became %d", w, before, got)
		}
		again := newGrid(10)
		again.SetLayout(g.Layout())
		again.SetSize(w, 8)
		if got := width(again); got != before-2 {
			t.Errorf("in %d cells %d came back as %d", w, before-2, got)
		}
	}
}

// A list of marks is read in another goroutine while the user goes on marking.
func TestMarksAreThoseOfTheMomentTheyWereAskedFor(t *testing.T) {
	g := newGrid(200)
	g.MarkAll()
	before := g.Marks()
	g.toggleMark()
	if n := len(slices.Collect(before)); n != 200 {
		t.Errorf("%d marks after one was taken away, want the 200 of before", n)
	}
	if n := len(slices.Collect(g.Marks())); n != 199 || g.MarkCount() != 199 {
		t.Errorf("%d marks now, counted %d, want 199", n, g.MarkCount())
	}
	if g.MarkAll(); g.MarkCount() != 200 {
		t.Errorf("%d marks after all were marked again", g.MarkCount())
	}
	if g.MarkAll(); g.MarkCount() != 0 {
		t.Errorf("%d marks after all were taken away", g.MarkCount())
	}
}

// What a narrow grid scrolled away is back once there is room for it.
func TestAWiderGridScrollsBack(t *testing.T) {
	cols := make([]Column, 6)
	for i := range cols {
		cols[i] = Column{Key: string(rune('a' + i)), Title: string(rune('A' + i)), Width: 20, Min: 20}
	}
	g := New(theme.Must(theme.Dark, theme.TrueColour), cols)
	g.SetSize(100, 10)
	for range 3 {
		g.Key("right")
	}
	before := g.Snapshot().Left
	g.SetSize(50, 10)
	if g.Lines(); g.Snapshot().Left <= before {
		t.Fatalf("the narrow grid does not scroll: %+v", g.Snapshot())
	}
	g.SetSize(100, 10)
	if g.Lines(); g.Snapshot().Left != before {
		t.Errorf("scrolled to %d, not %d", g.Snapshot().Left, before)
	}
}

// Where there is no room for all, what few rows need goes before what most of them do, whatever is cut first otherwise.
func TestWhatFewRowsNeedIsCutFirst(t *testing.T) {
	cols := []Column{{Key: "party", Title: "Party", Width: 40, Min: 10, Usual: 18}, {Key: "kind", Title: "Kind", Width: 24, Min: 8, Cut: 5}}
	g := New(theme.Must(theme.Dark, theme.TrueColour), cols)
	for w, want := range map[int][2]int{gutter + 1 + 64: {40, 24}, gutter + 1 + 50: {26, 24}, gutter + 1 + 42: {18, 24}, gutter + 1 + 30: {18, 12}, gutter + 1 + 22: {14, 8}} {
		g.SetSize(w, 8)
		g.layout()
		if got := [2]int{g.placed[0].w, g.placed[1].w}; got != want {
			t.Errorf("in %d cells: %v, want %v", w, got, want)
		}
	}
}
