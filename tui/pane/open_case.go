package pane

import (
	"context"
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// CaseQuestion asks what an act failed for: into which case its import goes, or who signed in for it; then it goes on with again.
// It is false for another error.
func CaseQuestion(env *Env, err error, again func() tea.Cmd) (tea.Cmd, bool) {
	if open := (*cases.OpenCaseError)(nil); errors.As(err, &open) {
		return env.Send(joinOrBegin(env, open, again)), true
	}
	if who := (*cases.SignerError)(nil); errors.As(err, &who) {
		return env.Send(joinAs(env, who, again)), true
	}
	return nil, false
}

// joinOrBegin asks whether an import goes into the open case of its person or gets one of its own, and then goes on.
func joinOrBegin(env *Env, open *cases.OpenCaseError, then func() tea.Cmd) Ask {
	st := open.Case.State
	name, person := CaseName(st), text.Clean(open.Person).String()
	if env.Masked {
		name, person = "a case", "The person of this import"
	}
	about := name + ", begun " + st.Created.In(env.Now().Location()).Format("2006-01-02") + ", " + st.Status
	if st.Decision != nil {
		about += ", decided: " + string(st.Decision.Outcome)
	}
	return Ask{Title: "Into the open case?", Lines: []string{person + " has an open case already: " + text.Clean(about).String() + ".", "Nothing is written before you choose."},
		Agree: "into that case", Decline: "cancel", Yes: func() tea.Cmd { return join(env, open.Case.ID, open.Import, "", then) },
		Or: "a new case", OrElse: func() tea.Cmd { return join(env, "", open.Import, "", then) }}
}

// joinAs asks which of several owners signed in for an import, brings it into the case of e, or into one of its own where that
// names none, and then goes on.
func joinAs(env *Env, e *cases.SignerError, then func() tea.Cmd) Ask {
	return WhoSignedIn(env, e, func(name string) tea.Cmd { return join(env, e.Case, e.Import, name, then) })
}

// join brings an import into a case; without one it begins its own. Person says who signed in; empty is whom the bank names.
func join(env *Env, id, importID, person string, then func() tea.Cmd) tea.Cmd {
	put := func(ctx context.Context) (_ struct{}, err error) {
		if id == "" {
			_, err = env.Cases.Begin(ctx, importID, person)
		} else {
			err = env.Cases.Join(ctx, id, importID, person)
		}
		return struct{}{}, err
	}
	return env.Start(Async(context.WithoutCancel(env.Context()), put, func(_ struct{}, err error) tea.Cmd {
		if open := (*cases.SignerError)(nil); errors.As(err, &open) {
			return env.Send(joinAs(env, open, then))
		}
		if err != nil {
			return env.Inform(Bad, err.Error())
		}
		return then()
	}))
}

// WhoSignedIn asks which of several owners signed in for an import, two at a time, and goes on with the name.
func WhoSignedIn(env *Env, e *cases.SignerError, then func(name string) tea.Cmd) Ask {
	names := make([]string, len(e.Named))
	for i, p := range e.Named {
		names[i] = text.Clean(p.Name).String()
	}
	shown := names
	if env.Masked { // which is which cannot be seen
		shown = make([]string, len(names))
		for i := range shown {
			shown[i] = fmt.Sprintf("owner %d", i+1)
		}
	}
	return whoOf(env, names, shown, then)
}

func whoOf(env *Env, names, shown []string, then func(name string) tea.Cmd) Ask {
	choose := func(i int) func() tea.Cmd { return func() tea.Cmd { return then(names[i]) } }
	a := Ask{Title: "Who signed in?", Lines: []string{"The bank names " + english.List(shown) + " as owners of the login.", "The case is about who signed in. Nothing is written before you choose."},
		Agree: shown[0], Decline: "cancel", Yes: choose(0)}
	switch len(names) {
	case 1:
	case 2:
		a.Or, a.OrElse = shown[1], choose(1)
	default:
		a.Or, a.OrElse = "another", func() tea.Cmd { return env.Send(whoOf(env, names[1:], shown[1:], then)) }
	}
	return a
}
