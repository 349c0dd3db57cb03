package tui

import (
	"context"
	"fmt"
	"testing"
	"time"

	"aisdesk/aisclient/app"
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
