package intake

import (
	"errors"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
)

func TestVerificationFromSignInToSavedImport(t *testing.T) {
	tb := newTable()
	out, err := tb.verify(t, t.Context(), plainRequest)
	if err != nil {
		t.Fatal(err)
	}
	if got := tb.states(); got != "linking, signed in, importing, saving, done" {
		t.Errorf("states: %s", got)
	}
	if string(tb.shelf.saved["import-1"]) != importXML {
		t.Error("the reply was not saved byte for byte")
	}
	if got := strings.Join(tb.shelf.order, " "); got != "pending save drop raw annotate" {
		t.Errorf("order: %s", got)
	}
	d := tb.shelf.drafts["import-1"]
	if d.Environment.String() != "sandbox" || d.Target.String() != "KontoBank" || d.OwnerExternalID.String() != "app-1" ||
		d.CommandID.String() != commandID || d.State.String() != "successful" || d.Since.String() != "2026-04-01" {
		t.Errorf("%+v", d)
	}
	if c := tb.shelf.counts["import-1"]; c.Transactions != 30 || c.Accounts != 3 || c.Owners == 0 {
		t.Errorf("%+v", c)
	}
	if out.ImportID != "import-1" || out.CommandID != commandID || out.OwnerExternalID != "app-1" || out.Target.String() != "KontoBank" {
		t.Errorf("%+v", out)
	}
	if tb.provider.since[0].String() != "2026-04-01" || !tb.provider.waits[0].DelayFirst {
		t.Errorf("since %v, wait %+v", tb.provider.since, tb.provider.waits)
	}
	if tb.source.closed != 1 {
		t.Errorf("the source was closed %d times", tb.source.closed)
	}
}

func TestEventsTellThePolls(t *testing.T) {
	tb := newTable()
	odd := look("pondering", 7)
	odd.Warning = text.Clean("unknown state")
	tb.provider.looks = []aisclient.PollEvent{{Err: errors.New("down"), Delay: time.Second}, odd, final("successful", importXML)}
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	var polls []Poll
	for _, ev := range tb.events {
		if ev.Poll != nil {
			polls = append(polls, *ev.Poll)
		}
	}
	if len(polls) != 3 || polls[0].Transient == nil || polls[0].Delay != time.Second || polls[1].State != "pondering" ||
		polls[1].Progress != 7 || polls[2].State != "successful" || polls[1].CommandID != commandID || polls[2].Attempt != 3 {
		t.Errorf("%+v", polls)
	}
	if !strings.Contains(tb.warnings(), "unknown state") {
		t.Error("the warning is lost")
	}
}

func TestLinkEventsArePassedOn(t *testing.T) {
	tb := newTable()
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	var kinds []LinkKind
	for _, ev := range tb.events {
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
	tb := newTable()
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	f := tb.source.followed
	if len(f) == 0 || f[0].State != SignedIn || f[len(f)-1].State != Done {
		t.Errorf("%+v", f)
	}
	tb = newTable()
	tb.source.err = errors.New("the customer left")
	_, _ = tb.verify(t, t.Context(), plainRequest)
	if f := tb.source.followed; len(f) != 1 || f[0].State != Failed || tb.source.closed != 1 {
		t.Errorf("%+v, closed %d", f, tb.source.closed)
	}
}

func TestOwnerIsRandomUnlessGiven(t *testing.T) {
	seen := map[string]bool{}
	for range 20 {
		tb := newTable()
		tb.provider.owner = ""
		out, err := tb.verify(t, t.Context(), Request{})
		if err != nil {
			t.Fatal(err)
		}
		if len(out.OwnerExternalID) < 26 || seen[out.OwnerExternalID] || tb.source.asked[0].OwnerExternalID != out.OwnerExternalID {
			t.Errorf("owner %q", out.OwnerExternalID)
		}
		seen[out.OwnerExternalID] = true
		if !strings.Contains(tb.warnings(), "did not repeat the owner") {
			t.Error("no warning that the owner is not confirmed")
		}
	}
}

func TestBadRequestNeverReachesTheSource(t *testing.T) {
	tb := newTable()
	_, err := tb.verify(t, t.Context(), Request{Widget: WidgetOptions{Country: "Poland"}})
	f, ok := errors.AsType[*FieldError](err)
	if !ok || f.Field != "country" || len(tb.source.asked) != 0 || tb.states() != "failed" {
		t.Errorf("%v, %s", err, tb.states())
	}
}

func TestASessionOfAnotherShapeIsRefused(t *testing.T) {
	tb := newTable()
	tb.source.session.ID = "12; drop"
	_, err := tb.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.ErrInvalidSession) || len(tb.provider.imports) != 0 {
		t.Errorf("%v, %d imports", err, len(tb.provider.imports))
	}
}

