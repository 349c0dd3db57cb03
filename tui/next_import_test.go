package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/app"
	appcases "aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/tui/pane"
)

// caseImport is the import of a bank for a case.
func caseImport() Options {
	return Options{Cases: addsPeople{}, Start: Start{At: AtVerify, Request: app.VerificationRequest{Case: "20260504T090000Z-case",
		Request: intake.Request{OwnerExternalID: "jan"}}}}
}

// addsPeople adds people to a case.
type addsPeople struct{ pane.Cases }

func (addsPeople) AddPerson(_ context.Context, id string, p casefile.Person) (casefile.Person, error) {
	p.OwnerExternalID = "id-of-" + p.Name + "-in-" + id
	return p, nil
}

func (addsPeople) Lay(_ context.Context, d app.Dataset) (app.Dataset, error) { return d, nil }

// standAlone gives imports that stand alone a case, once somebody asks.
type standAlone struct {
	addsPeople
	made []string
	err  error
}

func (s *standAlone) CaseOf(_ context.Context, d app.Dataset) (string, error) {
	if s.err != nil {
		return "", s.err
	}
	s.made = append(s.made, d.ID)
	return "case-of-" + d.ID, nil
}

// After an import that stands alone the question stands below the screen: whatever else is pressed or clicked is done, and makes no
// case. Another bank gives the import its case.
func TestAfterAnImportThatStandsAloneTheQuestionStandsAside(t *testing.T) {
	alone := func(test func(t *testing.T, p *desktop, cases *standAlone)) {
		cases := &standAlone{}
		o := Options{Cases: cases, Start: Start{At: AtVerify, Request: app.VerificationRequest{Request: intake.Request{OwnerExternalID: "jan"}}}}
		in(t, newFake(), o, func(t *testing.T, p *desktop) {
			p.imported("20260504T093000Z-one")
			p.Sees(nextTitle, "Any other key goes on.", "y another bank", "o another applicant", "n/esc finish", "Overview")
			test(t, p, cases)
		})
	}
	for keys, shown := range map[string]string{"3": "to filter", "?": "Keys: Overview", "n": "Overview", "esc": "Overview"} {
		alone(func(t *testing.T, p *desktop, cases *standAlone) {
			if p.Press(keys).SeesNot(nextTitle).Sees(shown); len(cases.made) > 0 {
				t.Errorf("%s: a case is made: %v", keys, cases.made)
			}
		})
	}
	alone(func(t *testing.T, p *desktop, cases *standAlone) {
		if p.Press("y").SeesNot(nextTitle).Sees("Customer"); len(cases.made) != 1 || cases.made[0] != "20260504T093000Z-one" {
			t.Errorf("%v", cases.made)
		}
	})
	alone(func(t *testing.T, p *desktop, cases *standAlone) { // the page's port is closed by then
		if p.world.last.plan.AskNext != nil {
			t.Error("the customer's page asks")
		}
		cases.err = &appcases.SignerError{Import: "20260504T093000Z-one", Named: []casefile.Person{{Name: "Jan Zmyślony"}, {Name: "Ewa Zmyślona"}}}
		p.Press("y").Sees("Who signed in?", "Ewa Zmyślona")
	})
}

// imported lets the verification in progress save something.
func (p *desktop) imported(id string) {
	p.emit(ready(), signedIn(), intake.Event{State: intake.Done, OwnerExternalID: p.world.last.plan.Request.OwnerExternalID, Saved: id})
	p.world.last.end <- nil
	p.Wait(time.Second)
}

// says lets the customer answer on the page of a verification; the answer to that comes later.
func says(v *fakeVerification, step intake.NextStep, name string) <-chan string {
	to := make(chan string, 1)
	go func() {
		url, err := v.plan.AskNext(context.Background(), step, name)
		to <- fmt.Sprint(url, err)
	}()
	return to
}

// After an import for a case the desk and the customer's page ask what comes next. The customer's answer begins the next
// import of the same person, and the page learns its address; another applicant gets an id of their own.
func TestTheCustomerSaysWhatComesNext(t *testing.T) {
	in(t, newFake(), caseImport(), func(t *testing.T, p *desktop) {
		first := p.world.last
		p.imported("20260504T093000Z-one")
		p.Sees(nextTitle, "another bank", "another applicant", "finish")
		to := says(first, intake.AnotherBank, "")
		p.Wait(time.Second)
		p.SeesNot(nextTitle)
		second := p.world.last
		if r := second.plan; second == first || r.Request.OwnerExternalID != "jan" || r.Case != first.plan.Case || !r.NoOpen || r.Method != app.SignInPage {
			t.Fatalf("%+v", r)
		}
		p.emit(ready())
		if got := <-to; got != linkURL+"<nil>" {
			t.Error(got)
		}
		p.imported("20260504T093000Z-two")
		to = says(second, intake.AnotherApplicant, "Maria")
		p.Wait(time.Second)
		third := p.world.last
		if third == second || third.plan.Request.OwnerExternalID != "id-of-Maria-in-20260504T090000Z-case" {
			t.Fatalf("%+v", third.plan)
		}
		p.emit(ready())
		if got := <-to; got != linkURL+"<nil>" {
			t.Error(got)
		}
		p.imported("20260504T093000Z-three")
		to = says(p.world.last, intake.Finish, "")
		p.Wait(time.Second)
		if got := <-to; got != "<nil>" {
			t.Error(got)
		}
		p.SeesNot(nextTitle)
		p.Sees("the customer has finished")
		if len(p.world.plans) != 3 {
			t.Errorf("%d verifications", len(p.world.plans))
		}
	})
}

// Once the desk has finished, the customer's wish is only said there: what somebody types goes nowhere else.
func TestTheCustomerAsksAfterTheDeskHasFinished(t *testing.T) {
	in(t, newFake(), caseImport(), func(t *testing.T, p *desktop) {
		first := p.world.last
		p.imported("20260504T093000Z-one")
		p.Press("n").SeesNot(nextTitle)
		to := says(first, intake.AnotherBank, "")
		p.Wait(time.Second)
		if got := <-to; !strings.Contains(got, "the desk has finished") {
			t.Error(got)
		}
		p.Sees("the customer asked on the page", "Overview")
		if p.world.last != first {
			t.Error("another verification began")
		}
	})
}

// Where the next import has begun at the desk, the customer's page is told; and a verification that fails tells the page
// before it.
func TestThePageIsToldWhatCannotBe(t *testing.T) {
	in(t, newFake(), caseImport(), func(t *testing.T, p *desktop) {
		first := p.world.last
		p.imported("20260504T093000Z-one")
		p.Press("y").Sees("Customer") // the form of another bank
		p.world.beginErr = context.DeadlineExceeded
		to := says(first, intake.AnotherBank, "")
		p.Wait(time.Second)
		if got := <-to; got != "the next page could not be opened: ask at the desk" {
			t.Error(got)
		}
	})
}
