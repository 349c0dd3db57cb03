package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
)

// Printer writes lines and keeps the first error.
type Printer struct {
	W   io.Writer
	Err error
}

// Line writes one line.
func (p *Printer) Line(format string, args ...any) {
	if p.Err == nil {
		_, p.Err = fmt.Fprintf(p.W, format+"\n", args...)
	}
}

// Agreed asks on the terminal; without an answer it is a no.
func (s Streams) Agreed(question string) bool {
	fmt.Fprint(s.Err, question)
	var answer string
	if _, err := fmt.Fscanln(s.In, &answer); errors.Is(err, io.EOF) {
		fmt.Fprintln(s.Err) // nobody pressed Enter
	}
	return strings.EqualFold(answer, "y") || strings.EqualFold(answer, "yes")
}

// TotalsLine is one currency's totals on one line.
func TotalsLine(t ledger.Totals) string {
	if t.Currency.Unknown() {
		return totalsLine(t) + "  (the bank does not name the currency)"
	}
	return totalsLine(t)
}

func totalsLine(t ledger.Totals) string {
	if t.Overflow {
		return fmt.Sprintf("%s  %s, too large to add up", t.Currency, english.Plural(t.Count, "transaction", "transactions"))
	}
	return fmt.Sprintf("%s  %s  in %s  out %s  net %s", t.Currency, english.Plural(t.Count, "transaction", "transactions"), t.In, t.Out, t.Net)
}

// Width is how many cells a line of a terminal has; 0 for what is no terminal.
func Width(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	n, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return n
}

// Widest is the most cells that a text column of a printed table takes.
const Widest = 48

// PrintAligned prints a head and lines in columns as wide as their widest cells; numbers stand on their decimal
// point.
func PrintAligned(w io.Writer, lines [][]string, numeric []bool) error {
	widths := make([]int, len(numeric))
	for i := range numeric {
		if numeric[i] {
			padDecimals(lines[1:], i)
		}
		for _, cells := range lines {
			widths[i] = max(widths[i], min(Widest, cellsOf(cells[i])))
		}
	}
	p := &Printer{W: w}
	for _, cells := range lines {
		var b strings.Builder
		for i, c := range cells {
			w := cellsOf(c)
			if w > widths[i] {
				c = ansi.Truncate(c, widths[i], "…")
				w = cellsOf(c)
			}
			gap := strings.Repeat(" ", max(0, widths[i]-w))
			if numeric[i] {
				c, gap = gap, c
			}
			b.WriteString(c + gap + "  ")
		}
		p.Line("%s", strings.TrimRight(b.String(), " "))
	}
	return p.Err
}

// cellsOf is the width of a text in cells. ASCII and Latin letters, which nearly all texts are made of, take one cell each
// and are counted without a look at grapheme clusters.
func cellsOf(s string) int {
	n := 0
	for _, r := range s {
		if r < ' ' || r == 0x7f || r > 0x24f || r > 0x7f && r < 0xc0 {
			return ansi.StringWidth(s)
		}
		n++
	}
	return n
}

// padDecimals gives the numbers of a column the same cells behind the decimal point.
func padDecimals(lines [][]string, column int) {
	most := 0
	behind := func(s string) int {
		if i := strings.IndexByte(s, '.'); i >= 0 {
			return len(s) - i
		}
		return 0
	}
	for _, cells := range lines {
		most = max(most, behind(cells[column]))
	}
	for _, cells := range lines {
		cells[column] += strings.Repeat(" ", most-behind(cells[column]))
	}
}
