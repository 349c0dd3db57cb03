package form

import (
	"fmt"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// labelWidth is the room of the field names.
const labelWidth = 13

// View is the form with, beside or under it, what there is to know about the field with the cursor.
func (p *Pane) View() string {
	t := p.env.Theme
	if p.picker != nil {
		w, h := p.w-4, p.h-2
		note := fmt.Sprintf("%d of %d", len(p.picker.banks), len(p.banks.Banks))
		return cell.Exact(t.Panel(theme.Panel{Title: "Choose a bank", Note: note, Focus: true, W: p.w, H: p.h}, p.pickerLines(w, h)), p.w, p.h)
	}
	if p.w >= 110 {
		left := p.w * 3 / 5
		return cell.Exact(cell.Beside(1, []int{left, p.w - left - 1}, p.fields(left, p.h), p.about(p.w-left-1, p.h)), p.w, p.h)
	}
	about := max(min(6, p.h-len(p.rows())-4), 3)
	return cell.Exact(append(p.fields(p.w, p.h-about), p.about(p.w, about)...), p.w, p.h)
}

func (p *drawing) fields(w, h int) []string {
	var lines []string
	roomy := h >= len(p.rows())+7
	if roomy {
		lines = append(lines, "")
	}
	focusLine := 0
	for _, r := range p.rows() {
		if r == rowBegin && h >= len(p.rows())+3 || roomy && (r == rowCountry || r == rowPeriod) {
			lines = append(lines, "")
		}
		if r == p.focus {
			focusLine = len(lines)
		}
		lines = append(lines, cell.Mark(pane.AreaRow, int(r), p.line(r, w-4)))
	}
	if over := focusLine - (h - 3); over > 0 {
		lines = lines[over:]
	}
	return p.env.Theme.Panel(theme.Panel{Title: "New verification", Focus: true, W: w, H: h}, lines)
}

var labels = map[row]string{
	rowOwner: "Customer id", rowMethod: "Sign-in", rowLogin: "Test login", rowCountry: "Country", rowBank: "Bank",
	rowPeriod: "History", rowSince: "  since", rowAccess: "Access", rowLanguage: "Language",
}

// line draws a row: cursor, label, value, and a sign where something is wrong.
func (p *drawing) line(r row, w int) string {
	t := p.env.Theme
	on := r == p.focus
	sign, role := "  ", theme.Dim
	if on {
		sign, role = t.Paint(theme.Accent, t.Glyphs().Cursor+" "), theme.HeaderOn
	}
	if r == rowBegin {
		return sign + cell.Spaces(labelWidth) + p.button(on)
	}
	flaw := " "
	if p.check(r) != "" {
		flaw = t.Paint(theme.Bad, t.Glyphs().No)
	}
	room := w - labelWidth - 5
	return sign + t.Paint(role, cell.Fit(labels[r], labelWidth, cell.Left, "")) + flaw + " " + p.value(r, on, room)
}

func (p *drawing) button(on bool) string {
	t := p.env.Theme
	label := "  Begin verification  "
	if on {
		return "  " + t.PaintRow(theme.RowCell, theme.Strong, "["+label+"]")
	}
	return "  " + t.Paint(theme.Accent, "["+label+"]")
}

func (p *drawing) value(r row, on bool, w int) string {
	t := p.env.Theme
	switch r {
	case rowOwner:
		return p.owner.View(t, w, on)
	case rowLogin:
		return p.login.View(t, w, on)
	case rowSince:
		return p.since.View(t, w, on)
	case rowBank:
		return p.bankValue(on)
	case rowPeriod:
		if r := p.radio(&p.period, on); cell.Width(r) <= w {
			return r
		}
		return p.chosen(&p.period, on)
	case rowMethod:
		return p.chosen(&p.method, on)
	case rowCountry:
		return p.chosen(&p.country, on)
	case rowAccess:
		return p.chosen(&p.access, on)
	}
	return p.chosen(&p.language, on)
}

// chosen shows one value with arrows where it can be changed.
func (p *drawing) chosen(c *choice, on bool) string {
	t := p.env.Theme
	if !on {
		return c.label()
	}
	g := t.Glyphs()
	return cell.Mark(areaBefore, 0, t.Paint(theme.Accent, g.Left+" ")) + t.PaintRow(theme.RowCell, theme.Strong, " "+c.label()+" ") +
		t.Paint(theme.Accent, " "+g.Right) +
		t.Paint(theme.Dim, fmt.Sprintf("  %d of %d", c.at+1, len(c.options)))
}

// radio shows all values side by side, the chosen one marked.
func (p *drawing) radio(c *choice, on bool) string {
	t := p.env.Theme
	parts := make([]string, len(c.options))
	for i, o := range c.options {
		switch {
		case i == c.at && on:
			parts[i] = t.PaintRow(theme.RowCell, theme.Strong, "["+o.label+"]")
		case i == c.at:
			parts[i] = t.Paint(theme.Strong, "["+o.label+"]")
		default:
			parts[i] = t.Paint(theme.Dim, " "+o.label+" ")
		}
		parts[i] = cell.Mark(areaOption, i, parts[i])
	}
	return strings.Join(parts, " ")
}

func (p *drawing) bankValue(on bool) string {
	t := p.env.Theme
	name := "the customer chooses"
	if b := p.bank(); b != nil {
		name = b.OfficialName.String() + t.Paint(theme.Dim, "  "+b.Name)
	} else if p.target != "" {
		name = p.target
	}
	if on {
		return name + t.Paint(theme.Key, "  "+pane.Key("enter", "").KeyTextIn(t.Glyphs().Unicode)) + t.Paint(theme.Dim, " search")
	}
	return name
}

// about explains the field with the cursor: what is wrong first.
func (p *drawing) about(w, h int) []string {
	t := p.env.Theme
	var lines []string
	if flaw := p.check(p.focus); flaw != "" {
		for _, l := range cell.Wrap(flaw, w-4) {
			lines = append(lines, t.Paint(theme.Bad, l))
		}
	}
	for i, s := range p.explain() {
		if i > 0 && h > 6 {
			lines = append(lines, "")
		}
		lines = append(lines, cell.Wrap(s, w-4)...)
	}
	title := labels[p.focus]
	if p.focus == rowBegin {
		title = "Begin"
	}
	return t.Panel(theme.Panel{Title: strings.TrimSpace(title), W: w, H: h}, lines)
}

func (p *drawing) explain() []string {
	switch p.focus {
	case rowOwner:
		return []string{"Your own id of this customer or application; the provider keeps the data under it.",
			"Never a name, an e-mail address or a number of the person. Use the same id again to add another bank."}
	case rowMethod:
		return p.explainMethod()
	case rowLogin:
		return []string{"A published test login of the mock bank: no browser is opened, the session is made at once."}
	case rowCountry:
		return []string{"Which banks the sign-in shows.", p.catalogAge()}
	case rowBank:
		return p.explainBank()
	case rowPeriod, rowSince:
		return p.explainPeriod()
	case rowAccess:
		return []string{"Repeatedly: with the customer's consent, new imports without a sign-in, up to four a day for 180 days.",
			"Only some banks allow it. The access is kept only encrypted: \"aisdesk encrypt passphrase\" sets that up."}
	case rowLanguage:
		return []string{"The language of the page that the customer sees."}
	}
	if months := p.autoImport(); months > 0 {
		return []string{fmt.Sprintf("Automatic import: after the sign-in the provider imports %d months by itself, and this program sends no import. "+
			"See the result at %s.", months, p.backend.Environment().AutoImportURL)}
	}
	return []string{p.summary()}
}

func (p *drawing) explainMethod() []string {
	switch app.SignInMethod(p.method.value()) {
	case app.SignInRedirect:
		return []string{"The provider hosts the sign-in. The link is shown as text and as a QR code, for a customer with a phone or a machine without a browser."}
	case app.SignInMock:
		return []string{"The provider makes a test session at once. Only in the sandbox and the test environment."}
	}
	return []string{"A page on this machine opens in the browser; the customer signs in to the bank there.",
		"Without a browser here: forward the port with ssh, or send a link."}
}

func (p *drawing) explainBank() []string {
	b := p.bank()
	if b == nil {
		return []string{"The customer chooses the bank on the page unless you choose it here; enter searches the catalog.", p.catalogAge()}
	}
	said := []string{b.OfficialName.String() + " supports: " + kinds(*b) + "."}
	if s := support(*b); s != "" {
		said = append(said, "It offers: "+s+".")
	}
	if len(b.Imports) > 0 {
		said = append(said, "An import contains: "+strings.Join(b.Imports, ", ")+".")
	}
	return said
}

func (p *drawing) explainPeriod() []string {
	if p.long() {
		return []string{"From " + p.sinceDate().String() + ". More than 90 days need one more authentication at the bank, " +
			"which some customers do not finish. Ask for a longer history only if you need it.",
			"A bank may keep less than you ask for."}
	}
	if since := p.sinceDate(); !since.Empty() {
		return []string{"From " + since.String() + ". Up to 90 days come without an extra authentication."}
	}
	return []string{"The oldest booking date that is wanted. Up to 90 days come without an extra authentication."}
}

func (p *drawing) catalogAge() string {
	switch {
	case p.catalog.Running():
		return "The list of banks is being fetched."
	case p.problem != nil:
		return "There is no list of banks: " + field.Plain(p.problem.Error())
	case p.banks.Stale != nil:
		return fmt.Sprintf("Cached list of %s; the provider did not answer.", english.Plural(len(p.banks.Banks), "bank", "banks"))
	}
	return fmt.Sprintf("%s, fetched %s.", english.Plural(len(p.banks.Banks), "bank", "banks"), field.Day(p.banks.FetchedAt, p.env.Now()))
}

func (p *drawing) summary() string {
	bank := "any bank"
	if b := p.bank(); b != nil {
		bank = b.OfficialName.String()
	}
	return fmt.Sprintf("Ask for the data of %s since %s. The customer signs in %s.", bank, p.sinceDate(), p.method.label())
}
