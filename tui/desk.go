package tui

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/accounts"
	"aisdesk/tui/pane/analytics"
	"aisdesk/tui/pane/cards"
	"aisdesk/tui/pane/inspector"
	"aisdesk/tui/pane/overview"
	"aisdesk/tui/pane/transactions"
	"aisdesk/tui/pane/verdict"
	"aisdesk/tui/theme"
)

// tab is one pane of the desk with its name in messages, and its title where there is little room.
type tab struct {
	name  string
	pane  pane.Pane
	short string
}

// desk shows one import in tabs. It is a pane itself; the root draws its tabs in the header.
type desk struct {
	env    *pane.Env
	gen    int
	panes  []tab
	at     int
	opened pane.Opened
	w, h   int
}

func newDesk(ctx context.Context, env *pane.Env, b Backend, reply pane.Reply, gen int) *desk {
	ins := inspector.New(ctx, env, b.Exchanges)
	ins.SetReply(reply)
	d := &desk{env: env, gen: gen, opened: reply.Opened}
	d.panes = append(dataTabs(env), tab{"inspector", ins, "Inspect"}, tab{verdict.Tab, verdict.New(env), "Verdict"})
	return d
}

// dataTabs are the panes that show an import's data.
func dataTabs(env *pane.Env) []tab {
	return []tab{
		{overview.Tab, overview.New(env), "Over"}, {accounts.Tab, accounts.New(env), "Accts"},
		{transactions.Tab, transactions.New(env), "Trans"}, {cards.Tab, cards.New(env), "Cards"},
		{analytics.Tab, analytics.New(env), "Analyt"},
	}
}

// desk returns the desk if there is one on the way home.
func (r *root) desk() *desk {
	d, _ := r.find(atDesk).(*desk)
	return d
}

// keyTabs are the desk's own keys; left and right change the tab where the pane has no use for them.
var (
	keyNextTab = pane.Key("tab", "next tab").In(tabSection)
	keyLastTab = pane.Key("shift+tab", "previous tab").In(tabSection)
	keySides   = pane.Key("left right", "previous and next tab, where the pane does not use them").As("←/→").In(tabSection)
)

const tabSection = "Tabs"

func (d *desk) current() pane.Pane { return d.panes[d.at].pane }

// Title, SetSize, View, Capturing and Status make it a pane.Pane.
func (d *desk) Title() string   { return d.current().Title() }
func (d *desk) View() string    { return d.current().View() }
func (d *desk) Capturing() bool { return d.current().Capturing() }
func (d *desk) Status() string  { return d.current().Status() }
func (d *desk) SetSize(w, h int) {
	d.w, d.h = w, h
	for _, t := range d.panes {
		t.pane.SetSize(w, h)
	}
}

// Keys are the pane's, then those that change the tab.
func (d *desk) Keys() []pane.Binding {
	keys := slices.Clone(d.current().Keys())
	for i, t := range d.panes {
		keys = append(keys, pane.Key(strconv.Itoa(i+1), "go to "+t.pane.Title()).In(tabSection))
	}
	return append(keys, keyNextTab, keyLastTab, keySides)
}

// Update gives keys to the pane in front, the focus too, and everything else to all.
func (d *desk) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyMsg:
		return d.key(m)
	case pane.Focus, pane.Blur:
		return d.current().Update(m)
	case pane.Loaded:
		d.opened = m.Opened
	}
	var cmds []tea.Cmd
	for _, t := range d.panes {
		cmds = append(cmds, t.pane.Update(msg))
	}
	return tea.Batch(cmds...)
}

func (d *desk) key(m tea.KeyMsg) tea.Cmd {
	if d.Capturing() || m.Paste {
		return d.current().Update(m)
	}
	switch k := m.String(); {
	case k == "tab":
		return d.turn(d.at + 1)
	case k == "shift+tab":
		return d.turn(d.at - 1)
	case len(k) == 1 && k[0] >= '1' && int(k[0]-'1') < len(d.panes):
		return d.turn(int(k[0] - '1'))
	case k == "right" && !taken(d.current(), m):
		return d.turn(d.at + 1)
	case k == "left" && !taken(d.current(), m):
		return d.turn(d.at - 1)
	}
	return d.current().Update(m)
}

