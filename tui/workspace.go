package tui

import (
	"context"
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/accounts"
	"aisdesk/tui/pane/analytics"
	"aisdesk/tui/pane/cards"
	"aisdesk/tui/pane/casework"
	"aisdesk/tui/pane/compare"
	"aisdesk/tui/pane/inspector"
	"aisdesk/tui/pane/overview"
	"aisdesk/tui/pane/transactions"
	"aisdesk/tui/pane/verdict"
	"aisdesk/tui/theme"
)

// tab is one pane of the workspace with its name in messages, and its title where there is little room.
type tab struct {
	name  string
	pane  pane.Pane
	short string
}

// workspace shows one import in tabs. It is a pane itself; the root draws its tabs in the header.
type workspace struct {
	env    *pane.Env
	panes  []tab
	at     int
	data   app.Dataset
	person string       // whom the import is about, as far as rows are read
	full   *app.Dataset // with the acts, while data is shown without; nil otherwise
	acts   []string     // what the acts change, on a line of several lengths; nil where they change nothing
	w, h   int
	// compared is the screen of two periods from which rows were opened, and the tab below it; nil for none.
	compared      *compare.Pane
	belowCompared string
}

func newWorkspace(ctx context.Context, env *pane.Env, b Backend, reply app.Reply) *workspace {
	ins := inspector.New(ctx, env, b.Exchanges)
	ins.SetReply(reply)
	ws := &workspace{env: env, data: reply.Dataset}
	claims := verdict.New(env)
	ws.panes = append(dataTabs(env, claims), tab{"inspector", ins, "Inspect"}, tab{verdict.Tab, claims, "Verdict"})
	if env.Cases != nil {
		file := casework.New(env)
		file.Verdict = claims.Headline
		file.Says = func(r *verify.Report) (sign, said, why string, role theme.Role) {
			return verdict.HeadlineOf(env.Theme, r)
		}
		ws.panes = append(ws.panes, tab{casework.Tab, file, "Case"})
	}
	return ws
}

// dataTabs are the panes that show an import's data, the first of them with what claims come to.
func dataTabs(env *pane.Env, claims *verdict.Pane) []tab {
	over := overview.New(env)
	over.Verdict = func() (v overview.Verdict) {
		v.Sign, v.Said, v.Why, v.Role = claims.Headline()
		return v
	}
	return []tab{
		{overview.Tab, over, "Over"}, {accounts.Tab, accounts.New(env), "Accts"},
		{transactions.Tab, transactions.New(env), "Trans"}, {cards.Tab, cards.New(env), "Cards"},
		{analytics.Tab, analytics.New(env), "Analyt"},
	}
}

const tabSection = "Tabs"

func (ws *workspace) current() pane.Pane { return ws.panes[ws.at].pane }

// Title, SetSize, View, Capturing and Status make it a pane.Pane.
func (ws *workspace) Title() string   { return ws.current().Title() }
func (ws *workspace) Capturing() bool { return ws.current().Capturing() }
func (ws *workspace) Status() string  { return ws.current().Status() }
func (ws *workspace) SetSize(w, h int) {
	ws.w, ws.h = w, h
	if ws.acts != nil {
		h--
	}
	for _, t := range ws.panes {
		t.pane.SetSize(w, h)
	}
}

// Actions are the pane's, then those that change the tab; left and right do where the pane has no use for them.
func (ws *workspace) Actions() []pane.Action {
	actions := ws.current().Actions()
	if ws.Capturing() {
		return actions
	}
	actions = append(actions, ws.compareActs()...)
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { return ws.turn(ws.at + n) } }
	tab := func(keys, what string) pane.Action { return pane.Key(keys, what).In(tabSection) }
	for i, t := range ws.panes {
		actions = append(actions, tab(strconv.Itoa(i+1), "go to "+t.pane.Title()).Unless(i == ws.at).Call(func() tea.Cmd { return ws.turn(i) }))
	}
	return append(actions, pane.Key("=", "compare two periods: what begins, ends, changes").In(tabSection).Call(ws.env.Sends(pane.ComparePeriods{})), tab("tab", "next tab").Call(by(1)), tab("shift+tab", "previous tab").Call(by(-1)),
		tab("left right", "previous and next tab, where the pane does not use them").As("←/→").On(func(k string) tea.Cmd {
			if k == "left" {
				return ws.turn(ws.at - 1)
			}
			return ws.turn(ws.at + 1)
		}))
}

