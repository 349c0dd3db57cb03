package cli

import (
	"bufio"
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// widestTable is the most cells that a text column of a printed table takes, narrowest the least to which a terminal that is too
// narrow for the table shortens it.
const (
	widestTable = 48
	narrowest   = 12
)

// Column is a column of a table for people.
type Column struct {
	Head    string
	Numeric bool // its values stand on their decimal point
	Whole   bool // a part of a value is of no use, as of an id
	// Spare says in which order a narrow terminal does without columns, from 1; columns of 0 stay.
	Spare int
	// Width is how many cells the column takes, 0 for one that is left out. Measure widens it, Fit settles it.
	Width int
}

// Measure widens a column for a value.
func (c *Column) Measure(value string) {
	w := cellsOf(value)
	if !c.Whole {
		w = min(widestTable, w)
	}
	c.Width = max(c.Width, w)
}

// cell writes a value in the column's width.
func (c *Column) cell(b *strings.Builder, value string) {
	w := cellsOf(value)
	if w > c.Width {
		value = ansi.Truncate(value, c.Width, "…")
		w = cellsOf(value)
	}
	if !c.Numeric {
		b.WriteString(value)
	}
	for range c.Width - w {
		b.WriteByte(' ')
	}
	if c.Numeric {
		b.WriteString(value)
	}
}

// floor is how narrow a column can get.
func (c *Column) floor() int {
	if c.Numeric || c.Whole {
		return c.Width
	}
	return min(c.Width, max(narrowest, cellsOf(c.Head)))
}

// Columns are the columns of a table.
type Columns []Column

// Fit makes the columns fit into so many cells, 0 for any number: it leaves out spare ones until the rest fits with its
// texts shortened, and shortens the widest texts. What is printed elsewhere than on a terminal stays whole.
func (cols Columns) Fit(wide int) {
	if wide == 0 {
		return
	}
	for cols.cells((*Column).floor) > wide {
		last := -1
		for i, c := range cols {
			if c.Width > 0 && c.Spare > 0 && (last < 0 || c.Spare < cols[last].Spare) {
				last = i
			}
		}
		if last < 0 {
			break
		}
		cols[last].Width = 0
	}
	for over := cols.cells(func(c *Column) int { return c.Width }) - wide; over > 0; over-- {
		widest := -1
		for i, c := range cols {
			if c.Width > c.floor() && (widest < 0 || c.Width > cols[widest].Width) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		cols[widest].Width--
	}
}

// cells is how many cells a line takes, with two between columns.
func (cols Columns) cells(of func(*Column) int) int {
	n := -2
	for i := range cols {
		if cols[i].Width > 0 {
			n += of(&cols[i]) + 2
		}
	}
	return n
}

// Line is one line of the table.
func (cols Columns) Line(values []string) string {
	var b strings.Builder
	b.Grow(cols.cells(func(c *Column) int { return c.Width }) + len("  "))
	for i := range cols {
		if cols[i].Width > 0 {
			cols[i].cell(&b, values[i])
			b.WriteString("  ")
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// Heads is the line above the table.
func (cols Columns) Heads() string {
	heads := make([]string, len(cols))
	for i, c := range cols {
		heads[i] = c.Head
	}
	return cols.Line(heads)
}

// LeftOut says under a table which columns the terminal has no room for.
func (cols Columns) LeftOut(p *Printer) {
	var names []string
	for _, c := range cols {
		if c.Width == 0 {
			names = append(names, c.Head)
		}
	}
	if len(names) > 0 {
		p.Line("No room for %s: --format csv has them.", strings.Join(names, ", "))
	}
}

// PrintAligned prints a head and lines in columns as wide as their widest cells, or as the terminal allows. The error is w's.
func PrintAligned(w io.Writer, cols Columns, lines [][]string) error {
	cols = slices.Clone(cols)
	for i := range cols {
		cols[i].Measure(cols[i].Head)
		if cols[i].Numeric {
			padDecimals(lines, i)
		}
		for _, values := range lines {
			cols[i].Measure(values[i])
		}
	}
	cols.Fit(Width(w))
	out := bufio.NewWriter(w) // a call of the system a line would cost more than the lines
	p := &Printer{W: out}
	p.Line("%s", cols.Heads())
	for _, values := range lines {
		_, _ = out.WriteString(cols.Line(values)) // Flush tells
		_ = out.WriteByte('\n')
	}
	cols.LeftOut(p)
	return cmp.Or(p.Err, out.Flush())
}

// Decimals is how many bytes of a number stand at and behind its decimal point.
func Decimals(s string) int {
	if i := strings.IndexByte(s, '.'); i >= 0 {
		return len(s) - i
	}
	return 0
}

// PadDecimals gives a number as many cells behind the decimal point as the most of its column.
func PadDecimals(s string, most int) string { return s + strings.Repeat(" ", most-Decimals(s)) }

// padDecimals gives the numbers of a column the same cells behind the decimal point.
func padDecimals(lines [][]string, column int) {
	most := 0
	for _, values := range lines {
		most = max(most, Decimals(values[column]))
	}
	for _, values := range lines {
		values[column] = PadDecimals(values[column], most)
	}
}
