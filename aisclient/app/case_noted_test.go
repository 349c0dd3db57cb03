package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/verify/policy"
)

// An older copy of a case, put back in place of the newer, takes no act, and cannot become what this machine has noted.
func TestAnOlderCopyOfACaseTakesNoAct(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	decide := func(o casefile.Outcome) error {
		b := again(t, a, "Anna")
		d := dataset(t, b, id)
		r, err := b.Cases.Verdict(t.Context(), d, policy.Policy{})
		must(t, err)
		_, err = b.Cases.Decide(t.Context(), d.View.State, o, "it is so", r)
		return err
	}
	must(t, decide(casefile.Approve))
	dir, older, newer := filepath.Join(a.Config.DataDir, "cases", id), filepath.Join(t.TempDir(), "older"), filepath.Join(t.TempDir(), "newer")
	must(t, os.CopyFS(older, os.DirFS(dir)))
	must(t, decide(casefile.Reject))
	must(t, os.Rename(dir, newer))
	must(t, os.CopyFS(dir, os.DirFS(older)))
	for range 3 {
		b := again(t, a, "Anna")
		_, err := b.Cases.Act(t.Context(), id, casefile.Tag{Tag: "late"})
		if !errors.Is(err, casefile.ErrReadOnly) || !strings.Contains(err.Error(), "noted event 6, and it is not among the 5 events") {
			t.Errorf("a tag: %v", err)
		}
		if err := decide(casefile.Approve); !errors.Is(err, casefile.ErrReadOnly) {
			t.Errorf("a decision: %v", err)
		}
		if err := b.Cases.Erase(t.Context(), id, "gone"); !errors.Is(err, casefile.ErrReadOnly) {
			t.Errorf("erase: %v", err)
		}
	}
	b := again(t, a, "Ben")
	if all, err := b.Cases.List(t.Context()); err != nil || len(all) != 1 || !strings.Contains(all[0].State.ReadOnly, "events are missing") {
		t.Errorf("%+v, %v", all, err)
	}
	if r, err := b.Cases.Check(t.Context(), id); err != nil || len(r.Problems) != 1 || r.Problems[0].Seq != 6 {
		t.Errorf("%+v, %v", r, err)
	}
	must(t, os.RemoveAll(dir))
	if _, err := b.Cases.Act(t.Context(), id, casefile.Tag{Tag: "late"}); !errors.Is(err, casefile.ErrReadOnly) {
		t.Errorf("without any event: %v", err)
	}
	must(t, os.Rename(newer, dir))
	for _, c := range []*App{b, again(t, a, "Ben")} {
		_, err := c.Cases.Act(t.Context(), id, casefile.Note{Text: "all is back"})
		must(t, err)
	}
	must(t, b.Cases.Erase(t.Context(), id, "the time is over"))
	_, err := again(t, a, "Ben").Cases.Retention.Purge(t.Context(), a.opts.Now(), 0)
	must(t, err)
	if r, err := b.Cases.Check(t.Context(), id); err != nil || len(r.Problems) != 0 {
		t.Errorf("erased: %+v, %v", r, err)
	}
}

// Who has lost events for good accepts the shorter chain; the case says so. A chain that does not fit together is not accepted,
// nor one of which nothing is gone.
func TestALossIsAcceptedAndWritten(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	if err := cases.Accept(t.Context(), a.Cases.Cases, id, "no reason"); err == nil || !strings.Contains(err.Error(), "nothing to accept") {
		t.Errorf("a whole case: %v", err)
	}
	dir := filepath.Join(a.Config.DataDir, "cases", id)
	must(t, os.Remove(filepath.Join(dir, "00000003.event")))
	b := again(t, a, "Ben")
	if r, err := cases.CheckOne(t.Context(), b.Cases.Cases, id); err != nil || r.Events != 3 || len(r.Problems) == 0 {
		t.Errorf("one of four events is missing: %+v %v", r, err)
	}
	if err := cases.Accept(t.Context(), b.Cases.Cases, id, "no reason"); !errors.Is(err, casefile.ErrTampered) {
		t.Errorf("a hole: %v", err)
	}
	must(t, os.Remove(filepath.Join(dir, "00000004.event")))
	must(t, cases.Accept(t.Context(), b.Cases.Cases, id, "the disk died, the copy is of Monday"))
	for _, c := range []*App{b, again(t, a, "Eva")} {
		s, err := c.Cases.Get(t.Context(), id)
		if must(t, err); s.ReadOnly != "" || len(s.Notes) != 1 || s.Notes[0].Event.Author != "Ben" || !strings.Contains(s.Notes[0].Text, "had seen event 4") ||
			!strings.Contains(s.Notes[0].Text, "ended with event 2") || !strings.Contains(s.Notes[0].Text, "the copy is of Monday") {
			t.Errorf("%+v", s)
		}
		if r, err := c.Cases.Check(t.Context(), id); err != nil || len(r.Problems) > 0 || r.Events != 3 {
			t.Errorf("%+v %v", r, err)
		}
	}
	must(t, os.RemoveAll(dir))
	c := again(t, a, "Ben")
	must(t, cases.Accept(t.Context(), c.Cases.Cases, id, "all is lost"))
	if ids, err := c.Cases.AllIDs(t.Context()); err != nil || len(ids) > 0 {
		t.Errorf("%v %v", ids, err)
	}
}

// What this machine noted of a case is not written anew where it cannot be read: the check names it until somebody accepts.
func TestNotedHeadsThatCannotBeReadAreNamed(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	files, err := filepath.Glob(filepath.Join(a.Config.StateDir, "heads", "*", id+".json"))
	if must(t, err); len(files) != 1 {
		t.Fatal(files)
	}
	must(t, os.WriteFile(files[0], []byte("garbage"), 0o600))
	b := again(t, a, "Ben")
	_, err = b.Cases.Act(t.Context(), id, casefile.Note{Text: "meanwhile"})
	must(t, err)
	r, err := b.Cases.Check(t.Context(), id)
	if must(t, err); len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, "noted of the case cannot be read") || !strings.Contains(r.Problems[0].What, "encrypt trust --case "+id) {
		t.Errorf("%+v", r)
	}
	must(t, cases.Accept(t.Context(), b.Cases.Cases, id, "the disk was full"))
	r, err = again(t, a, "Eva").Cases.Check(t.Context(), id)
	if must(t, err); len(r.Problems) != 0 || len(r.Notes) != 1 {
		t.Errorf("%+v", r)
	}
}

// A check of one case compares the notes of its imports, too.
func TestCheckOfOneCaseReadsItsNotes(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	must(t, os.Remove(filepath.Join(a.Config.DataDir, "case-of", importA)))
	if r, err := cases.CheckOne(t.Context(), a.Cases.Cases, id); err != nil || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, "case-of/"+importA+" is missing") {
		t.Errorf("%+v %v", r, err)
	}
}