// Type types into a field of the pane in front.
func (ws *workspace) Type(m tea.KeyMsg) tea.Cmd {
	if t, ok := ws.current().(pane.Typer); ok {
		return t.Type(m)
	}
	return nil
}

// Update gives the focus to the pane in front and everything else to all.
func (ws *workspace) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Focus, pane.Blur:
		return ws.current().Update(m)
	case pane.Loaded:
		ws.data, ws.person = m.Dataset, m.Dataset.Person()
		ws.takeActs()
	case pane.SettingsChanged:
		ws.takeActs()
	}
	cmds := make([]tea.Cmd, 0, len(ws.panes))
	for _, t := range ws.panes {
		cmds = append(cmds, t.pane.Update(msg))
	}
	return tea.Batch(cmds...)
}

// takeActs works out what the acts change, and makes room for the line.
func (ws *workspace) takeActs() {
	before := ws.acts != nil
	ws.acts = nil
	if ws.full != nil || ws.data.Ledger != nil && ws.data.Acts.Figures() {
		ws.acts = ws.saysActs()
	}
	if (ws.acts != nil) != before {
		ws.SetSize(ws.w, ws.h)
	}
}

// turn shows another tab.
func (ws *workspace) turn(to int) tea.Cmd {
	to = (to + len(ws.panes)) % len(ws.panes)
	if to == ws.at {
		return nil
	}
	blur := ws.current().Update(pane.Blur{})
	ws.at = to
	return tea.Batch(blur, ws.current().Update(pane.Focus{}))
}

// close ends what the panes began: queries, exports, questions to the provider.
func (ws *workspace) close() {
	for _, t := range ws.panes {
		if c, ok := t.pane.(interface{ Close() }); ok {
			c.Close()
		}
	}
}

// unfinished is what the panes would lose if the program ended now.
func (ws *workspace) unfinished() (out []string) {
	if ws == nil {
		return nil
	}
	for _, t := range ws.panes {
		if u, ok := t.pane.(interface{ Unfinished() string }); ok && u.Unfinished() != "" {
			out = append(out, u.Unfinished())
		}
	}
	return out
}

// Mouse hands an event to the pane in front.
func (ws *workspace) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	if p, ok := ws.current().(pane.Mouser); ok {
		return p.Mouse(m)
	}
	return nil, false
}

// index finds a tab by name, -1 for none.
func (ws *workspace) index(name string) int {
	return slices.IndexFunc(ws.panes, func(t tab) bool { return t.name == name })
}

// show goes to a tab by its name.
func (ws *workspace) show(name string) tea.Cmd {
	if i := ws.index(name); i >= 0 {
		return ws.turn(i)
	}
	return nil
}

// showRows lets the transactions pane show what was asked for.
func (ws *workspace) showRows(m pane.OpenRows) tea.Cmd {
	if m.From == "" {
		m.From = ws.panes[ws.at].name
	}
	return tea.Batch(ws.panes[ws.index(transactions.Tab)].pane.Update(m), ws.show(transactions.Tab))
}

// name is the person whom the import is about, or else its id; a file's name can say whose it is. The mask hides who it is.
func (ws *workspace) name() string {
	if who := ws.person; who != "" {
		return field.Masked(ws.env.Theme, ws.env.Masked, field.Plain(who))
	}
	name := field.Plain(ws.data.Name)
	if ws.data.ID == "" {
		return field.Masked(ws.env.Theme, ws.env.Masked, name)
	}
	return name
}
