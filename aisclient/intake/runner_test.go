package intake

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
)

func TestVerificationFromSignInToSavedImport(t *testing.T) {
	fx := newFixture()
	out, err := fx.verify(t, t.Context(), plainRequest)
	if err != nil {
		t.Fatal(err)
	}
	if got := fx.states(); got != "linking, signed in, importing, saving, done" {
		t.Errorf("states: %s", got)
	}
	if string(fx.archive.saved["import-1"]) != importXML {
		t.Error("the reply was not saved byte for byte")
	}
	if got := strings.Join(fx.archive.order, " "); got != "pending save delete counts" {
		t.Errorf("order: %s", got)
	}
	d := fx.archive.imports["import-1"]
	if d.Environment.String() != "sandbox" || d.Target.String() != "KontoBank" || d.OwnerExternalID.String() != "app-1" ||
		d.CommandID.String() != commandID || d.State.String() != "successful" || d.Since.String() != "2026-04-01" {
		t.Errorf("%+v", d)
	}
	if c := fx.archive.counts["import-1"]; c.Transactions != 30 || c.Accounts != 3 || c.Owners == 0 {
		t.Errorf("%+v", c)
	}
	var arrived Arrived
	for _, ev := range fx.events {
		if ev.Arrived != nil {
			arrived = *ev.Arrived
		}
	}
	if c := CountsOf(out.Ledger.Import()); c.CreditCards == c.Accounts || arrived != (Arrived{c.Accounts, c.CreditCards, c.Transactions}) {
		t.Errorf("told at the end %+v of %+v", arrived, c)
	}
	if out.Ledger == nil || !out.Ledger.Complete() || out.Ledger.Len() != 30 || out.Ledger.Import() == nil {
		t.Errorf("the rows are not handed on: %+v", out.Ledger)
	}
	if out.ImportID != "import-1" || out.CommandID != commandID || out.OwnerExternalID != "app-1" || out.Target.String() != "KontoBank" {
		t.Errorf("%+v", out)
	}
	if fx.provider.since[0].String() != "2026-04-01" || !fx.provider.waits[0].DelayFirst {
		t.Errorf("since %v, wait %+v", fx.provider.since, fx.provider.waits)
	}
	if fx.source.closed != 1 {
		t.Errorf("the source was closed %d times", fx.source.closed)
	}
}

func TestEventsTellThePolls(t *testing.T) {
	fx := newFixture()
	odd := look("pondering", 7)
	odd.Warning = text.Clean("unknown state")
	fx.provider.looks = []aisclient.PollEvent{{Err: errors.New("down"), Delay: time.Second}, odd, final("successful", importXML)}
	if _, err := fx.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	var polls []Poll
	for _, ev := range fx.events {
		if ev.Poll != nil {
			polls = append(polls, *ev.Poll)
		}
	}
	if len(polls) != 3 || polls[0].Transient == nil || polls[0].Delay != time.Second || polls[1].State != "pondering" ||
		polls[1].Progress != 7 || polls[2].State != "successful" || polls[1].CommandID != commandID || polls[2].Attempt != 3 {
		t.Errorf("%+v", polls)
	}
	if !strings.Contains(fx.warnings(), "unknown state") {
		t.Error("the warning is lost")
	}
}

func TestLinkEventsArePassedOn(t *testing.T) {
	fx := newFixture()
	if _, err := fx.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	var kinds []LinkKind
	for _, ev := range fx.events {
		if ev.Link != nil {
			kinds = append(kinds, ev.Link.Kind)
			if ev.State != Linking || ev.Link.At.IsZero() {
				t.Errorf("%+v", ev)
			}
		}
	}
	if len(kinds) != 2 || kinds[0] != LinkStarted || kinds[1] != LinkSuccess {
		t.Errorf("%v", kinds)
	}
}

func TestFollowerIsToldEverythingAfterTheSignIn(t *testing.T) {
	fx := newFixture()
	if _, err := fx.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	f := fx.source.followed
	if len(f) == 0 || f[0].State != SignedIn || f[len(f)-1].State != Done {
		t.Errorf("%+v", f)
	}
	fx = newFixture()
	fx.source.err = errors.New("the customer left")
	_, _ = fx.verify(t, t.Context(), plainRequest)
	if f := fx.source.followed; len(f) != 1 || f[0].State != Failed || fx.source.closed != 1 {
		t.Errorf("%+v, closed %d", f, fx.source.closed)
	}
}

