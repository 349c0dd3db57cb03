// Package markdown writes a report for a ticket or a wiki. Texts from outside are escaped.
package markdown

import (
	"fmt"
	"strings"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/outline"
)

// Render writes the document as Markdown. The same document gives the same bytes. It fails as outline.Of does.
func Render(d *report.Document) ([]byte, error) {
	o, err := outline.Of(d)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	title := o.Title
	if o.Badge != "" {
		title = o.Badge + ": " + title
	}
	fmt.Fprintf(&b, "# %s\n\n%s\n", escape(title), escape(o.About))
	for i, s := range o.Sections {
		if i > 0 {
			fmt.Fprintf(&b, "\n## %s\n", escape(s.Title))
		}
		for _, k := range s.Blocks {
			write(&b, k)
		}
	}
	fmt.Fprintf(&b, "\n---\n\nReport %s, SHA-256 of its JSON `%s`\n", o.ID, o.Digest)
	if o.Badge != "" {
		fmt.Fprintf(&b, "\n**%s**\n", o.Badge)
	}
	return []byte(b.String()), nil
}

func write(b *strings.Builder, k outline.Block) {
	switch k := k.(type) {
	case outline.Facts:
		b.WriteString("\n")
		for _, f := range k {
			if f.Value != "" {
				fmt.Fprintf(b, "- %s: %s\n", escape(f.Name), escape(f.Value))
			}
		}
	case outline.Outcomes:
		b.WriteString("\n| check | outcome | figure |\n|---|---|---:|\n")
		for _, c := range k {
			fmt.Fprintf(b, "| %s | **%s** | %s |\n", escape(c.Claim), escape(c.Outcome), escape(c.Figure))
		}
	case outline.Heading:
		fmt.Fprintf(b, "\n### %s: %s\n", escape(k.Mark), escape(k.Text))
	case outline.Paragraph:
		fmt.Fprintf(b, "\n%s\n", escape(string(k)))
	case outline.List:
		b.WriteString("\n")
		for _, l := range k {
			fmt.Fprintf(b, "- %s\n", escape(l))
		}
	case *outline.Table:
		table(b, k)
	}
}

func table(b *strings.Builder, t *outline.Table) {
	if len(t.Rows) == 0 {
		return
	}
	if t.Caption != "" {
		fmt.Fprintf(b, "\n%s:\n", escape(t.Caption))
	}
	b.WriteString("\n|")
	for _, c := range t.Columns {
		fmt.Fprintf(b, " %s |", escape(c.Title))
	}
	b.WriteString("\n|")
	for _, c := range t.Columns {
		b.WriteString(map[bool]string{true: "---:|", false: "---|"}[c.Right])
	}
	b.WriteString("\n")
	rows := t.Rows
	if t.Most > 0 {
		rows = rows[:min(len(rows), t.Most)]
	}
	for _, r := range rows {
		b.WriteString("|")
		for i := range t.Columns {
			c := ""
			if i < len(r) {
				c = r[i]
			}
			fmt.Fprintf(b, " %s |", escape(strings.TrimSpace(c)))
		}
		b.WriteString("\n")
	}
	if more := len(t.Rows) - len(rows) + t.More; more > 0 {
		fmt.Fprintf(b, "\nand %d more\n", more)
	}
}

var escaper = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`, "#", `\#`, "!", `\!`, "\n", " ", "\r", " ")

func escape(s string) string { return escaper.Replace(s) }
