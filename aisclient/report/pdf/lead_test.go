package pdf_test

import (
	"strings"
	"testing"

	"aisdesk/aisclient/report/outline"
)

// No page ends with a heading or with the head of a table, wherever the rows before it end.
func TestNoHeadingStandsAloneAtTheFootOfAPage(t *testing.T) {
	for n := 1; n <= 64; n += 3 {
		d := withRows(t, n)
		o, err := outline.Of(d)
		if err != nil {
			t.Fatal(err)
		}
		heads := map[string]bool{}
		for _, s := range o.Sections {
			heads[s.Title] = true
			for _, b := range s.Blocks {
				switch b := b.(type) {
				case outline.Heading:
					heads[strings.Join(strings.Fields(b.Mark+" "+b.Text), " ")] = true
				case *outline.Table:
					heads[b.Caption] = true
					var columns []string
					for _, c := range b.Columns {
						columns = append(columns, c.Title)
					}
					heads[strings.Join(columns, " ")] = true
				}
			}
		}
		for i, page := range strings.Split(strings.TrimSuffix(text(t, render(t, d)), "\f"), "\f") {
			last, first := "", ""
			for _, l := range strings.Split(page, "\n") {
				l = strings.Join(strings.Fields(l), " ")
				if strings.Contains(l, "SHA-256 of the JSON") {
					break
				}
				if l != "" && l != "SANDBOX" {
					last = l
					if first == "" {
						first = l
					}
				}
			}
			if strings.HasPrefix(first, "Codes ") && !strings.Contains(page, "Held back") {
				t.Errorf("%d rows: page %d begins with the last line of a check: %q", n, i+1, first)
			}
			if heads[last] {
				t.Errorf("%d rows: page %d ends with %q", n, i+1, last)
			}
		}
	}
}
