// Package text writes a report for a terminal or an e-mail.
package text

import (
	"fmt"
	"strings"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/outline"
)

// Render writes the document as lines. The same document gives the same bytes. It fails as outline.Of does.
func Render(d *report.Document) ([]byte, error) {
	o, err := outline.Of(d)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	if o.Badge != "" {
		fmt.Fprintf(&b, "*** %s ***\n", o.Badge)
	}
	fmt.Fprintf(&b, "Verification of %s\n\nVerdict: %s\n%s\n", d.Made, o.Verdict, o.About)
	for i, s := range o.Sections {
		if i > 0 {
			fmt.Fprintf(&b, "\n%s\n", s.Title)
		}
		indent := ""
		for _, k := range s.Blocks {
			if _, ok := k.(outline.Heading); ok {
				indent = "        "
			}
			write(&b, k, indent)
		}
	}
	fmt.Fprintf(&b, "\nReport %s, SHA-256 of its JSON %s\n", o.ID, o.Digest)
	if o.Badge != "" {
		fmt.Fprintf(&b, "*** %s ***\n", o.Badge)
	}
	return []byte(b.String()), nil
}

// write writes a block; what stands under a heading is indented.
func write(b *strings.Builder, k outline.Block, indent string) {
	switch k := k.(type) {
	case outline.Facts:
		for _, f := range k {
			if f.Value != "" {
				fmt.Fprintf(b, "%s%s: %s\n", indent, f.Name, f.Value)
			}
		}
	case outline.Outcomes:
		b.WriteString("\n")
		for _, c := range k {
			line := fmt.Sprintf("[%s] %s", c.Outcome, c.Claim)
			if c.Figure != "" {
				line += "  " + c.Figure
			}
			fmt.Fprintln(b, line)
		}
		b.WriteString("\n")
	case outline.Heading:
		fmt.Fprintf(b, "  [%s] %s\n", k.Mark, k.Text)
	case outline.Paragraph:
		fmt.Fprintf(b, "        %s\n", k)
	case outline.List:
		for _, l := range k {
			fmt.Fprintf(b, "        %s\n", l)
		}
	case *outline.Table:
		table(b, k)
	}
}

// table writes the first rows of a table, their cells with commas between.
func table(b *strings.Builder, t *outline.Table) {
	if len(t.Rows) == 0 {
		return
	}
	if t.Caption != "" {
		fmt.Fprintf(b, "        %s\n", t.Caption)
	}
	if t.Most == 0 {
		aligned(b, t)
		return
	}
	rows := t.Rows[:min(len(t.Rows), t.Most)]
	for _, r := range rows {
		var cells []string
		for _, c := range r {
			if c != "" {
				cells = append(cells, c)
			}
		}
		fmt.Fprintf(b, "          %s\n", strings.Join(cells, ", "))
	}
	if more := len(t.Rows) - len(rows) + t.More; more > 0 {
		fmt.Fprintf(b, "          and %d more\n", more)
	}
}

// aligned writes a table with its heads in columns.
func aligned(b *strings.Builder, t *outline.Table) {
	width := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		width[i] = length(c.Title)
	}
	for _, r := range t.Rows {
		if len(r) == 1 {
			continue // a note over all columns
		}
		for i, c := range r {
			width[i] = max(width[i], length(c))
		}
	}
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = c.Title
	}
	for _, r := range append([][]string{heads}, t.Rows...) {
		var line strings.Builder
		for i, c := range r {
			pad := strings.Repeat(" ", max(width[i]-length(c), 0))
			if t.Columns[i].Right {
				line.WriteString(pad + c + "  ")
			} else {
				line.WriteString(c + pad + "  ")
			}
		}
		fmt.Fprintf(b, "          %s\n", strings.TrimRight(line.String(), " "))
	}
}

func length(s string) int { return len([]rune(s)) }