func TestOwnerIsRandomUnlessGiven(t *testing.T) {
	seen := map[string]bool{}
	for range 20 {
		fx := newFixture()
		fx.provider.owner = ""
		out, err := fx.verify(t, t.Context(), Request{})
		if err != nil {
			t.Fatal(err)
		}
		if len(out.OwnerExternalID) < 26 || seen[out.OwnerExternalID] || fx.source.asked[0].OwnerExternalID != out.OwnerExternalID {
			t.Errorf("owner %q", out.OwnerExternalID)
		}
		seen[out.OwnerExternalID] = true
		if !fx.archive.imports[out.ImportID].OwnerUnconfirmed {
			t.Error("the import does not say that nothing confirms its owner")
		}
		if !strings.Contains(fx.warnings(), "did not repeat the owner") {
			t.Error("no warning that the owner is not confirmed")
		}
	}
}

func TestBadRequestNeverReachesTheSource(t *testing.T) {
	fx := newFixture()
	_, err := fx.verify(t, t.Context(), Request{Widget: WidgetOptions{Country: "Poland"}})
	f, ok := errors.AsType[*FieldError](err)
	if !ok || f.Field != "country" || len(fx.source.asked) != 0 || fx.states() != "failed" {
		t.Errorf("%v, %s", err, fx.states())
	}
}

func TestASessionOfAnotherShapeIsRefused(t *testing.T) {
	fx := newFixture()
	fx.source.session.ID = "12; drop"
	_, err := fx.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.ErrInvalidSession) || len(fx.provider.imports) != 0 {
		t.Errorf("%v, %d imports", err, len(fx.provider.imports))
	}
}

// Statement 15: an owner mismatch saves nothing.
func TestOwnerMismatchSavesNothing(t *testing.T) {
	fx := newFixture()
	fx.provider.owner = "somebody-else"
	_, err := fx.verify(t, t.Context(), plainRequest)
	m, ok := errors.AsType[*OwnerMismatch](err)
	if !ok || m.Want.String() != "app-1" || m.Got.String() != "somebody-else" {
		t.Fatalf("%v", err)
	}
	if len(fx.archive.order) != 0 || len(fx.provider.waited) != 0 {
		t.Errorf("%v, %v", fx.archive.order, fx.provider.waited)
	}
	for _, want := range []string{"nothing was saved", "app-1", "somebody-else"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}

	fx = newFixture() // what looks the same is not
	fx.provider.owner = " app-1 "
	if _, err := fx.verify(t, t.Context(), plainRequest); !errors.As(err, &m) || !strings.Contains(err.Error(), `" app-1 "`) {
		t.Errorf("with blanks: %v", err)
	}

	fx = newFixture()
	fx.provider.looks[2].Reply.Envelope.OwnerExternalID = text.Clean("somebody-else")
	if _, err := fx.verify(t, t.Context(), plainRequest); !errors.As(err, &m) || len(fx.archive.saved) != 0 || len(fx.archive.pending) != 0 {
		t.Errorf("in the final reply: %v, %v", err, fx.archive.order)
	}
}

func TestAutoImportSendsNoImport(t *testing.T) {
	fx := newFixture()
	out, err := fx.verify(t, t.Context(), Request{OwnerExternalID: "app-1", Widget: WidgetOptions{AutoImport: 6}})
	if err != nil || out.State != Done || out.ImportID != "" || len(fx.provider.imports) != 0 {
		t.Errorf("%v %+v", err, out)
	}
	if got := fx.states(); got != "linking, signed in, done" {
		t.Errorf("states: %s", got)
	}
	if w := fx.warnings(); !strings.Contains(w, "no import of its own") || !strings.Contains(w, "insight.kontomatik.com") {
		t.Errorf("%s", w)
	}
}

func TestRefusedImportFails(t *testing.T) {
	fx := newFixture()
	fx.provider.importE = &aisclient.Error{Kind: aisclient.KindSession, Name: "InvalidSessionId"}
	_, err := fx.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.KindSession) || fx.states() != "linking, signed in, failed" || len(fx.provider.imports) != 1 {
		t.Errorf("%v, %s", err, fx.states())
	}
}

func TestFailedImportKeepsItsReply(t *testing.T) {
	for _, state := range []aisclient.CommandState{"error", "fatal", "cancelled"} {
		fx := newFixture()
		fx.provider.looks = []aisclient.PollEvent{final(state, "<reply>why</reply>")}
		out, err := fx.verify(t, t.Context(), plainRequest)
		if !errors.Is(err, aisclient.ExceptionName("AccessBlocked")) || out.State != Failed || out.ImportID != "import-1" {
			t.Errorf("%s: %v %+v", state, err, out)
		}
		if string(fx.archive.saved["import-1"]) != "<reply>why</reply>" || fx.archive.imports["import-1"].State.String() != string(state) || len(fx.archive.pending) != 0 {
			t.Errorf("%s: %+v", state, fx.archive)
		}
		if got := fx.states(); got != "linking, signed in, importing, saving, failed" {
			t.Errorf("%s: %s", state, got)
		}
	}
}

