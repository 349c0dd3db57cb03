package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/verify/policy"
)

// An older copy of a case, put back in place of the newer, takes no act, and cannot become what this machine has noted.
func TestAnOlderCopyOfACaseTakesNoAct(t *testing.T) {
	a := desk(t)
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
