// Package form asks what a new verification needs: whose, which bank, how far back, and by which method the
// customer signs in. Every field is checked where it stands, and the last values come back.
package form

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// backend is what the form asks.
type backend interface {
	Environment() app.Environment
	Banks(ctx context.Context, country string, fresh bool) (catalog.Catalog, error)
}

// The form's rows. Which of them are shown depends on the method.
type row int

const (
	rowOwner row = iota
	rowMethod
	rowLogin
	rowCountry
	rowBank
	rowPeriod
	rowSince
	rowAccess
	rowLanguage
	rowBegin
)

// Pane is the form. Its parts share the request that it makes.
type Pane struct {
	*request
	bankSearch
	drawing
	w, h int
}

// request is what the fields hold, and what is known of the banks.
type request struct {
	env     *pane.Env
	backend backend
	ctx     context.Context
	last    app.Settings

	focus    row
	owner    field.Line
	login    field.Line
	since    field.Line
	method   choice
	country  choice
	period   choice
	access   choice
	language choice

	next    pane.NextImport // the case that the import is for; empty for none
	banks   catalog.Catalog
	problem error // why there is no catalog
	catalog pane.Task[catalog.Catalog]
	target  string
	tried   bool // begin was pressed: show what is missing even where nothing was typed
}

// bankSearch searches the catalog while it is open.
type bankSearch struct {
	*request
	picker *picker
}

// drawing draws the fields and what is said about them.
type drawing struct{ *request }

// New makes the form with the values of the settings.
func New(ctx context.Context, env *pane.Env, backend backend, last app.Settings) *Pane {
	r := &request{ctx: ctx, env: env, backend: backend, last: last, target: last.Target, focus: rowOwner}
	p := &Pane{request: r, bankSearch: bankSearch{request: r}, drawing: drawing{r}}
	p.owner = field.Line{Placeholder: "random", Limit: 128}
	p.login = field.Line{Placeholder: "test1", Limit: 64}
	if tests := backend.Environment().TestLogins; len(tests) > 0 { // "test1 / Test123"
		login, _, _ := strings.Cut(tests[0], " ")
		p.login.Set(login)
	}
	p.since = field.Line{Placeholder: "YYYY-MM-DD", Limit: 10, Only: func(r rune) bool { return r == '-' || r >= '0' && r <= '9' }}
	p.method = choice{options: p.methods()}
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

// For makes the form one of another import for a case: of a person whose id is known already, at any bank.
func (p *Pane) For(m pane.NextImport) {
	p.next = m
	p.owner.Set(m.Owner)
	p.target, p.focus = "", rowMethod
}

func (p *request) methods() []option {
	methods := []option{{string(app.SignInPage), "in this machine's browser"}, {string(app.SignInRedirect), "with a link to send, or a QR code"}}
	if e := p.backend.Environment(); e.Name != "live" {
		methods = append(methods, option{string(app.SignInMock), "without a browser, as a test login"})
	}
	return methods
}

// setPeriod takes a preset or a date.
func (p *request) setPeriod(s string) {
	if p.period.pick(s); s == "" || p.period.value() == s {
		return
	}
	if _, err := aisclient.ParseDate(s); err == nil {
		p.period.pick(periodDate)
		p.since.Set(s)
	}
}

// rows are the rows that the chosen method needs, from top to bottom.
func (p *request) rows() []row {
	rows := []row{rowOwner, rowMethod}
	mock := p.method.value() == string(app.SignInMock)
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
func (p *request) text() *field.Line {
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
func (p *request) pick() *choice {
	switch p.focus {
	case rowMethod:
		return &p.method
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

// Actions are those of the row with the cursor, or of the search for a bank.
func (p *Pane) Actions() []pane.Action {
	if p.picker != nil {
		return p.pickerActions()
	}
	enter := pane.Key("enter", "next field").Then(func() { p.move(1) })
	switch p.focus {
	case rowBank:
		enter = pane.Key("enter", "choose a bank").Then(p.openPicker)
	case rowBegin:
		enter = pane.Key("enter", "begin").Call(p.begin)
	}
	choice := pane.Key("left right h l space", "other choice").On(p.choose)
	if p.pick() == nil { // the keys belong to the text
		choice = pane.Key("left right", "other choice").Unless(true)
	}
	return []pane.Action{
		enter.Short(), pane.Key("ctrl+s", "begin").Short().Call(p.begin),
		pane.Key("up down tab shift+tab", "other field").As("↑/↓").Short().On(p.moveBy),
		choice.As("←/→").Short(),
		pane.Key("delete backspace", "any bank").As("del").Unless(p.focus != rowBank || p.target == "").Then(func() { p.target = "" }),
		pane.Key("ctrl+r", "ask the provider for its banks again").Call(func() tea.Cmd { return p.fetch(true) }),
		pane.Key("esc", "back").Short().Call(p.env.Sends(pane.Back{})),
	}
}

func (p *request) fetch(fresh bool) tea.Cmd {
	return p.catalog.Start(p.ctx, func(ctx context.Context) (catalog.Catalog, error) { return p.backend.Banks(ctx, "all", fresh) }, p.take)
}

// Update fetches the banks when the form is shown.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(pane.Focus); ok && len(p.banks.Banks) == 0 {
		return p.fetch(false)
	}
	return nil
}

// take fills the countries from the catalog and keeps the choice that was made.
func (p *request) take(banks catalog.Catalog, err error) tea.Cmd {
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

// Type types into the row with the cursor, or what is searched for.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	if p.picker != nil {
		if p.picker.line.Update(m) {
			p.searchBanks()
		}
	} else if l := p.text(); l != nil {
		l.Update(m)
	}
	return nil
}

// choose takes the next option of the row with the cursor, or the one before.
func (p *request) choose(key string) tea.Cmd {
	if key == "left" || key == "h" {
		p.pick().step(-1)
	} else {
		p.pick().step(1)
	}
	p.dropForeignTarget()
	return nil
}

// dropForeignTarget forgets a bank that the chosen country does not have.
func (p *request) dropForeignTarget() {
	b := p.bank()
	if b != nil && p.country.value() != "all" && b.Country != p.country.value() {
		p.target = ""
	}
}

// moveBy moves to the next row, or to the one before.
func (p *request) moveBy(key string) tea.Cmd {
	if key == "up" || key == "shift+tab" {
		p.move(-1)
	} else {
		p.move(1)
	}
	return nil
}

func (p *request) move(by int) {
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
