package analytics

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// services are the provider's Analytical Services: what was answered and what is being asked.
type services struct {
	answers  map[service.Service]service.Answer
	recalled bool // the answers hold those that are saved beside the import
	errs     map[service.Service]string
	asking   service.Service // while call runs
	call     pane.Task[service.Answer]

	beside   []service.Fact // how the provider's income differs from ours
	besideOf time.Time      // the answer that beside is about
	compare  pane.Task[[]service.Fact]
}

// serviceLimit is how long a service may take to answer.
const serviceLimit = 2 * time.Minute

// all are the services in the order in which they are shown.
func (s *services) all() []service.Service { return service.All() }

// reset forgets everything.
func (s *services) reset() {
	*s = services{call: pane.Task[service.Answer]{Limit: serviceLimit}, compare: pane.Task[[]service.Fact]{Limit: serviceLimit}, answers: map[service.Service]service.Answer{}, errs: map[service.Service]string{}}
}

// recall takes what is saved beside an import, once: when the pane is first looked at.
func (s *services) recall(env *pane.Env, importID string) {
	if s.recalled || env.Services == nil || importID == "" {
		return
	}
	s.recalled = true
	for _, a := range env.Services.Answers(importID) {
		s.answers[a.Service] = a
	}
}

// stop ends the query that is open and reports whether there was one.
func (s *services) stop() bool { return s.call.Cancel() }

// against compares the provider's income with ours beside the UI loop, once all rows are there; once an answer.
func (s *services) against(env *pane.Env, d app.Dataset) tea.Cmd {
	s.recall(env, d.ID)
	a, ok := s.answers[service.Income]
	if !ok || d.Ledger == nil || !d.Ledger.Complete() || s.besideOf.Equal(a.AskedAt) {
		return nil
	}
	s.beside, s.besideOf = nil, a.AskedAt
	return s.compare.Start(env.Context(), func(ctx context.Context) ([]service.Fact, error) {
		return app.BesideOurs(ctx, d, env.Now(), a)
	}, func(facts []service.Fact, err error) tea.Cmd {
		if err != nil {
			facts = []service.Fact{{Name: "Beside our own income", Value: "not worked out: " + text.Clean(err.Error()).String()}}
		}
		s.beside = facts
		return nil
	})
}

// ask asks a service, off the UI loop; one at a time.
func (s *services) ask(env *pane.Env, d app.Dataset, i int) tea.Cmd {
	if why := cannotAsk(env, d); why != "" {
		return env.Inform(pane.Warn, why)
	}
	switch {
	case s.call.Running():
		return env.Inform(pane.Info, "still asking for "+s.asking.Label())
	case i >= len(s.all()):
		return nil
	}
	svc := s.all()[i]
	if a, ok := s.answers[svc]; ok {
		return env.Send(pane.Ask{Title: "Ask the provider again?",
			Lines: []string{svc.Label() + " was answered " + format.Age(env.Now(), a.AskedAt) + ". A new answer takes its place, and the provider may charge for it."},
			Agree: "ask again", Decline: "keep this answer", Yes: func() tea.Cmd { return s.begin(env, d, svc) }})
	}
	return s.begin(env, d, svc)
}

// begin asks a service.
func (s *services) begin(env *pane.Env, d app.Dataset, svc service.Service) tea.Cmd {
	importID := d.ID
	s.asking = svc
	return s.call.Start(env.Context(), func(ctx context.Context) (service.Answer, error) {
		return env.Services.Ask(ctx, importID, svc)
	}, func(a service.Answer, err error) tea.Cmd { return tea.Batch(s.heard(env, a, err), s.against(env, d)) })
}

// cannotAsk says why no service can be asked about what is open; empty where one can.
func cannotAsk(env *pane.Env, d app.Dataset) string {
	switch {
	case env.Services == nil:
		return "no provider is configured; only saved answers are shown"
	case d.View != nil:
		return "services answer for one import; open one of this case's in the library"
	case d.ID == "":
		return "services need a saved import; this is a reply file"
	}
	return ""
}

// heard takes an answer in.
func (s *services) heard(env *pane.Env, a service.Answer, err error) tea.Cmd {
	svc := s.asking
	delete(s.errs, svc)
	if err != nil {
		s.errs[svc] = text.Clean(err.Error()).String()
		return env.Inform(pane.Bad, blamed(svc.Label(), s.errs[svc]))
	}
	s.answers[svc] = a
	return nil
}

// blamed is an error with the service's name before it, unless it begins with that.
func blamed(name, err string) string {
	if head := name + ": "; !strings.HasPrefix(strings.ToLower(err), strings.ToLower(head)) {
		return head + err
	}
	return name + err[len(name):]
}

