package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
)

// Printer writes lines and keeps the first error.
type Printer struct {
	W   io.Writer
	Err error
	// Mark is what Fold begins with.
	Mark string
}

// Warnings prints on the error stream what a result does not hold that has no place for it.
func (prog *Program) Warnings() *Printer { return &Printer{W: prog.Err, Mark: "warning: "} }

// Line writes one line.
func (p *Printer) Line(format string, args ...any) {
	if p.Err == nil {
		_, p.Err = fmt.Fprintf(p.W, format+"\n", args...)
	}
}

// Write writes as it is.
func (p *Printer) Write(b []byte) (int, error) {
	if p.Err != nil {
		return 0, p.Err
	}
	n, err := p.W.Write(b)
	p.Err = err
	return n, err
}

// narrowestText is the least width that a text is folded to, in cells.
const narrowestText = 20

// Fold writes a line of a head and what is said behind it. On a terminal what does not fit goes on below, behind the head;
// elsewhere it stays one line, which programs can search.
func (p *Printer) Fold(head, format string, args ...any) {
	said, head := fmt.Sprintf(format, args...), p.Mark+head
	indent := ansi.StringWidth(head)
	lines := []string{said}
	if w := Width(p.W) - indent; w >= narrowestText {
		lines = cell.Wrap(said, w)
	}
	for _, l := range lines {
		p.Line("%s", strings.TrimRight(head+l, " "))
		head = strings.Repeat(" ", indent)
	}
}

// TotalsLine is one currency's totals on one line, with how many transactions there are.
func TotalsLine(t ledger.Totals) string {
	return totalsLine(t, english.Plural(t.Count, "transaction", "transactions"))
}

// BookedLine is TotalsLine with how many rows are in the sums.
func BookedLine(t ledger.Totals) string {
	return totalsLine(t, english.Plural(t.Booked, "booked row", "booked rows"))
}

func totalsLine(t ledger.Totals, of string) string {
	said := fmt.Sprintf("%s  %s  in %s  out %s  net %s", t.Currency, of, t.In, t.Out, t.Net)
	if t.Overflow {
		said = fmt.Sprintf("%s  %s, too large to add up", t.Currency, of)
	}
	if t.Currency.Unknown() {
		said += "  (the bank does not name the currency)"
	}
	return said
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
