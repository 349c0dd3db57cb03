// Package outcome is the screen at an end that is not an opened import: a failure with its cause and the next
// step, a cancellation with what was and was not saved, or an import that the provider goes on with alone.
package outcome

import (
	"errors"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// Ending is what the screen tells.
type Ending struct {
	// Err is the cause; nil for an import that the provider goes on with alone.
	Err error
	// Cancelled tells an end that the user wanted from a failure.
	Cancelled bool
	// Saved is the id of a reply that is in the archive all the same.
	Saved string
	// Kept are lines that say what was and was not saved.
	Kept []string
	// Pending is an import that can be gone on with.
	Pending *app.Pending
	// Portal is where the result of an automatic import is seen.
	Portal string
	// CanRetry offers to begin again with the same request.
	CanRetry bool
	// Inspect offers the inspector: there were calls to look at.
	Inspect bool
	// Readable offers the inspector for a reply that could not be opened.
	Readable bool
	// Private are texts in Err that may say who somebody is, such as the name of a file.
	Private []string
	// Owner is the customer's id, for the status line.
	Owner string
}

// Pane is the screen.
type Pane struct {
	env  *pane.Env
	end  Ending
	w, h int
	top  int
}

// New makes the screen of an ending.
func New(env *pane.Env, end Ending) *Pane { return &Pane{env: env, end: end} }

// Title, SetSize, Capturing and Status make it a pane.Pane.
func (p *Pane) Title() string {
	switch {
	case p.end.Cancelled:
		return "Cancelled"
	case p.end.Err == nil:
		return "Automatic import"
	}
	return "Failed"
}
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return false }
func (p *Pane) Status() string {
	if p.end.Owner == "" {
		return ""
	}
	return "customer id " + field.Plain(p.end.Owner)
}

// steps are the next steps, the most sensible first; Enter takes the first.
func (p *Pane) steps() []pane.Action {
	step := func(key, what string, msg tea.Msg) pane.Action {
		return pane.Key(key, what).As(key).Short().Call(p.env.Sends(msg))
	}
	var as []pane.Action
	if p.end.Pending != nil {
		as = append(as, step("u", "resume the import", pane.Resume{Pending: *p.end.Pending}))
	}
	if p.end.Saved != "" {
		as = append(as, step("o", "open the saved reply", pane.OpenSaved{ID: p.end.Saved}))
	}
	if p.end.CanRetry {
		as = append(as, step("r", "begin again with a new sign-in", pane.Retry), step("n", "change the request first", pane.Go{To: pane.ToForm}))
	}
	if p.end.Inspect {
		as = append(as, step("i", "inspect the calls", pane.Go{To: pane.ToInspector}))
	}
	if p.end.Readable {
		as = append(as, step("i", "inspect the reply", pane.Go{To: pane.ToInspector}))
	}
	as = append(as, step("esc", "back", pane.Back{}), step("h", "home", pane.Go{To: pane.ToHome}))
	as[0].Keys = append(as[0].Keys, "enter")
	return as
}

// Actions are the next steps, and scrolling.
func (p *Pane) Actions() []pane.Action {
	return append(p.steps(), pane.Key("up k", "scroll up").Then(func() { p.top = max(p.top-1, 0) }),
		pane.Key("down j", "scroll down").Then(func() { p.top++ }))
}

// Update has nothing to do.
func (p *Pane) Update(tea.Msg) tea.Cmd { return nil }

// Mouse takes the next step that was clicked and scrolls.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	switch as := p.steps(); {
	case m.Wheel != 0:
		p.top = max(p.top+m.Wheel*pane.WheelStep, 0)
	case m.On.Kind == pane.AreaRow && m.On.Item < len(as):
		return as[m.On.Item].Press("enter"), true
	}
	return nil, true
}

// View tells cause, details, what is kept, and the next steps.
func (p *Pane) View() string {
	t := p.env.Theme
	w := min(p.w, 100)
	lines := p.lines(w - 4)
	room := p.h - 2
	p.top = max(min(p.top, len(lines)-room), 0)
	note := ""
	if len(lines) > room {
		note = t.Glyphs().Up + t.Glyphs().Down + " more"
	}
	box := t.Panel(theme.Panel{Title: p.Title(), Note: note, Focus: true, W: w, H: min(p.h, max(len(lines)+2, 8))}, lines[p.top:])
	return cell.Exact(box, p.w, p.h)
}

