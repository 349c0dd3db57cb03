// Package form asks what a new verification needs: whose, which bank, how far back, and by which door the
// customer signs in. Every field is checked where it stands, and the last values come back.
package form

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// Desk is what the form asks.
type Desk interface {
	Environment() app.Environment
	Banks(ctx context.Context, country string, fresh bool) (app.BankCatalog, error)
}

// The form's rows. Which of them are shown depends on the door.
type row int

const (
	rowOwner row = iota
	rowDoor
	rowLogin
	rowCountry
	rowBank
	rowPeriod
	rowSince
	rowAccess
	rowLanguage
	rowBegin
)

// Pane is the form.
type Pane struct {
	env  *pane.Env
	desk Desk
	ctx  context.Context
	last app.Settings
	w, h int

	focus    row
	owner    field.Line
	login    field.Line
	since    field.Line
	door     choice
	country  choice
	period   choice
	access   choice
	language choice

	banks   app.BankCatalog
	problem error // why there is no catalog
	catalog pane.Task[app.BankCatalog]
	target  string
	picker  *picker
	tried   bool // begin was pressed: show what is missing even where nothing was typed
}

// New makes the form with the values of the settings.
func New(ctx context.Context, env *pane.Env, desk Desk, last app.Settings) *Pane {
	p := &Pane{ctx: ctx, env: env, desk: desk, last: last, target: last.Target, focus: rowOwner}
	p.owner = field.Line{Placeholder: "random, made at the start", Limit: 128}
	p.login = field.Line{Placeholder: "test1", Limit: 64}
	if tests := desk.Environment().TestLogins; len(tests) > 0 { // "test1 / Test123"
		login, _, _ := strings.Cut(tests[0], " ")
		p.login.Set(login)
	}
	p.since = field.Line{Placeholder: "YYYY-MM-DD", Limit: 10, Only: func(r rune) bool { return r == '-' || r >= '0' && r <= '9' }}
	p.door = choice{options: p.doors()}
	p.country = choice{options: []option{{"all", "every country"}}}
	p.country.pick(last.Country)
	p.period = choice{options: periods}
	p.setPeriod(last.Period)
	p.access = choice{options: accessModes}
	p.access.pick(last.AccessMode)
	p.language = choice{options: languages}
	p.language.pick(last.Language)
	return p
}

func (p *Pane) doors() []option {
	doors := []option{{string(app.SignInPage), "in the browser of this machine"}, {string(app.SignInRedirect), "with a link to send, or a QR code"}}
	if e := p.desk.Environment(); e.Name != "live" {
		doors = append(doors, option{string(app.SignInMock), "without a browser, as a test login"})
	}
	return doors
}

// setPeriod takes a preset or a date.
func (p *Pane) setPeriod(s string) {
	if p.period.pick(s); s == "" || p.period.value() == s {
		return
	}
	if _, err := aisclient.ParseDate(s); err == nil {
		p.period.pick(periodDate)
		p.since.Set(s)
	}
}

// rows are the rows that the chosen door needs, from top to bottom.
func (p *Pane) rows() []row {
	rows := []row{rowOwner, rowDoor}
	mock := p.door.value() == string(app.SignInMock)
	if mock {
		rows = append(rows, rowLogin)
	}
	rows = append(rows, rowCountry)
	if !mock {
		rows = append(rows, rowBank)
	}
	rows = append(rows, rowPeriod)
	if p.period.value() == periodDate {
		rows = append(rows, rowSince)
	}
	if !mock {
		rows = append(rows, rowAccess, rowLanguage)
	}
	return append(rows, rowBegin)
}

