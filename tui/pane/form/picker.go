package form

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app/catalog"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// picker searches the catalog.
type picker struct {
	line  field.Line
	list  field.List
	banks []catalog.Bank
}

func (p *bankSearch) openPicker() {
	p.picker = &picker{line: field.Line{Placeholder: "search: a name, a country, psd2, company"}}
	p.searchBanks()
}

// searchBanks fills the list with what matches, in the catalog's order.
func (p *bankSearch) searchBanks() {
	k := p.picker
	k.banks = k.banks[:0]
	for _, b := range p.banks.Banks {
		if c := p.country.value(); c != "all" && b.Country != c {
			continue
		}
		if field.Matches(searchable(b), k.line.Value()) {
			k.banks = append(k.banks, b)
		}
	}
	k.list = field.List{}
}

func searchable(b catalog.Bank) string {
	return strings.Join([]string{b.Name, b.OfficialName.String(), b.Institution.String(), b.Country, catalog.CountryName(b.Country),
		kinds(b), support(b)}, " ")
}

// pickerActions are those of the search for a bank.
func (p *bankSearch) pickerActions() []pane.Action {
	return []pane.Action{
		pane.Key("enter", "choose this bank").Short().Then(p.takeBank),
		pane.Key("up down pgup pgdown", "choose").As("↑/↓").Short().On(func(k string) tea.Cmd { p.picker.list.Key(k); return nil }),
		pane.Key("esc", "back to the form").Short().Then(p.leavePicker),
		pane.Key("ctrl+r", "ask the provider again").Call(func() tea.Cmd { return p.fetch(true) }),
	}
}

// takeBank chooses the bank under the cursor.
func (p *bankSearch) takeBank() {
	if k := p.picker; k.list.Cursor < len(k.banks) {
		p.target, p.picker = k.banks[k.list.Cursor].Name, nil
		p.move(1)
	}
}

// leavePicker first clears what is searched for, then goes back to the form.
func (p *bankSearch) leavePicker() {
	if p.picker.line.Empty() {
		p.picker = nil
		return
	}
	p.picker.line.Set("")
	p.searchBanks()
}

// kinds are who can be verified with the bank, in one letter each: people, sole traders, companies.
func kinds(b catalog.Bank) string {
	var out []string
	for _, t := range b.AccountTypes {
		switch t {
		case "Individual":
			out = append(out, "person")
		case "SoleTrader":
			out = append(out, "trader")
		case "Corporate":
			out = append(out, "company")
		default:
			out = append(out, t)
		}
	}
	return strings.Join(out, ", ")
}

// support says what the bank offers: by which way, and how often.
func support(b catalog.Bank) string {
	var out []string
	if b.PSD2 {
		out = append(out, "PSD2")
	}
	if b.Beta {
		out = append(out, "beta")
	}
	for _, a := range b.Access {
		if a == "MULTIPLE" {
			out = append(out, "repeat")
		}
	}
	return strings.Join(out, " ")
}

// pickerLines draw the search and as many banks as fit.
func (p *bankSearch) pickerLines(w, h int) []string {
	t, k := p.env.Theme, p.picker
	lines := []string{t.Paint(theme.Key, t.Glyphs().Cursor+" ") + k.line.View(t, w-2, true)}
	columns := bankWidths(w)
	lines = append(lines, t.Paint(theme.Header, bankRow(t, columns, "bank", "catalog name", "for", "offers")))
	k.list.Resize(len(k.banks), h-3)
	from, to := k.list.Window()
	for i := from; i < to; i++ {
		b := k.banks[i]
		row, sign := theme.RowPlain, "  "
		if i == k.list.Cursor {
			row, sign = theme.RowCursor, t.Glyphs().Cursor+" "
		}
		text := bankRow(t, columns, sign+b.OfficialName.String()+" ("+b.Country+")", b.Name, kinds(b), support(b))
		lines = append(lines, cell.Mark(pane.AreaRow, i, t.PaintRow(row, theme.Plain, cell.Fit(text, w, cell.Left, ""))))
	}
	if len(k.banks) == 0 {
		lines = append(lines, t.Paint(theme.Dim, p.noBanks()))
	}
	return lines
}

func (p *bankSearch) noBanks() string {
	switch {
	case p.catalog.Running():
		return "fetching the provider's list of banks"
	case p.problem != nil:
		return "no list of banks: " + field.Plain(p.problem.Error())
	}
	return "no bank matches"
}

func bankWidths(w int) [4]int {
	rest := w - 3
	name := rest * 36 / 100
	id := rest * 24 / 100
	kind := rest * 24 / 100
	return [4]int{name, id, kind, rest - name - id - kind}
}

func bankRow(t *theme.Theme, widths [4]int, parts ...string) string {
	out := make([]string, len(parts))
	for i, s := range parts {
		out[i] = cell.Fit(s, widths[i], cell.Left, t.Glyphs().Ellipsis)
	}
	return strings.Join(out, " ")
}