func TestAnswerThatNeverBecameWholeIsKept(t *testing.T) {
	fx := newFixture()
	cut := importXML[:len(importXML)/2]
	fx.provider.looks = []aisclient.PollEvent{look("in_progress", 0), {Err: &aisclient.Error{Kind: aisclient.KindDecode}, Raw: []byte(cut), Final: true}}
	fx.source.session.MultipleAccessID = aisclient.NewSecret("token-1")
	fx.runner.SaveAccess = func(string, aisclient.Secret) error { return errors.New("encryption is not set up") }
	out, err := fx.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.KindDecode) || out.ImportID == "" || !out.AccessLost || string(fx.archive.saved[out.ImportID]) != cut ||
		fx.archive.imports[out.ImportID].State.String() != StateUnreadable || len(fx.archive.pending) != 1 {
		t.Errorf("%v %+v %+v", err, out, fx.archive.imports)
	}
}

func TestFullDiskKeepsTheOfferToResume(t *testing.T) {
	fx := newFixture()
	fx.archive.saveErr = archive.ErrDiskFull
	out, err := fx.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, archive.ErrDiskFull) || out.ImportID != "" || len(fx.archive.pending) != 1 || !strings.Contains(err.Error(), "resume") {
		t.Errorf("%v %+v", err, out)
	}
	fx.archive.saveErr = nil
	fx.events = nil
	again, err := fx.runner.Resume(t.Context(), fx.archive.pending["pending-1"], fx.emit)
	fx.check(t, again, err)
	if err != nil || again.ImportID == "" || len(fx.archive.pending) != 0 || len(fx.provider.imports) != 1 {
		t.Errorf("resumed: %v %+v", err, again)
	}
}

// The program's own sandbox keeps nothing for a day.
func TestTheOwnSandboxPromisesNoDay(t *testing.T) {
	fx := newFixture()
	fx.runner.OwnSandbox = true
	fx.archive.saveErr = archive.ErrDiskFull
	_, err := fx.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, archive.ErrDiskFull) || strings.Contains(err.Error(), "24 hours") || !strings.Contains(err.Error(), "until this program ends") {
		t.Error(err)
	}
	cancelled := &Cancellation{At: Importing, CommandID: "1", Sandbox: true, Err: context.Canceled}
	if said := cancelled.Error(); strings.Contains(said, "24 hours") || !strings.Contains(said, "ends with this program") {
		t.Error(said)
	}
}

// A failed import whose reply holds something is listed with what it holds.
func TestAFailedImportThatHoldsDataIsCounted(t *testing.T) {
	fx := newFixture()
	ev := final(aisclient.StateError, importXML)
	ev.Err = &aisclient.Error{Kind: aisclient.KindProvider}
	ev.Reply.Import = &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Count: 2}}}}}
	fx.provider.looks = []aisclient.PollEvent{ev}
	out, err := fx.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.KindProvider) || out.Ledger != nil || fx.archive.counts[out.ImportID].Transactions != 2 {
		t.Errorf("%v, %+v, counts %+v", err, out, fx.archive.counts)
	}
}

// A session is not used up for what cannot be saved: neither before the sign-in nor, since that takes minutes, behind it.
func TestNoSessionIsUsedUpForWhatCannotBeSaved(t *testing.T) {
	for name, c := range map[string]struct {
		errs []error
		says string
	}{
		"before the sign-in": {[]error{archive.ErrRolledBack}, "Nobody was asked to sign in"},
		"behind it":          {[]error{nil, archive.ErrRolledBack}, "No import was started"},
	} {
		fx := newFixture()
		fx.archive.checkErr = c.errs
		out, err := fx.verify(t, t.Context(), plainRequest)
		if !errors.Is(err, archive.ErrRolledBack) || !strings.Contains(err.Error(), c.says) || out.State != Failed || out.CommandID != "" {
			t.Errorf("%s: %v, %+v", name, err, out)
		}
		if asked := len(fx.source.asked); len(fx.provider.imports) > 0 || asked != len(c.errs)-1 {
			t.Errorf("%s: %d imports were sent, %d customers asked", name, len(fx.provider.imports), asked)
		}
	}
}

// Nothing is offered that cannot be done.
func TestAFullDiskWithoutANoteOfTheCommandOffersNoResuming(t *testing.T) {
	fx := newFixture()
	fx.archive.saveErr, fx.archive.pendErr = archive.ErrDiskFull, archive.ErrDiskFull
	_, err := fx.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, archive.ErrDiskFull) || strings.Contains(err.Error(), "then resume") || !strings.Contains(err.Error(), "sign in again") {
		t.Error(err)
	}
}

