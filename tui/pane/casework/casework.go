// Package casework shows the case that an import belongs to: people, imports, notes, tags, status, decision and the history
// of every act. It decides, undoes, and asks for the import of another bank or another person.
package casework

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// Tab is the name by which pane.Show finds this pane.
const Tab = "case"

// ApplicantKey asks for the name of another applicant, and then for the form of their import.
const ApplicantKey = "B"

// Pane is the case pane.
type Pane struct {
	env      *pane.Env
	data     app.Dataset
	w, h     int
	list     field.List // over the events, the newest first
	told     int64      // the number of the event that is told in full, and how many of its lines are scrolled away
	scroll   int
	prompt   *prompt
	refused  prompt // what was typed for the act that was not written: it is offered again for the same act
	work     pane.Task[outcome]
	again    pane.Task[app.Dataset]
	provider providerData
	// Verdict is what the claims come to on what is open, as a sign, a word and a sentence; nil where nobody checks them. Says
	// is a report in the same words.
	Verdict func() (sign, said, why string, role theme.Role)
	Says    func(*verify.Report) (sign, said, why string, role theme.Role)
	ofCase  ofCase
	about   about
}

// prompt is one line of text that has the keys.
type prompt struct {
	label, verb string
	line        field.Line
	err         string
	// accept takes the text: it returns what is wrong with it, or the act to do.
	accept func(said string) (do act, wrong string)
}

// act is what is done in a case, beside the UI loop. next is what the root is asked for once it is done; nil for nothing.
type act func(ctx context.Context, id string) (next tea.Msg, err error)

// outcome is the data with an act, and what comes next.
type outcome struct {
	data app.Dataset
	next tea.Msg
}

// New makes the pane; Loaded fills it.
func New(env *pane.Env) *Pane {
	p := &Pane{env: env}
	p.provider.pane = p
	return p
}

// Title, SetSize, Capturing and Status make it a pane.Pane.
func (p *Pane) Title() string    { return "Case" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return p.prompt != nil }
func (p *Pane) Status() string {
	switch s := p.state(); {
	case p.work.Running():
		return "writing"
	case s == nil:
		return "this import stands alone"
	default:
		return format.From(p.env).Private(text.Clean(pane.CaseName(s))) + ", " + s.ID
	}
}

// state is the case; nil where the import stands alone.
func (p *Pane) state() *casefile.State {
	if p.data.Acts == nil {
		return nil
	}
	return p.data.Acts.State
}

// Update takes data.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Loaded:
		if !m.Dataset.Same(p.data) {
			p.list, p.prompt, p.refused, p.about = field.List{}, nil, prompt{}, about{}
		}
		p.data = m.Dataset
		return p.ofCase.judge(p)
	case pane.Received:
		return readAgain(p, m.Quiet)
	case pane.Focus:
		p.ofCase.front = true
		return tea.Batch(readAgain(p, false), p.ofCase.judge(p))
	case pane.Blur:
		p.ofCase.front = false
	}
	return nil
}

// readAgain shows what others wrote in the case, unless somebody is just acting on what is shown.
func readAgain(p *Pane, quiet bool) tea.Cmd {
	if off, _ := p.why(); off || p.prompt != nil || p.env.Cases == nil {
		return nil
	}
	data, shown := p.data, head(p.state())
	lay := func(ctx context.Context) (app.Dataset, error) { return p.env.Cases.Lay(ctx, data) }
	return p.again.Start(p.env.Context(), lay, func(d app.Dataset, err error) tea.Cmd {
		if err != nil || d.Acts == nil || d.Acts.State.Head == shown || head(p.state()) != shown {
			return nil
		}
		show := p.env.Send(pane.Acted{Dataset: d})
		if quiet {
			return show
		}
		return tea.Batch(p.env.Inform(pane.Info, "others wrote in the case: it is shown as it is now"), show)
	})
}

// head is the last event that is shown; zero where the import stands alone.
func head(s *casefile.State) (h casefile.Head) {
	if s != nil {
		h = s.Head
	}
	return h
}

// Type types into the prompt.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	if p.prompt != nil && p.prompt.line.Update(m) {
		p.prompt.err = ""
	}
	return nil
}

// ask opens a prompt.
func (p *Pane) ask(label, placeholder, verb string, accept func(string) (act, string)) {
	p.prompt, p.about.open = &prompt{label: label, verb: verb, accept: accept}, false
	p.prompt.line.Placeholder = placeholder
	if p.refused.label == label {
		p.prompt.line.Offer(p.refused.line.Value())
	}
}

// accept does what the prompt is for.
func (p *Pane) accept() tea.Cmd {
	do, wrong := p.prompt.accept(strings.TrimSpace(p.prompt.line.Value()))
	if wrong != "" {
		p.prompt.err = wrong
		return nil
	}
	p.refused = *p.prompt
	p.prompt = nil
	return p.do(do)
}

