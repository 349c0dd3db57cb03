package caselist

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/text"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// notPut says why the imports cannot go into the case under the cursor; empty where they may.
func (p *Pane) notPut() string {
	switch why := p.unread(); {
	case why != "":
		return why
	case p.work.Running():
		return "the imports are being put into a case"
	case p.current().State.ReadOnly != "":
		return p.current().State.ReadOnly
	}
	return ""
}

// into puts the imports into the case under the cursor.
func (p *Pane) into() tea.Cmd {
	st := p.current().State
	if p.wrong = p.otherEnvironment(st); p.wrong != "" {
		return nil
	}
	p.resume = func(e *cases.SignerError, person string) tea.Cmd {
		return p.joinAs(e, p.private(pane.CaseName(st)), person)
	}
	return p.write(p.private(pane.CaseName(st)), func(ctx context.Context) (int, error) { return p.join(ctx, st.ID, p.private(pane.CaseName(st)), "") })
}

// begin begins a case with the label that was typed and puts the imports there. They have to be of one person: who applies
// together is a decision that the case's own act writes down.
func (p *Pane) begin() tea.Cmd {
	if len(p.put) == 0 {
		return beginEmpty(p)
	}
	label := strings.TrimSpace(p.label.Value())
	if p.wrong = notTogether(p); label == "" {
		p.wrong = "A case needs a label."
	}
	if p.wrong != "" {
		return nil
	}
	p.label = nil
	return p.beginAs(label, "")
}

// beginEmpty begins a case without an import: its label is typed first, then who applies.
func beginEmpty(p *Pane) tea.Cmd {
	said := strings.TrimSpace(p.label.Value())
	switch {
	case said == "" && p.called == "":
		p.wrong = "A case needs a label."
		return nil
	case said == "":
		p.wrong = "A case needs an applicant."
		return nil
	case p.called == "":
		p.called, p.label = said, &field.Line{Placeholder: "the applicant's name"}
		return nil
	}
	label := p.called
	p.called, p.label = "", nil
	work := func(ctx context.Context) (int, error) {
		_, err := p.env.Cases.New(ctx, label, casefile.Person{Name: said, Role: casefile.Applicant})
		return 0, err
	}
	return p.env.Start(p.work.Start(context.WithoutCancel(p.env.Context()), work, func(_ int, err error) tea.Cmd {
		if err != nil {
			p.wrong = "The case was not begun: " + plain(err).Error() + "."
			return nil
		}
		p.all = nil // the new case is the first one, and has the cursor
		p.find()
		p.list.Cursor = 0
		return tea.Batch(p.env.Inform(pane.Good, "the case "+p.private(label)+" is begun"), p.load())
	}))
}

// beginAs begins a case about a person; empty is whom the first import names.
func (p *Pane) beginAs(label, person string) tea.Cmd {
	first := p.put[0]
	p.resume = func(e *cases.SignerError, name string) tea.Cmd {
		if e.Case == "" {
			return p.beginAs(label, name)
		}
		return p.joinAs(e, p.private(label), name)
	}
	return p.write(p.private(label), func(ctx context.Context) (int, error) {
		if person == "" && first.Who != "" {
			if err := p.env.Cases.Signer(ctx, first.ID); err != nil {
				return 0, err
			}
		}
		var people []casefile.Person
		if who := cmp.Or(person, first.Who); who != "" {
			people = append(people, casefile.Person{Name: who, Role: casefile.Applicant, OwnerExternalID: first.Owner})
		}
		id, err := p.env.Cases.New(ctx, label, people...)
		if err != nil {
			return 0, errors.New("The case was not begun: " + plain(err).Error() + ".")
		}
		return p.join(ctx, id, p.private(label), "")
	})
}

// joinAs goes on with the imports that are not in the case yet, of which the first is a person's who was named.
func (p *Pane) joinAs(e *cases.SignerError, name, person string) tea.Cmd {
	at := slices.IndexFunc(p.put, func(i pane.Import) bool { return i.ID == e.Import })
	p.put = p.put[max(at, 0):]
	p.resume = func(e *cases.SignerError, person string) tea.Cmd { return p.joinAs(e, name, person) }
	return p.write(name, func(ctx context.Context) (int, error) { return p.join(ctx, e.Case, name, person) })
}

// join puts one import after the other into a case and stops at the first that the case refuses. Person says who signed in for
// the first; empty is whom the bank names.
func (p *Pane) join(ctx context.Context, id, name, person string) (int, error) {
	for n, i := range p.put {
		if n > 0 {
			person = ""
		}
		if err := p.env.Cases.Join(ctx, id, i.ID, person); err != nil {
			if who := (*cases.SignerError)(nil); errors.As(err, &who) {
				return n, err
			}
			said := fmt.Sprintf("The import of %s, %s, does not go into %s: %s.", p.private(i.Who), i.Bank, name, refusal(p, err, i.ID))
			if n > 0 {
				said += fmt.Sprintf(" %d before it went there.", n)
			}
			return n, errors.New(said)
		}
	}
	return len(p.put), nil
}

// refusal is why a case does not take an import, by the names of both, masked where names are.
func refusal(p *Pane, err error, importID string) string {
	if held := (*cases.HeldError)(nil); errors.As(err, &held) && held.Case.State != nil {
		return "it belongs to " + p.private(pane.CaseName(held.Case.State)) + " already"
	}
	return strings.ReplaceAll(plain(err).Error(), "import "+importID, "it")
}

// plain is an error without the words that only say that something is not allowed, and where.
func plain(err error) error {
	if _, why, ok := strings.Cut(err.Error(), casefile.ErrNotAllowed.Error()+": "); ok {
		return errors.New(why)
	}
	return err
}

// otherEnvironment says that an import is of another environment than the case: nothing is written then.
func (p *Pane) otherEnvironment(st *casefile.State) string {
	if len(st.Imports) == 0 {
		return ""
	}
	for _, i := range p.put {
		if of := st.Imports[0].Environment; i.Environment != of {
			return fmt.Sprintf("The import of %s is of the environment %s, and %s is of %s: a case holds imports of one.", p.private(i.Who), i.Environment, p.private(pane.CaseName(st)), of)
		}
	}
	return ""
}

// notTogether says why the imports cannot begin one case: nothing is written then.
func notTogether(p *Pane) string {
	first := p.put[0]
	for _, i := range p.put[1:] {
		switch {
		case i.Environment != first.Environment:
			return fmt.Sprintf("The imports are of the environments %s and %s: a case holds those of one.", first.Environment, i.Environment)
		case i.Owner != first.Owner && text.Fold(i.Who) != text.Fold(first.Who):
			return fmt.Sprintf("The imports are of two people, %s and %s. Begin the case with those of one: B on its Case tab adds the other.", p.private(first.Who), p.private(i.Who))
		}
	}
	return ""
}

// private hides a name or a label under the mask.
func (p *Pane) private(s string) string {
	return field.Masked(p.env.Theme, p.env.Masked, text.Clean(s).String())
}