// Statement 15: an owner mismatch saves nothing.
func TestOwnerMismatchSavesNothing(t *testing.T) {
	tb := newTable()
	tb.provider.owner = "somebody-else"
	_, err := tb.verify(t, t.Context(), plainRequest)
	m, ok := errors.AsType[*OwnerMismatch](err)
	if !ok || m.Want.String() != "app-1" || m.Got.String() != "somebody-else" {
		t.Fatalf("%v", err)
	}
	if len(tb.shelf.order) != 0 || len(tb.provider.waited) != 0 {
		t.Errorf("%v, %v", tb.shelf.order, tb.provider.waited)
	}
	for _, want := range []string{"nothing was saved", "app-1", "somebody-else"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}

	tb = newTable()
	tb.provider.looks[2].Reply.Envelope.OwnerExternalID = text.Clean("somebody-else")
	if _, err := tb.verify(t, t.Context(), plainRequest); !errors.As(err, &m) || len(tb.shelf.saved) != 0 || len(tb.shelf.pending) != 0 {
		t.Errorf("in the final reply: %v, %v", err, tb.shelf.order)
	}
}

func TestAutoImportSendsNoImport(t *testing.T) {
	tb := newTable()
	out, err := tb.verify(t, t.Context(), Request{OwnerExternalID: "app-1", Widget: WidgetOptions{AutoImport: 6}})
	if err != nil || out.State != Done || out.ImportID != "" || len(tb.provider.imports) != 0 {
		t.Errorf("%v %+v", err, out)
	}
	if got := tb.states(); got != "linking, signed in, done" {
		t.Errorf("states: %s", got)
	}
	if w := tb.warnings(); !strings.Contains(w, "no import of its own") || !strings.Contains(w, "insight.kontomatik.com") {
		t.Errorf("%s", w)
	}
}

func TestRefusedImportFails(t *testing.T) {
	tb := newTable()
	tb.provider.importE = &aisclient.Error{Kind: aisclient.KindSession, Name: "InvalidSessionId"}
	_, err := tb.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.KindSession) || tb.states() != "linking, signed in, failed" || len(tb.provider.imports) != 1 {
		t.Errorf("%v, %s", err, tb.states())
	}
}

func TestFailedImportKeepsItsReply(t *testing.T) {
	for _, state := range []aisclient.CommandState{"error", "fatal", "cancelled"} {
		tb := newTable()
		tb.provider.looks = []aisclient.PollEvent{final(state, "<reply>why</reply>")}
		out, err := tb.verify(t, t.Context(), plainRequest)
		if !errors.Is(err, aisclient.ExceptionName("AccessBlocked")) || out.State != Failed || out.ImportID != "import-1" {
			t.Errorf("%s: %v %+v", state, err, out)
		}
		if string(tb.shelf.saved["import-1"]) != "<reply>why</reply>" || tb.shelf.drafts["import-1"].State.String() != string(state) || len(tb.shelf.pending) != 0 {
			t.Errorf("%s: %+v", state, tb.shelf)
		}
		if got := tb.states(); got != "linking, signed in, importing, saving, failed" {
			t.Errorf("%s: %s", state, got)
		}
	}
}

func TestAnswerThatNeverBecameWholeIsKept(t *testing.T) {
	tb := newTable()
	cut := importXML[:len(importXML)/2]
	tb.provider.looks = []aisclient.PollEvent{look("in_progress", 0), {Err: &aisclient.Error{Kind: aisclient.KindDecode}, Raw: []byte(cut), Final: true}}
	out, err := tb.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.KindDecode) || out.ImportID == "" || string(tb.shelf.saved[out.ImportID]) != cut ||
		tb.shelf.drafts[out.ImportID].State.String() != StateUnreadable || len(tb.shelf.pending) != 1 {
		t.Errorf("%v %+v %+v", err, out, tb.shelf.drafts)
	}
}

func TestFullDiskKeepsTheOfferToResume(t *testing.T) {
	tb := newTable()
	tb.shelf.saveErr = archive.ErrDiskFull
	out, err := tb.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, archive.ErrDiskFull) || out.ImportID != "" || len(tb.shelf.pending) != 1 || !strings.Contains(err.Error(), "resume") {
		t.Errorf("%v %+v", err, out)
	}
	tb.shelf.saveErr = nil
	tb.events = nil
	again, err := tb.desk.Resume(t.Context(), tb.shelf.pending["pending-1"], tb.emit)
	tb.check(t, again, err)
	if err != nil || again.ImportID == "" || len(tb.shelf.pending) != 0 || len(tb.provider.imports) != 1 {
		t.Errorf("resumed: %v %+v", err, again)
	}
}