func (p *Pane) lines(w int) []string {
	t := p.env.Theme
	var out []string
	para := func(role theme.Role, s string) {
		for _, l := range cell.Wrap(p.discreet(text.Clean(s).String()), w) {
			out = append(out, t.Paint(role, l))
		}
	}
	cause, next := p.cause()
	role := theme.Bad
	if p.end.Cancelled || p.end.Err == nil {
		role = theme.Strong
	}
	para(role, cause)
	if details := p.details(); len(details) > 0 {
		out = append(out, "")
		for _, d := range details {
			out = append(out, p.detail(d, w)...)
		}
	}
	if len(p.end.Kept) > 0 || p.end.Saved != "" {
		out = append(out, "", t.Paint(theme.Title, "What was saved"))
		for _, k := range p.kept() {
			para(theme.Plain, k)
		}
	}
	out = append(out, "", t.Paint(theme.Title, "What to do next"))
	if next != "" {
		para(theme.Plain, next)
	}
	for i, a := range p.steps() {
		out = append(out, cell.Mark(pane.AreaRow, i, "  "+t.Paint(theme.Key, cell.Fit(a.KeyText(), 4, cell.Left, ""))+a.What))
	}
	return out
}

// discreet hides in a text, while data is masked, what it quotes and the names of files.
func (p *Pane) discreet(s string) string {
	if !p.env.Masked {
		return s
	}
	for _, x := range p.end.Private {
		if x != "" {
			s = strings.ReplaceAll(s, x, field.Masked(p.env.Theme, true, x))
			s = strings.ReplaceAll(s, upper(x), field.Masked(p.env.Theme, true, x))
		}
	}
	return format.From(p.env).MaskQuoted(s)
}

func (p *Pane) detail(d [2]string, w int) []string {
	t := p.env.Theme
	var out []string
	for i, l := range cell.Wrap(p.discreet(d[1]), w-14) {
		label := d[0]
		if i > 0 {
			label = ""
		}
		out = append(out, field.Pair(t, label, l, 13, w))
	}
	return out
}

func (p *Pane) kept() []string {
	if p.end.Saved == "" {
		return p.end.Kept
	}
	return append([]string{"The provider's reply is saved as " + p.end.Saved + "."}, p.end.Kept...)
}

// causes say in plain words whose turn it is, by the kind of the error.
var causes = map[aisclient.Kind]string{
	aisclient.KindAuth:        "The provider refuses access.",
	aisclient.KindSession:     "The customer's sign-in can no longer be used.",
	aisclient.KindBank:        "The bank did not deliver.",
	aisclient.KindUser:        "The customer has to do something first.",
	aisclient.KindQuota:       "Too many requests in too short a time.",
	aisclient.KindMaintenance: "The provider is being maintained.",
	aisclient.KindProvider:    "The provider could not complete the request.",
	aisclient.KindTransport:   "The provider cannot be reached properly.",
	aisclient.KindCancelled:   "The import was stopped here.",
	aisclient.KindDecode:      "The reply cannot be read.",
}

// cause is the failure in plain words and the next step.
func (p *Pane) cause() (cause, next string) {
	err := p.end.Err
	if err == nil {
		next = "This program sends no import of its own in this mode."
		if p.end.Portal != "" {
			next += " See the result at " + p.end.Portal + "."
		}
		return "The sign-in is done. The provider imports by itself.", next
	}
	if c, ok := errors.AsType[*intake.Cancellation](err); ok {
		return upper(c.Error()) + ".", ""
	}
	if e, ok := errors.AsType[*aisclient.Error](err); ok {
		cause = causes[e.Kind]
		if e.Name == "" && e.Message.Empty() { // else the details say it
			cause += " " + upper(e.Cause()) + "."
		}
		return strings.TrimSpace(cause), e.Next
	}
	return upper(err.Error()), ""
}

// details are the provider's own words and the call that failed.
func (p *Pane) details() [][2]string {
	e, ok := errors.AsType[*aisclient.Error](p.end.Err)
	if !ok {
		return nil
	}
	var ds [][2]string
	add := func(label, value string) {
		if value != "" {
			ds = append(ds, [2]string{label, text.Clean(value).String()})
		}
	}
	add("provider", e.Name)
	add("message", e.Message.String())
	add("for customer", e.Friendly.String())
	if e.Method != "" {
		call := e.Method + " " + e.Host + e.Path
		if e.HTTPStatus != 0 {
			call += fmt.Sprintf("  HTTP %d", e.HTTPStatus)
		}
		add("call", call)
	}
	if d, ok := errors.AsType[*aisclient.DecodeError](p.end.Err); ok {
		add("place", fmt.Sprintf("%s, line %d, byte %d", d.Path, d.Line, d.Offset))
	}
	return ds
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