// turn shows another tab.
func (d *desk) turn(to int) tea.Cmd {
	to = (to + len(d.panes)) % len(d.panes)
	if to == d.at {
		return nil
	}
	blur := d.current().Update(pane.Blur{})
	d.at = to
	return tea.Batch(blur, d.current().Update(pane.Focus{}))
}

// close ends what the panes began: queries, exports, questions to the provider.
func (d *desk) close() {
	for _, t := range d.panes {
		if c, ok := t.pane.(interface{ Close() }); ok {
			c.Close()
		}
	}
}

// unfinished is what the panes would lose if the program ended now.
func (d *desk) unfinished() (out []string) {
	for _, t := range d.panes {
		if u, ok := t.pane.(interface{ Unfinished() string }); ok && u.Unfinished() != "" {
			out = append(out, u.Unfinished())
		}
	}
	return out
}

// Mouse hands an event to the pane in front.
func (d *desk) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	if p, ok := d.current().(pane.Mouser); ok {
		return p.Mouse(m)
	}
	return nil, false
}

// index finds a tab by name, -1 for none.
func (d *desk) index(name string) int {
	return slices.IndexFunc(d.panes, func(t tab) bool { return t.name == name })
}

// showTab goes to a tab by its name.
func (r *root) showTab(name string) tea.Cmd {
	if d := r.desk(); d != nil && d.index(name) >= 0 {
		return d.turn(d.index(name))
	}
	return nil
}

// showRows lets the transactions pane show what was asked for.
func (r *root) showRows(m pane.OpenRows) tea.Cmd {
	d := r.desk()
	if d == nil || d.index("transactions") < 0 {
		return nil
	}
	if m.From == "" {
		m.From = d.panes[d.at].name
	}
	return tea.Batch(d.panes[d.index("transactions")].pane.Update(m), r.showTab("transactions"))
}

// badge is the environment of the import; a file from elsewhere says so.
func (d *desk) badge() string {
	if d.opened.Environment == "" {
		return "file"
	}
	return d.opened.Environment
}

// tabs draws the tabs in w cells, and the import's name where there is room.
func (d *desk) tabs(t *theme.Theme, w int) string {
	line := d.tabLine(t, 2, titleOf)
	for _, name := range []func(tab) string{titleOf, shortOf, threeOf, twoOf, noneOf} { // the tab in front is always whole
		if cell.Width(line) <= w {
			break
		}
		line = d.tabLine(t, 1, name)
	}
	rest := w - cell.Width(line)
	if l := d.opened.Ledger; l != nil && !l.Complete() {
		const said = "provisional"
		return cell.Fit(line, w-len(said)-1, cell.Left, t.Glyphs().Ellipsis) + t.Paint(theme.Warn, said) + " "
	}
	if name := d.name(); rest >= 16 {
		line += "  " + t.Paint(theme.Dim, cell.Fit(name, rest-3, cell.Right, t.Glyphs().Ellipsis))
	}
	return cell.Fit(line, w, cell.Left, t.Glyphs().Ellipsis)
}

// name is the import's id; a file's name can say whose it is, so the mask hides it.
func (d *desk) name() string {
	name := field.Plain(d.opened.Name)
	if d.opened.ID == "" {
		return field.Masked(d.env.Theme, d.env.Masked, name)
	}
	return name
}

// What a tab behind the one in front is called, from wide lines to narrow ones.
func titleOf(t tab) string { return t.pane.Title() }
func shortOf(t tab) string { return t.short }
func threeOf(t tab) string { return t.short[:min(len(t.short), 3)] }
func twoOf(t tab) string   { return t.short[:min(len(t.short), 2)] }
func noneOf(tab) string    { return "" }

func (d *desk) tabLine(t *theme.Theme, gap int, name func(tab) string) string {
	parts := make([]string, len(d.panes))
	for i, tb := range d.panes {
		role, title := theme.Tab, name(tb)
		if i == d.at {
			role, title = theme.TabOn, titleOf(tb)
		}
		label := strings.TrimSpace(fmt.Sprintf("%d %s", i+1, title))
		if i == d.at && t.Depth() <= theme.NoColour {
			label = "[" + label + "]"
		}
		parts[i] = cell.Mark(areaTab, i, t.Paint(role, label))
	}
	return strings.Join(parts, cell.Spaces(gap))
}