// do does something in the case, which an import that stands alone gets now, and shows what came of it.
func (p *Pane) do(do act) tea.Cmd {
	data, of := p.data, p.env.Cases
	work := func(ctx context.Context) (out outcome, err error) {
		id, err := of.CaseOf(ctx, data)
		if err == nil {
			out.next, err = do(ctx, id)
		}
		if err == nil {
			out.data, err = of.Lay(ctx, data)
		}
		return out, err
	}
	return p.env.Start(p.work.Start(context.WithoutCancel(p.env.Context()), work, func(out outcome, err error) tea.Cmd {
		if ask, ok := pane.CaseQuestion(p.env, err, func() tea.Cmd { return p.do(do) }); ok {
			return ask
		}
		if err != nil {
			return tea.Batch(p.env.Inform(pane.Bad, err.Error()), p.env.Send(pane.Received{Quiet: true}))
		}
		p.refused = prompt{}
		said, ok := out.next.(pane.Notice)
		if ok {
			out.next = nil
		} else {
			said = pane.Notice{Level: pane.Good, Text: "written in the case"}
		}
		cmd := tea.Batch(p.env.Send(said), p.env.Send(pane.Acted{Dataset: out.data}))
		if d, ok := out.next.(differences); ok {
			p.provider.found, out.next = d, nil
		}
		if out.next != nil {
			cmd = tea.Batch(cmd, p.env.Send(out.next))
		}
		return cmd
	}))
}

// says is an act that needs a text.
func (p *Pane) says(missing string, make func(said string) casefile.Act) func(string) (act, string) {
	return func(said string) (act, string) {
		if said == "" {
			return nil, missing
		}
		return func(ctx context.Context, id string) (tea.Msg, error) {
			_, err := p.env.Cases.Act(ctx, id, make(said))
			return nil, err
		}, ""
	}
}

// approve decides to approve, unless that is decided and still rests on what the case is: the same again would have to wait
// for a second person anew.
func (p *Pane) approve(a pane.Action) pane.Action {
	if s := p.state(); !a.Off && s != nil && s.Decision != nil && s.Decision.Outcome == casefile.Approve && !s.Decision.Waiting && s.Stale() == nil {
		a = a.Unless(true).Because("it is approved already, by " + field.Plain(s.Decision.Event.Author))
	}
	return a.Then(p.decide(casefile.Approve))
}

// decide asks for the reason of a decision, which rests on what the screen shows.
func (p *Pane) decide(o casefile.Outcome) func() {
	return func() {
		seen := p.data
		p.ask(string(o)+", because: ", "the reason, for the file", "decide", func(said string) (act, string) {
			if said == "" {
				return nil, "say why: the reason stays in the case"
			}
			return func(ctx context.Context, id string) (tea.Msg, error) { return nil, p.decided(ctx, seen, id, o, said) }, ""
		})
	}
}

func (p *Pane) decided(ctx context.Context, seen app.Dataset, id string, o casefile.Outcome, reason string) error {
	if seen.Acts == nil { // the import stood alone
		var err error
		if seen, err = p.env.Cases.Lay(ctx, seen); err != nil {
			return err
		}
		if seen.Acts != nil {
			if err = cases.CheckUnseen(seen.Acts.State); err != nil {
				return err
			}
		}
	}
	if seen.Acts == nil || seen.Case != id {
		return errors.New("the case is not there any more: open it again")
	}
	r, err := p.env.Cases.Verdict(ctx, seen, policy.Policy{})
	if err != nil {
		return err
	}
	_, err = p.env.Cases.Decide(ctx, seen.Acts.State, o, reason, r)
	return err
}

// event is the one under the cursor; nil without any.
func (p *Pane) event() *casefile.Entry {
	s := p.state()
	if s == nil || len(s.History) == 0 {
		return nil
	}
	i := len(s.History) - 1 - p.list.Cursor
	if i < 0 || i >= len(s.History) {
		return nil
	}
	return &s.History[i]
}

// anotherBank asks for the form of another import of the person whose import this is, or of the applicant.
func (p *Pane) anotherBank() tea.Cmd {
	data, of := p.data, p.env.Cases
	return p.do(func(ctx context.Context, id string) (tea.Msg, error) {
		d, err := of.Lay(ctx, data)
		if err != nil || d.Acts == nil || len(d.Acts.State.People) == 0 {
			return nil, errors.Join(err, errNobody)
		}
		person, ok := d.Acts.State.Person(data.OwnerExternalID)
		if !ok {
			person = d.Acts.State.People[0]
		}
		return pane.NextImport{Case: id, Owner: person.OwnerExternalID, Name: person.Name}, nil
	})
}

var errNobody = errors.New("the case has no people yet: \"aisdesk case add CASE --applicant NAME\" adds one")

func (p *Pane) anotherApplicant() {
	p.ask("another applicant: ", "their name", "open the form of their import", func(name string) (act, string) {
		if name == "" {
			return nil, "a person needs a name"
		}
		return func(ctx context.Context, id string) (tea.Msg, error) {
			added, err := p.env.Cases.AddPerson(ctx, id, casefile.Person{Name: name, Role: casefile.CoApplicant})
			return pane.NextImport{Case: id, Owner: added.OwnerExternalID, Name: added.Name}, err
		}, ""
	})
}