// draw lists the services and, under the list, what the chosen one said. The note says what more there is to see.
func (s *services) draw(p *Pane, w, h int) (lines []string, note string) {
	t, at := p.env.Theme, p.at[viewServices]
	var out []string
	widest := s.widest(p, w)
	described := describes(w, widest)
	for i, svc := range s.all() {
		row := theme.RowPlain
		if i == at && p.view == viewServices {
			row = theme.RowCursor
		}
		state, role := s.state(p, svc)
		name, narrow := serviceName, 0
		if !described {
			name, narrow = 0, w+1 // the name takes all that the state leaves
		}
		out = append(out, cell.Mark(areaItem+int(viewServices), i, page.Row(t, svc, page.Piece{Text: svc.Label(), Role: theme.Strong, W: name},
			page.Piece{Text: svc.About(), Role: theme.Dim, Drop: narrow}, page.Piece{Text: state, Role: role, W: widest, Align: cell.Right}).Draw(w, row)))
	}
	out = append(out, t.Rule("", w))
	body := s.body(p, s.all()[min(at, len(s.all())-1)], w)
	room := h - len(out)
	p.scroll = max(min(p.scroll, len(body)-room), 0)
	if cannotAsk(p.env, p.data) == "" {
		note = "enter asks the provider"
	}
	if below := len(body) - room - p.scroll; p.view == viewServices && room > 0 && below > 0 {
		note = "pgdn " + english.Plural(below, "more line", "more lines") // alone: a longer note has no room
	}
	return append(out, body[min(p.scroll, len(body)):]...), note
}

// serviceName is the room for a service's name beside what it is for.
const serviceName = 20

// leastAbout is the room in which what a service is for is still understood.
const leastAbout = 30

// describes reports whether a line of a width has room to say what each service is for, beside the widest state. Where it has none
// the chosen service says it below the list.
func describes(w, widest int) bool { return w >= serviceName+leastAbout+widest+4 }

// widest is the room that the states of the services need in lines of a width.
func (s *services) widest(p *Pane, w int) int {
	n := 0
	for _, svc := range s.all() {
		state, _ := s.state(p, svc)
		n = max(n, cell.Width(state))
	}
	return min(n, w/2)
}

// state is one word of a service's state.
func (s *services) state(p *Pane, svc service.Service) (string, theme.Role) {
	a, ok := s.answers[svc]
	switch {
	case s.call.Running() && s.asking == svc:
		return "asking", theme.Accent
	case s.errs[svc] != "":
		return "failed", theme.Bad
	case !ok:
		return "not asked", theme.Dim
	case a.Refusal != "":
		return brief(text.Clean(a.Refusal).String()), theme.Warn
	}
	return format.Age(p.env.Now(), a.AskedAt), theme.Good
}

// briefest is the room for a service's state.
const briefest = 24

// brief is the head of a refusal for the list; all of it stands below.
func brief(refusal string) string {
	head, _, _ := strings.Cut(refusal, ":")
	for _, more := range []string{" with the provider", " for a score"} {
		head = strings.TrimSuffix(head, more)
	}
	if cell.Width(head) > briefest {
		return "no answer, see below"
	}
	return head
}

// body is what a service said, with when and who.
func (s *services) body(p *Pane, svc service.Service, w int) []string {
	t := p.env.Theme
	a, ok := s.answers[svc]
	var out []string
	if !describes(w, s.widest(p, w)) {
		for _, l := range cell.Wrap(svc.Label()+": "+svc.About(), w) {
			out = append(out, t.Paint(theme.Dim, l))
		}
	}
	if e := s.errs[svc]; e != "" {
		for _, l := range cell.Wrap(e, w) {
			out = append(out, t.Paint(theme.Bad, l))
		}
	}
	if !ok {
		hint := "enter asks the provider; the answer is saved with the import"
		if why := cannotAsk(p.env, p.data); why != "" {
			hint = why
		}
		for _, l := range cell.Wrap(hint, w) {
			out = append(out, t.Paint(theme.Dim, l))
		}
		return out
	}
	head := "answered " + a.AskedAt.UTC().Format("2006-01-02 15:04") + " UTC, " + format.Age(p.env.Now(), a.AskedAt) + ", by " + text.Clean(a.Source).String()
	for _, l := range cell.Wrap(head, w) {
		out = append(out, t.Paint(theme.Dim, l))
	}
	if a.Refusal != "" {
		for _, l := range cell.Wrap(text.Clean(a.Refusal).String(), w) {
			out = append(out, t.Paint(theme.Warn, l))
		}
	}
	if p.env.Masked && len(a.Body) > 0 {
		return append(out, t.Paint(theme.Dim, "masked"))
	}
	facts := app.Covers(p.data)
	if svc == service.Income {
		facts = slices.Concat(facts, s.beside) // the comparison is what is asked for
	}
	return append(out, answerLines(p.env, slices.Concat(facts, service.Facts(a)), w)...)
}
