// Package verdict is the pane where what an applicant says is compared with what the bank's data says: claims
// on one side, the verdict with its checks and what is worth a look on the other.
package verdict

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
	"aisdesk/tui/theme"
)

// Tab is the name by which pane.Show finds this pane.
const Tab = "verdict"

// Pane is the verdict pane. Its parts share the state.
type Pane struct {
	*state
	editing
	drawing
	writing

	away bool // another pane is in front
}

// state is what is claimed and what the data says of it.
type state struct {
	env  *pane.Env
	data app.Dataset
	w, h int

	claims app.ClaimSet
	undo   []app.ClaimSet
	edit   *editor
	sign   int // the chosen one of the signs, on their row
	at     int // the chosen item

	policy string // the one that was applied last

	saved   saveState
	read    pane.Task[[]verify.Claim]
	write   pane.Task[savedClaims]
	trouble string // why claims could not be read or saved

	shown bool // the pane was seen: before that nothing is worked out without claims
	stale bool // the verdict on the screen is not that of these claims and rows
	check pane.Task[verified]
	found verified
	err   error // why the claims on the screen have no verdict

	checking int             // rows of the ledger that was checked last
	looking  *verify.Checker // that looks for what is worth a look now
	look     pane.Task[[]insight.Finding]
}

// editing changes the claims.
type editing struct{ *state }

// writing gives the report away: to a file, to the clipboard, to the screen.
type writing struct {
	*state
	prompt    *prompt
	preview   *preview
	written   pane.Task[*report.Document]
	export    export.Export
	elsewhere func() bool // another pane, or a text field, has the keys
}

// drawing draws claims and verdict.
type drawing struct {
	*state
	tops [2]int // the first line shown of each panel
	// Of the panel with the cursor: its lines, and how many of what is chosen are out of sight above and below them.
	room, above, below int
}

// New makes the pane; Loaded fills it.
func New(env *pane.Env) *Pane {
	p := &Pane{state: &state{env: env}}
	p.reset()
	return p
}

// reset forgets the import that was there.
func (p *Pane) reset() {
	p.stop()
	s := &state{env: p.env, w: p.w, h: p.h, shown: p.shown,
		check: pane.Task[verified]{Limit: limit}, look: pane.Task[[]insight.Finding]{Limit: limit}}
	*p = Pane{state: s, editing: editing{s}, drawing: drawing{state: s}, away: p.away,
		writing: writing{state: s, export: p.export, elsewhere: func() bool { return p.away || p.Capturing() }}}
}

// Title is the name on the tab.
func (p *Pane) Title() string { return "Verdict" }

// SetSize sets the size of the pane.
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }

// Capturing reports whether a text field has the keys.
func (p *Pane) Capturing() bool { return p.edit != nil || p.prompt != nil }

// Close ends what runs.
func (p *Pane) Close() {
	p.export.Cancel()
	p.written.Cancel()
	p.stop()
}

// stop ends the work on a verdict.
func (p *state) stop() {
	p.check.Cancel()
	p.look.Cancel()
	p.read.Cancel()
}

// Status says how many claims there are and where they are saved.
func (p *Pane) Status() string {
	if p.data.Ledger == nil {
		return ""
	}
	n := len(p.claims.List())
	count := english.Plural(n, "claim", "claims")
	switch {
	case p.trouble != "":
		return count + ", " + p.trouble
	case p.data.OpenedID() == "":
		return count + ", not saved: this is a reply file and no saved import"
	case p.saved == saved && n > 0 && p.data.OneOf() > 0:
		return count + ", saved with the case; " + strings.ToLower(p.alone())
	case p.saved == saved && n > 0 && p.data.View != nil:
		return count + ", saved with the case"
	case p.saved == saved && n > 0:
		return count + ", saved with the import"
	case p.saved == notRead:
		return "reading the saved claims"
	}
	return count
}

// Headline is what the claims come to so far, as a sign, a word and a sentence; what claims are for where there are none.
func (p *Pane) Headline() (sign, said, why string, role theme.Role) {
	g := p.env.Theme.Glyphs()
	switch {
	case len(p.claims.List()) == 0 && p.unread():
		return g.Dot, "READING", "the saved claims", theme.Dim
	case len(p.claims.List()) == 0:
		return g.Bullet, "NO CLAIMS", "type them in Verdict", theme.Dim
	case p.err != nil:
		return g.Warn, "NOT CHECKED", whyNot(p.err), theme.Bad
	case p.found.report == nil || len(p.checks()) != len(p.claims.List()):
		return g.Dot, "CHECKING", english.Plural(len(p.claims.List()), "claim", "claims"), theme.Dim
	}
	return p.headline()
}

// alone says that the verdict is on one import of several of its case; empty where it is on all.
func (p *state) alone() string {
	if n := p.data.OneOf(); n > 0 {
		return fmt.Sprintf("One of the %d imports of the case", n)
	}
	return ""
}

// Update takes a message.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Loaded:
		return p.load(m.Dataset)
	case pane.Focus:
		p.shown, p.away = true, false
		return tea.Batch(p.readClaims(), p.verify())
	case pane.Blur:
		p.away = true
	}
	return nil
}

// load takes an import, or more rows of the one that is there.
func (p *Pane) load(o app.Dataset) tea.Cmd {
	if !o.Same(p.data) {
		p.reset()
	}
	p.data = o
	if !o.Grown(p.checking) {
		return nil
	}
	p.stale = true
	return tea.Batch(p.readClaims(), p.verify())
}

// part is a kind of items: the cursor goes through all of them.
type part uint8

const (
	onClaim part = iota
	onCheck
	onNotCounted // what a check left out, under it
	onFinding
)

// item is what the cursor can be on: the nth claim, check or finding; of what a check left out, the kth.
type item struct {
	part part
	row  row
	n, k int
}

// items are all that can be chosen, from top to bottom.
func (p *state) items() []item {
	var out []item
	for i, r := range p.rows() {
		out = append(out, claimItem(r, i))
	}
	for i := range p.checks() {
		out = append(out, item{part: onCheck, n: i})
		for k := range p.checks()[i].NotCounted {
			out = append(out, item{part: onNotCounted, n: i, k: k})
		}
	}
	for i := range p.findings() {
		out = append(out, item{part: onFinding, n: i})
	}
	return out
}

// claimItem is a line of the claims as an item.
func claimItem(r row, n int) item { return item{part: onClaim, row: r, n: n} }

func (p *state) checks() []verify.Check {
	if p.found.report == nil {
		return nil
	}
	return p.found.report.Checks
}

func (p *state) findings() []insight.Finding { return p.found.notable }

// chosen is the item under the cursor.
func (p *state) chosen() item {
	all := p.items()
	p.at = max(min(p.at, len(all)-1), 0)
	return all[p.at]
}

// choose moves the cursor to an item.
func (p *state) choose(i item) {
	if at := slices.Index(p.items(), i); at >= 0 {
		p.at = at
	}
}

// today is the day of checking.
func (p *state) today() aisclient.Date { return aisclient.DateIn(p.env.Now()) }

// plain cleans a text for one line of the screen.
func plain(err error) string { return field.Plain(text.Clean(err.Error()).String()) }
