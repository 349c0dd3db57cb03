package screencmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/tui"
)

// demoPerson is somebody of a demo's case, with the test logins of their banks.
type demoPerson struct {
	casefile.Person
	logins []string
}

// demoCase is one matter of the demo. The customers stand in the sandbox's customers/4-case.toml.
type demoCase struct {
	label  string
	people []demoPerson
}

func demoMatters() []demoCase {
	return []demoCase{
		{"Three banks", []demoPerson{{casefile.Person{Name: "Tomasz Trzybankowy", Role: casefile.Applicant}, []string{"three-a", "three-b", "three-c"}}}},
		{"A couple", []demoPerson{{casefile.Person{Name: "Ewa Wspólna", Role: casefile.Applicant}, []string{"couple-a"}},
			{casefile.Person{Name: "Adam Wspólny", Role: casefile.CoApplicant}, []string{"couple-b"}}}},
	}
}

// demoCases imports the demo's customers into cases and opens the first; without a terminal it says what to look at.
func (prog commands) demoCases(ctx context.Context, play cli.SandboxFlags) error {
	if play.Speed == 1 {
		play.Speed = 20 // nobody signs in: there is nothing to watch
	}
	a, err := prog.Connecting(play)
	if err != nil {
		return err
	}
	defer a.Close()
	if err := a.Unlock(ctx); err != nil {
		return err
	}
	var first string
	for _, m := range demoMatters() {
		id, err := prog.demoImports(ctx, a, m)
		if err != nil {
			return fmt.Errorf("%s: %w", m.label, err)
		}
		if first == "" {
			first = id
		}
		fmt.Fprintf(prog.Remarks(), "case %s: %s; look at it with \"aisdesk case show %s\", \"aisdesk tx %s\"\n", id, m.label, id, id)
	}
	reply, err := a.Cases.Reply(ctx, first)
	if err != nil {
		return err
	}
	if err := prog.run(ctx, a, tui.Start{At: tui.AtReply, Reply: reply}); !errors.Is(err, errNoTerminal) {
		return err
	}
	return nil
}

// demoImports makes one case and imports every bank of its people. What an earlier demo did stays, and is not done again.
func (prog commands) demoImports(ctx context.Context, a *app.App, m demoCase) (string, error) {
	id, err := m.begin(ctx, a)
	if err != nil {
		return "", err
	}
	for _, one := range m.people {
		person, err := a.Cases.AddPerson(ctx, id, one.Person)
		if err != nil {
			return "", err
		}
		s, err := a.Cases.Get(ctx, id)
		if err != nil {
			return "", err
		}
		for _, login := range one.logins[min(importsOf(s, person), len(one.logins)):] {
			fmt.Fprintf(prog.Remarks(), "importing %s of %s\n", login, person.Name)
			r := app.VerificationRequest{Method: app.SignInMock, Login: login, Case: id, Request: intake.Request{OwnerExternalID: person.OwnerExternalID, Since: demoSince()}}
			if _, err := a.Begin(r).Run(ctx, nil); err != nil {
				return "", fmt.Errorf("%s: %w", login, err)
			}
		}
	}
	return id, nil
}

// begin is the case that an earlier demo began, where it is open and nothing of it is missing; else a new one with the first label
// that no open case has.
func (m demoCase) begin(ctx context.Context, a *app.App) (string, error) {
	for n := 1; ; n++ {
		label := m.label
		if n > 1 {
			label = fmt.Sprintf("%s %d", label, n)
		}
		id, err := a.Cases.New(ctx, label)
		taken := (*cases.TakenError)(nil)
		if !errors.As(err, &taken) {
			return id, err
		}
		if v, err := a.Cases.Open(ctx, taken.Case.ID); err == nil && len(v.Missing) == 0 && m.is(v.State) {
			return taken.Case.ID, nil
		}
	}
}

// is reports whether a case is the demo's: of its people, and of the sandbox alone.
func (m demoCase) is(s *casefile.State) bool {
	stranger := func(p casefile.Person) bool {
		return !slices.ContainsFunc(m.people, func(one demoPerson) bool { return one.Name == p.Name })
	}
	elsewhere := func(i casefile.Import) bool { return i.Environment != "sandbox" }
	return len(s.People) > 0 && !slices.ContainsFunc(s.People, stranger) && !slices.ContainsFunc(s.Imports, elsewhere)
}

// importsOf is how many imports of a person a case has.
func importsOf(s *casefile.State, p casefile.Person) (n int) {
	for _, i := range s.Imports {
		if i.OwnerExternalID == p.OwnerExternalID {
			n++
		}
	}
	return n
}

// demoSince is the first day that the demo asks for: a year ago.
func demoSince() aisclient.Date { return aisclient.DateIn(time.Now()).AddMonths(-12) }
