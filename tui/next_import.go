package tui

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/casework"
)

// nextTitle asks what comes after an import. After one for a case the customer's page asks the same: the first answer counts.
const nextTitle = "Another bank, another applicant, or finish?"

// answerTime is how long an answer from the customer's page is waited for.
const answerTime = 10 * time.Minute

// customerAnswer is what the customer wants after an import, and where the address of the next page goes.
type customerAnswer struct {
	step  intake.NextStep
	name  string
	reply chan<- nextPage
}

// nextPage is the address of the next import's page, or why there is none.
type nextPage struct {
	url string
	err error
}

// customerAnswers gives the answers of a link page to the UI loop.
type customerAnswers chan customerAnswer

// take is the page's side: it waits until the next page is there.
func (c customerAnswers) take(ctx context.Context, step intake.NextStep, name string) (string, error) {
	reply := make(chan nextPage, 1)
	select {
	case c <- customerAnswer{step, name, reply}:
	default:
		return "", errors.New("this was answered already")
	}
	select {
	case p := <-reply:
		return p.url, p.err
	case <-ctx.Done():
		return "", errors.New("the desk does not answer: ask for another link there")
	}
}

// askNext asks, after an import, what comes next: here, and after one for a case on the customer's page, too. After one that stands
// alone it is asked aside, and not on the page, whose port is closed by then: another bank or applicant gives it a case first, and
// whoever only reads loses nothing.
func (v *verification) askNext(f *flow) tea.Cmd {
	v.dialogs.ask(pane.Ask{Title: nextTitle, Agree: "another bank", Decline: "finish", Or: "another applicant", Aside: f.plan.Case == "",
		Lines: []string{"The import is saved. A customer with accounts at several banks signs in once at each; the Case tab reads them as one."},
		Yes: func() tea.Cmd {
			f.goesOn = true
			return v.inCase(f, func() tea.Cmd {
				return v.env.Send(pane.NextImport{Case: f.plan.Case, Owner: f.plan.Request.OwnerExternalID})
			})
		},
		OrElse: v.env.Sends(pane.Show{Tab: casework.Tab, Press: casework.ApplicantKey})})
	if f.answers == nil {
		return nil
	}
	wait := func(ctx context.Context) (customerAnswer, error) {
		ctx, cancel := context.WithTimeout(ctx, answerTime)
		defer cancel()
		select {
		case a := <-f.answers:
			return a, nil
		case <-ctx.Done():
			return customerAnswer{}, ctx.Err()
		}
	}
	return v.work.Spawn(pane.Async(v.work.Context(), wait, func(a customerAnswer, err error) tea.Cmd {
		if err != nil {
			return nil // nobody answered there
		}
		return v.answered(f, a)
	}))
}

// inCase goes on with then once the import of a flow is in a case. Where it does not come into one by itself the desk is asked, or
// told why.
func (v *verification) inCase(f *flow, then func() tea.Cmd) tea.Cmd {
	if f.plan.Case != "" {
		return then()
	}
	of := func(ctx context.Context) (string, error) { return v.env.Cases.CaseOf(ctx, app.Dataset{ID: f.saved}) }
	return v.work.Spawn(pane.Async(context.WithoutCancel(v.work.Context()), of, func(id string, err error) tea.Cmd {
		if err != nil {
			if ask, open := pane.CaseQuestion(v.env, err, func() tea.Cmd { return v.inCase(f, then) }); open {
				return ask
			}
			return v.notices.show(pane.Notice{Level: pane.Bad, Text: err.Error()})
		}
		f.plan.Case, f.asked.Case = id, id
		return tea.Batch(v.env.Send(pane.Received{Quiet: true}), then())
	}))
}

// answered does what the customer wants.
func (v *verification) answered(f *flow, a customerAnswer) tea.Cmd {
	if v.going() != nil {
		a.reply <- nextPage{err: errors.New("the next import has begun already: ask for its link at the desk")}
		return nil
	}
	if !v.dialogs.drop(nextTitle) && !f.goesOn && a.step != intake.Finish { // the desk has finished: its screen is in use
		a.reply <- nextPage{err: errors.New("the desk has finished with this import: you can close this tab, or ask there for another link")}
		return v.notices.show(pane.Notice{Level: pane.Bad, Text: "the customer asked on the page for another bank or applicant, after you had finished: begin it from the case"})
	}
	switch a.step {
	case intake.AnotherBank:
		return v.beginFor(f, f.plan.Request.OwnerExternalID, a.reply)
	case intake.AnotherApplicant:
		add := func(ctx context.Context) (casefile.Person, error) {
			return v.env.Cases.AddPerson(ctx, f.plan.Case, casefile.Person{Name: a.name, Role: casefile.CoApplicant})
		}
		return v.work.Spawn(pane.Async(context.WithoutCancel(v.work.Context()), add, func(p casefile.Person, err error) tea.Cmd {
			if err != nil {
				a.reply <- nextPage{err: errors.New("the person could not be added: ask at the desk")}
				return v.notices.show(pane.Notice{Level: pane.Bad, Text: err.Error()})
			}
			return v.beginFor(f, p.OwnerExternalID, a.reply)
		}))
	}
	a.reply <- nextPage{}
	return v.notices.show(pane.Notice{Level: pane.Good, Text: "the customer has finished on the page"})
}

// beginFor begins the import of another bank for a person of the same case. The customer's browser goes to its page by itself.
func (v *verification) beginFor(before *flow, owner string, reply chan<- nextPage) tea.Cmd {
	plan := before.asked
	plan.Method, plan.NoOpen, plan.AskNext = app.SignInPage, true, nil
	plan.Request.OwnerExternalID, plan.Request.Widget.Target = owner, ""
	return v.beginFlow(&flow{asked: plan, plan: plan, ready: reply})
}

// begin starts a verification.
func (v *verification) begin(plan app.VerificationRequest) tea.Cmd {
	plan.AskNext = nil
	return v.beginFlow(&flow{asked: plan, plan: plan})
}

func (v *verification) beginFlow(f *flow) tea.Cmd {
	plan := f.plan
	if plan.Case != "" && (plan.Method == app.SignInPage || plan.Method == "") {
		f.answers = make(customerAnswers, 1)
		plan.AskNext = f.answers.take
	}
	return v.start(f, func(context.Context) (app.Verification, error) { return v.backend.Begin(plan), nil })
}

// opened tells the page before where the next one is, once it is there; url is empty where the verification ended.
func (f *flow) opened(url string) {
	if f.ready == nil {
		return
	}
	p := nextPage{url: url}
	if url == "" {
		p.err = errors.New("the next page could not be opened: ask at the desk")
	}
	f.ready <- p
	f.ready = nil
}