func TestUnreadableImportStaysSaved(t *testing.T) {
	bad := strings.Replace(importXML, "<moneyTransaction>", "<moneyTransaction><labels>"+strings.Repeat("<label>x</label>", 501)+"</labels></moneyTransaction><moneyTransaction>", 1)
	fx := newFixture()
	fx.provider.looks = []aisclient.PollEvent{final("successful", bad)}
	out, err := fx.verify(t, t.Context(), plainRequest)
	d, ok := errors.AsType[*aisclient.DecodeError](err)
	if !ok || !strings.HasSuffix(d.Path, "/labels") || out.State != Failed || out.ImportID != "import-1" || string(fx.archive.saved["import-1"]) != bad {
		t.Errorf("%v %+v", err, out)
	}
	if !strings.Contains(err.Error(), "saved as import-1") {
		t.Errorf("%v", err)
	}
}

func TestSideTroublesOnlyWarn(t *testing.T) {
	fx := newFixture()
	fx.archive.pendErr, fx.archive.countsErr = errors.New("no room for the offer"), errors.New("no room for the counts")
	if _, err := fx.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	if w := fx.warnings(); !strings.Contains(w, "no room for the offer") || !strings.Contains(w, "no room for the counts") {
		t.Errorf("%s", w)
	}
}

func TestHistoryCutShortIsSaid(t *testing.T) {
	cut := strings.Replace(importXML, "<account>", `<account partialDueToTimeout="true">`, 1)
	fx := newFixture()
	fx.provider.looks = []aisclient.PollEvent{final("successful", cut)}
	if _, err := fx.verify(t, t.Context(), plainRequest); err != nil || !strings.Contains(fx.warnings(), "cut the history of 1 ") {
		t.Errorf("%v\n%s", err, fx.warnings())
	}
}

func TestAccessTokenIsHandedOut(t *testing.T) {
	fx := newFixture()
	fx.source.session.MultipleAccessID = aisclient.NewSecret("token-1")
	out, err := fx.verify(t, t.Context(), plainRequest)
	if err != nil || out.Access.Reveal() != "token-1" {
		t.Errorf("%v %v", err, out.Access.Empty())
	}
}

func TestAGrantedTokenIsKeptAndWhatBecameOfItIsSaid(t *testing.T) {
	for _, tc := range []struct {
		err  error
		want string
	}{{nil, "kept, encrypted, with the import"}, {errors.New("encryption is not set up"), "not kept: encryption is not set up"}} {
		fx := newFixture()
		fx.source.session.MultipleAccessID = aisclient.NewSecret("token-1")
		var kept []string
		fx.runner.SaveAccess = func(id string, token aisclient.Secret) error {
			kept = append(kept, id+" "+token.Reveal())
			return tc.err
		}
		out, err := fx.verify(t, t.Context(), plainRequest)
		if err != nil || len(kept) != 1 || kept[0] != out.ImportID+" token-1" {
			t.Errorf("%v: kept %v", err, kept)
		}
		if w := fx.warnings(); !strings.Contains(w, tc.want) || strings.Contains(w, "token-1") {
			t.Errorf("told: %s", w)
		}
	}
	fx := newFixture()
	fx.runner.SaveAccess = func(string, aisclient.Secret) error { t.Error("kept a token that nobody granted"); return nil }
	if _, err := fx.verify(t, t.Context(), plainRequest); err != nil {
		t.Error(err)
	}
}

// The last look may come with the deadline: a reply that is not final is never saved as one.
func TestDeadlineNeverSavesAReplyThatIsNotFinal(t *testing.T) {
	fx := newFixture()
	last := look("in_progress", 90)
	last.Final, last.Err = true, aisclient.ErrWaitTimeout
	fx.provider.looks = []aisclient.PollEvent{last}
	out, err := fx.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.ErrWaitTimeout) || out.ImportID != "" || len(fx.archive.pending) != 1 {
		t.Errorf("%v %+v", err, out)
	}
}

// East of the provider a day begins earlier: a first day of today must not be one that the provider calls the future.
func TestTheFirstDayIsNeverInTheProvidersFuture(t *testing.T) {
	now := time.Date(2026, time.July, 1, 1, 30, 0, 0, time.FixedZone("+14", 14*60*60)) // 30 June, 11:30 UTC
	for asked, sent := range map[string]string{"2026-07-01": "2026-06-30", "2026-06-30": "2026-06-30", "2026-04-01": "2026-04-01"} {
		fx := newFixture()
		fx.runner.Now = func() time.Time { return now }
		req := plainRequest
		req.Since, _ = aisclient.ParseDate(asked)
		if _, err := fx.verify(t, t.Context(), req); err != nil {
			t.Fatal(asked, err)
		}
		if got := fx.provider.since[0].String(); got != sent {
			t.Errorf("asked for %s: the import begins on %s, not %s", asked, got, sent)
		}
	}
}