func TestUnreadableImportStaysSaved(t *testing.T) {
	bad := strings.Replace(importXML, "<currencyAmount>", "<currencyAmount>12,", 1)
	tb := newTable()
	tb.provider.looks = []aisclient.PollEvent{final("successful", bad)}
	out, err := tb.verify(t, t.Context(), plainRequest)
	d, ok := errors.AsType[*aisclient.DecodeError](err)
	if !ok || !strings.Contains(d.Path, "currencyAmount") || out.State != Failed || out.ImportID != "import-1" || string(tb.shelf.saved["import-1"]) != bad {
		t.Errorf("%v %+v", err, out)
	}
	if !strings.Contains(err.Error(), "saved as import-1") {
		t.Errorf("%v", err)
	}
}

func TestLockedArchiveStillCounts(t *testing.T) {
	tb := newTable()
	tb.shelf.rawErr = archive.ErrLocked
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil || tb.shelf.counts["import-1"].Transactions != 30 {
		t.Errorf("%v %+v", err, tb.shelf.counts)
	}
}

func TestArchiveThatCannotBeReadBackIsAFailure(t *testing.T) {
	tb := newTable()
	tb.shelf.rawErr = archive.ErrDamaged
	if out, err := tb.verify(t, t.Context(), plainRequest); !errors.Is(err, archive.ErrDamaged) || out.ImportID == "" {
		t.Errorf("%v %+v", err, out)
	}
}

func TestSideTroublesOnlyWarn(t *testing.T) {
	tb := newTable()
	tb.shelf.pendErr, tb.shelf.annotErr = errors.New("no room for the offer"), errors.New("no room for the counts")
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	if w := tb.warnings(); !strings.Contains(w, "no room for the offer") || !strings.Contains(w, "no room for the counts") {
		t.Errorf("%s", w)
	}
}

func TestHistoryCutShortIsSaid(t *testing.T) {
	cut := strings.Replace(importXML, "<account>", `<account partialDueToTimeout="true">`, 1)
	tb := newTable()
	tb.provider.looks = []aisclient.PollEvent{final("successful", cut)}
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil || !strings.Contains(tb.warnings(), "cut the history of 1 ") {
		t.Errorf("%v\n%s", err, tb.warnings())
	}
}

func TestAccessTokenIsHandedOut(t *testing.T) {
	tb := newTable()
	tb.source.session.MultipleAccessID = aisclient.NewSecret("token-1")
	out, err := tb.verify(t, t.Context(), plainRequest)
	if err != nil || out.Access.Reveal() != "token-1" {
		t.Errorf("%v %v", err, out.Access.Empty())
	}
}

func TestAGrantedTokenIsKeptAndWhatBecameOfItIsSaid(t *testing.T) {
	for _, tc := range []struct {
		err  error
		want string
	}{{nil, "kept, encrypted, with the import"}, {errors.New("encryption is not set up"), "not kept: encryption is not set up"}} {
		tb := newTable()
		tb.source.session.MultipleAccessID = aisclient.NewSecret("token-1")
		var kept []string
		tb.desk.KeepAccess = func(id string, token aisclient.Secret) error {
			kept = append(kept, id+" "+token.Reveal())
			return tc.err
		}
		out, err := tb.verify(t, t.Context(), plainRequest)
		if err != nil || len(kept) != 1 || kept[0] != out.ImportID+" token-1" {
			t.Errorf("%v: kept %v", err, kept)
		}
		if w := tb.warnings(); !strings.Contains(w, tc.want) || strings.Contains(w, "token-1") {
			t.Errorf("told: %s", w)
		}
	}
	tb := newTable()
	tb.desk.KeepAccess = func(string, aisclient.Secret) error { t.Error("kept a token that nobody granted"); return nil }
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil {
		t.Error(err)
	}
}

// The last look may come with the deadline: a reply that is not final is never saved as one.
func TestDeadlineNeverSavesAReplyThatIsNotFinal(t *testing.T) {
	tb := newTable()
	last := look("in_progress", 90)
	last.Final, last.Err = true, aisclient.ErrWaitTimeout
	tb.provider.looks = []aisclient.PollEvent{last}
	out, err := tb.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.ErrWaitTimeout) || out.ImportID != "" || len(tb.shelf.pending) != 1 {
		t.Errorf("%v %+v", err, out)
	}
}
