package home

import (
	"strings"
	"time"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/library"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/theme"
)

// wideList is the width from which on a recent import has columns for its employer and its case.
const wideList = 110

// leastDetails is how many lines the panel about the import under the cursor needs, beside the list.
const leastDetails = 11

// recentPanels are the recent imports, and where they leave room all that the library knows of the one that enter opens from here.
func recentPanels(p *Pane, w, h int) []string {
	t := p.env.Theme
	list := h
	if about := details(p, w-4); len(about) > 0 && w-4 >= wideList && h >= len(p.saved)+3+leastDetails {
		list = max(len(p.saved)+3, h-len(about)-2)
		below := t.Panel(theme.Panel{Title: "About the import", W: w, H: h - list}, about)
		return append(t.Panel(theme.Panel{Title: "Recent imports", Focus: p.inLast, W: w, H: list}, p.recent(w-4, list-2)), below...)
	}
	return t.Panel(theme.Panel{Title: "Recent imports", Focus: p.inLast, W: w, H: list}, p.recent(w-4, list-2))
}

// columns puts the parts of a recent import beside each other; the last one, its time, stands right.
func columns(w int, ellipsis, who, bank, employer, ofCase, saved string) string {
	const savedWidth, gap = 16, 2
	room := w - savedWidth
	shares := []int{room * 30 / 100, room * 24 / 100, room * 24 / 100}
	var line strings.Builder
	for i, part := range []string{who, bank, employer} {
		line.WriteString(cell.Fit(part, shares[i]-gap, cell.Left, ellipsis) + strings.Repeat(" ", gap))
		room -= shares[i]
	}
	return line.String() + cell.Fit(ofCase, room-gap, cell.Left, ellipsis) + strings.Repeat(" ", gap) + cell.Fit(saved, savedWidth, cell.Left, ellipsis)
}

// ofCase is what people decided on the case of an import, or else its status; empty where it stands alone.
func ofCase(e *library.Entry, masked bool) string {
	switch c := e.Case; {
	case c == nil:
		return ""
	case c.Decision != "":
		return c.Decided()
	case masked || c.Label == "":
		return c.Status
	default:
		return field.Plain(c.Label) + ", " + c.Status
	}
}

// details are what the library knows of the import under the cursor, or of the newest one, without reading it.
func details(p *Pane, w int) (lines []string) {
	if len(p.saved) == 0 {
		return nil
	}
	t, e := p.env.Theme, &p.saved[min(p.recents.Cursor, len(p.saved)-1)]
	pair := func(name, value string) {
		if value == "" {
			return
		}
		for _, l := range cell.Wrap(value, max(w-13, 10)) {
			lines = append(lines, field.Pair(t, name, l, 12, w))
			name = ""
		}
	}
	private := func(s string) string { return field.Masked(t, p.env.Masked, s) }
	if e.Damaged != nil {
		pair("damaged", field.Plain(e.Damaged.Error()))
		return lines
	}
	pair("customer", private(e.Person()))
	pair("bank", e.Bank().String())
	if c := e.Counts; c != nil && !e.Locked {
		pair("holds", english.Plural(c.Accounts, "account", "accounts")+", "+english.Plural(c.CreditCards, "card", "cards")+", "+english.Plural(c.Transactions, "transaction", "transactions"))
	}
	var numbers []string
	for _, n := range e.IBANs {
		numbers = append(numbers, identity.Grouped(n))
	}
	pair("numbers", private(strings.Join(numbers, ", ")))
	pair("paid by", private(e.Employer.String()))
	if c := e.Case; c != nil {
		pair("case", private(strings.Join(present(c.Label, c.Status, strings.Join(c.Tags, ", ")), ", ")))
		pair("decision", c.Decided())
	} else {
		pair("case", "none: it stands alone")
	}
	pair("kept until", until(e, p.env.Now()))
	return lines
}

// present are the parts that say something.
func present(parts ...string) (out []string) {
	for _, s := range parts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// until is the day until which an import is kept, and whether that is over.
func until(e *library.Entry, now time.Time) string {
	switch {
	case e.Expires.IsZero():
		return "it is deleted"
	case e.Expired(now):
		return e.Expires.In(now.Location()).Format(time.DateOnly) + ": it has expired"
	}
	return e.Expires.In(now.Location()).Format(time.DateOnly)
}