// Title, SetSize and Status make it a pane.Pane.
func (p *Pane) Title() string    { return "New verification" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Status() string {
	if p.catalog.Running() {
		return "fetching the provider's list of banks"
	}
	return ""
}

// Capturing reports whether a text row or the search for a bank has the keys.
func (p *Pane) Capturing() bool { return p.picker != nil || p.text() != nil }

// text is the line being edited, or nil.
func (p *Pane) text() *field.Line {
	switch p.focus {
	case rowOwner:
		return &p.owner
	case rowLogin:
		return &p.login
	case rowSince:
		return &p.since
	}
	return nil
}

// pick is the choice under the cursor, or nil.
func (p *Pane) pick() *choice {
	switch p.focus {
	case rowDoor:
		return &p.door
	case rowCountry:
		return &p.country
	case rowPeriod:
		return &p.period
	case rowAccess:
		return &p.access
	case rowLanguage:
		return &p.language
	}
	return nil
}

// Keys are those of the row with the cursor.
func (p *Pane) Keys() []pane.Binding {
	if p.picker != nil {
		return []pane.Binding{
			pane.Key("enter", "take this bank").Short(), pane.Key("up down pgup pgdown", "choose").As("↑/↓").Short(),
			pane.Key("esc", "back to the form").Short(), pane.Key("ctrl+r", "ask the provider again"),
		}
	}
	enter := pane.Key("enter", "next field")
	switch p.focus {
	case rowBank:
		enter = pane.Key("enter", "choose a bank")
	case rowBegin:
		enter = pane.Key("enter", "begin")
	}
	return []pane.Binding{
		enter.Short(), pane.Key("ctrl+s", "begin").Short(),
		pane.Key("up down tab shift+tab", "other field").As("↑/↓").Short(),
		pane.Key("left right", "other choice").As("←/→").Short().Unless(p.pick() == nil),
		pane.Key("delete backspace", "any bank").As("del").Unless(p.focus != rowBank || p.target == ""),
		pane.Key("ctrl+r", "ask the provider for its banks again"),
		pane.Key("esc", "back").Short(),
	}
}

func (p *Pane) fetch(fresh bool) tea.Cmd {
	return p.catalog.Start(p.ctx, func(ctx context.Context) (app.BankCatalog, error) { return p.desk.Banks(ctx, "all", fresh) }, p.take)
}

// Update edits the form.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Focus:
		if len(p.banks.Banks) == 0 {
			return p.fetch(false)
		}
	case tea.KeyMsg:
		if p.picker != nil {
			return p.pickerKey(m)
		}
		return p.key(m)
	}
	return nil
}

// take fills the countries from the catalog and keeps the choice that was made.
func (p *Pane) take(banks app.BankCatalog, err error) tea.Cmd {
	if p.problem = err; err != nil {
		return nil
	}
	p.banks = banks
	chosen := p.country.value()
	if p.last.Country != "" && chosen == "all" {
		chosen = p.last.Country
	}
	p.country.options = countriesOf(banks.Banks)
	p.country.pick(chosen)
	return nil
}

func (p *Pane) key(m tea.KeyMsg) tea.Cmd {
	switch m.String() {
	case "esc":
		return p.env.Send(pane.Back{})
	case "ctrl+s":
		return p.begin()
	case "ctrl+r":
		return p.fetch(true)
	case "up", "shift+tab":
		p.move(-1)
		return nil
	case "down", "tab":
		p.move(1)
		return nil
	case "enter":
		return p.enter()
	}
	p.edit(m)
	return nil
}

func (p *Pane) edit(m tea.KeyMsg) {
	if l := p.text(); l != nil {
		l.Update(m)
		return
	}
	if c := p.pick(); c != nil {
		switch m.String() {
		case "left", "h":
			c.step(-1)
		case "right", "l", " ":
			c.step(1)
		}
		p.dropForeignTarget()
		return
	}
	if p.focus == rowBank && (m.String() == "delete" || m.String() == "backspace") {
		p.target = ""
	}
}

// dropForeignTarget forgets a bank that the chosen country does not have.
func (p *Pane) dropForeignTarget() {
	b := p.bank()
	if b != nil && p.country.value() != "all" && b.Country != p.country.value() {
		p.target = ""
	}
}

func (p *Pane) enter() tea.Cmd {
	switch p.focus {
	case rowBegin:
		return p.begin()
	case rowBank:
		p.openPicker()
		return nil
	}
	p.move(1)
	return nil
}

func (p *Pane) move(by int) {
	rows := p.rows()
	i := slices.Index(rows, p.focus)
	p.focus = rows[(i+by+len(rows))%len(rows)]
}

// begin starts the verification, or goes to the first field that is wrong.
func (p *Pane) begin() tea.Cmd {
	p.tried = true
	for _, r := range p.rows() {
		if p.check(r) != "" {
			p.focus = r
			return nil
		}
	}
	s := p.last.Clone()
	s.Country, s.Target, s.Period = p.country.value(), p.target, p.periodValue()
	s.AccessMode, s.Language = p.access.value(), p.language.value()
	return tea.Sequence(p.env.Send(pane.ChangeSettings{Settings: s}), p.env.Send(pane.Begin{Request: p.plan()}))
}
