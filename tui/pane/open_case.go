package pane

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/text"
)

// JoinOrBegin asks whether an import goes into the open case of its person or gets one of its own, and then goes on.
func JoinOrBegin(env *Env, open *cases.OpenCaseError, then func() tea.Cmd) Ask {
	st := open.Case.State
	about := "case " + open.Case.ID + ", " + st.Status
	if st.Label != "" {
		about = st.Label + ", " + about
	}
	if st.Decision != nil {
		about += ", decided: " + string(st.Decision.Outcome)
	}
	person := "The person of this import"
	if !env.Masked {
		person = text.Clean(open.Person).String()
	} else {
		about = "case " + open.Case.ID + ", " + st.Status
	}
	put := func(do func(ctx context.Context) error) func() tea.Cmd {
		return func() tea.Cmd {
			return env.Start(Async(context.WithoutCancel(env.Context()), func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx) }, func(_ struct{}, err error) tea.Cmd {
				if err != nil {
					return env.Inform(Bad, err.Error())
				}
				return then()
			}))
		}
	}
	return Ask{Title: "Into the open case?", Lines: []string{person + " has an open case already: " + text.Clean(about).String() + ".", "Nothing is written before you choose."},
		Agree: "into that case", Decline: "cancel", Yes: put(func(ctx context.Context) error { return env.Cases.Join(ctx, open.Case.ID, open.Import) }),
		Or: "a new case", OrElse: put(func(ctx context.Context) error { _, err := env.Cases.ForImport(ctx, open.Import); return err })}
}
