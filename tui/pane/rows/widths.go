package rows

import (
	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/grid"
	"aisdesk/tui/pane/format"
)

// Widths are how much room a ledger's rows need, and which columns hold nothing.
type Widths struct {
	amounts, balances   widest
	hasLabels, hasKinds bool
	rows                int
	texts, usual        [len(followed)]int
}

// followed are the columns of texts whose width follows what stands in them, each up to so many cells.
var followed = [...]struct {
	column ledger.Column
	most   int
}{{ledger.ColParty, 40}, {ledger.ColTitle, 60}, {ledger.ColCategory, 26}, {ledger.ColLabels, 28}, {ledger.ColKind, 26}, {ledger.ColAccount, 26}}

// leastText is the least width of a column of texts: its name has room.
const leastText = 12

// sampled is how many rows are looked at for the widths of texts.
const sampled = 20_000

// counted is how many of those are counted for the width that most rows need: all but one of ten.
const counted = 2_000

// Measure looks at every row once; call it off the UI loop for large ledgers.
func Measure(l *ledger.Ledger) Widths {
	w := Widths{rows: l.Len()}
	for id := range int32(l.Len()) {
		w.amounts.see(int64(l.Amount(id)))
		if b, ok := l.Balance(id); ok {
			w.balances.see(int64(b))
		}
		w.hasLabels = w.hasLabels || len(l.Labels(id)) > 0
		w.hasKinds = w.hasKinds || !l.Kind(id).Empty()
	}
	w.sample(l)
	return w
}

// Shown are the widths of texts for the rows that are shown, where these are some of the ledger's: a column in which they all have
// the same gives way to the others first.
func (w Widths) Shown(l *ledger.Ledger, order []int32) Widths {
	if len(order) == 0 || len(order) == l.Len() {
		return w
	}
	some, all := Widths{rows: w.rows}, From(l, nil, format.Writer{})
	var b []byte
	for i, f := range followed {
		col, widths, first, same := columnFor(f.column), make([]int, f.most+1), "", len(order) > 1
		for n, id := range order[:min(len(order), counted)] {
			b, _ = all.Append(b[:0], id, col)
			if n == 0 {
				first = string(b)
			}
			same = same && string(b) == first
			wide := min(cell.Width(string(b)), f.most)
			some.texts[i] = max(some.texts[i], wide)
			widths[wide]++
		}
		if widths[0] = 0; !same {
			some.usual[i] = max(usual(widths), leastText)
		}
	}
	w.texts, w.usual = some.texts, some.usual
	return w
}

// sample measures the texts of the first rows.
func (w *Widths) sample(l *ledger.Ledger) {
	all := From(l, nil, format.Writer{})
	var b []byte
	for i, f := range followed {
		col, widths := columnFor(f.column), make([]int, f.most+1)
		for id := range int32(min(l.Len(), sampled)) {
			if w.texts[i] >= f.most && id >= counted {
				break
			}
			b, _ = all.Append(b[:0], id, col)
			wide := min(cell.Width(string(b)), f.most)
			w.texts[i] = max(w.texts[i], wide)
			if id < counted && wide > 0 {
				widths[wide]++
			}
		}
		w.usual[i] = max(usual(widths), leastText)
	}
}

// usual is the width that nine of ten rows with something in them need, of how many rows there are of each width.
func usual(widths []int) int {
	n, seen := 0, 0
	for _, rows := range widths {
		n += rows
	}
	for wide, rows := range widths {
		if seen += rows; seen*10 >= n*9 {
			return wide
		}
	}
	return 0
}

// columnFor is the grid's number of a column.
func columnFor(c ledger.Column) int {
	for i, x := range columnOf {
		if x == c {
			return i
		}
	}
	return -1
}

// Apply makes that room in a grid, for amounts written by words.
func (w Widths) Apply(g *grid.Grid, words format.Writer) {
	w.amounts.apply(g, ledger.ColAmount, words)
	w.balances.apply(g, ledger.ColBalance, words)
	w.ApplyTexts(g)
	any := w.rows > 0
	g.SetBlank(ledger.ColBalance.String(), any && !w.balances.seen)
	g.SetBlank(ledger.ColLabels.String(), any && !w.hasLabels)
	g.SetBlank(ledger.ColKind.String(), any && !w.hasKinds)
}

// ApplyTexts makes room for the texts only.
func (w Widths) ApplyTexts(g *grid.Grid) {
	for i, f := range followed {
		if w.texts[i] > 0 {
			g.SetWidth(f.column.String(), max(w.texts[i], leastText))
			g.SetUsual(f.column.String(), max(w.usual[i], minUsual))
		}
	}
}

// minUsual is what a column is cut to first in which all rows have the same; no column is cut below its own least.
const minUsual = 1

// widest are the extremes of a money column.
type widest struct {
	min, max int64
	four     bool
	seen     bool // there is any
}

func (w *widest) see(a int64) {
	w.seen = true
	w.min, w.max = min(w.min, a), max(w.max, a)
	w.four = w.four || a%100 != 0
}

func (w *widest) apply(g *grid.Grid, c ledger.Column, words format.Writer) {
	decimals := 2
	if w.four {
		decimals = 4
	}
	whole := func(a int64) int {
		digits, sign := 1, 0
		if a < 0 {
			sign = 1
		}
		for a /= aisclient.AmountScale; a > 9 || a < -9; a /= 10 {
			digits++
		}
		return sign + digits + words.Separated(digits)
	}
	width := max(whole(w.min), whole(w.max)) + 1 + decimals
	g.SetDecimals(c.String(), decimals)
	g.SetLeast(c.String(), max(width, 10))
}
