package app

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/verify/policy"
)

// found are the files below directories that have one of the words in their bytes.
func found(t *testing.T, words []string, dirs ...string) (out []string) {
	t.Helper()
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			for _, w := range words {
				if bytes.Contains(b, []byte(w)) || strings.Contains(path, w) {
					out = append(out, path+": "+w)
				}
			}
			return err
		})
		must(t, err)
	}
	return out
}

// An erased case leaves the headers of its events, and nothing by which the customer could be found: not in the replies, the
// statement files, the events' bodies, the index or the state of the program.
func TestAnErasedCaseLeavesNothing(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	words := []string{"Kowalski", ibanA, ibanB, "SENTINELNOTE", "sentineltag", "Wynagrodzenie", "SENTINELREASON", "SENTINELFILE", importA}
	file := filepath.Join(t.TempDir(), "SENTINELFILE.xml")
	must(t, os.WriteFile(file, xmlReply("BankC", "Jan Kowalski", "PL27114020040000300201355387", "5.00", months(3, bread)...), 0o600))
	_, err := a.Cases.AddFile(t.Context(), id, file, "jan")
	must(t, err)
	_, err = a.Cases.Act(t.Context(), id, casefile.Note{Text: "SENTINELNOTE"}, casefile.Tag{Tag: "sentineltag"},
		casefile.Exclude{Rows: []casefile.Row{{Import: importA, Number: 1}}, Reason: "SENTINELREASON"}, casefile.Failed{Bank: "BankD", OwnerExternalID: "jan", Cause: "SENTINELREASON"})
	must(t, err)
	d := dataset(t, a, id)
	v, err := a.Cases.Verdict(t.Context(), d, policy.Policy{})
	must(t, err)
	_, err = a.Cases.Decide(t.Context(), d.View.State, casefile.Reject, "SENTINELREASON", v)
	must(t, err)
	_, err = a.Library.Index(t.Context())
	must(t, err)
	if len(found(t, words, a.Config.DataDir)) == 0 {
		t.Fatal("the test looks in the wrong place")
	}
	if err := a.Cases.Erase(t.Context(), id, " "); !errors.Is(err, casefile.ErrNotAllowed) {
		t.Errorf("without a reason: %v", err)
	}
	must(t, a.Cases.Erase(t.Context(), id, "the customer asked for it"))
	must(t, a.Cases.Erase(t.Context(), id, "again"))
	if left := found(t, words, a.Config.DataDir, a.Config.StateDir); len(left) > 0 {
		t.Errorf("left:\n%s", strings.Join(left, "\n"))
	}
	for _, b := range []*App{a, again(t, a, "Ben")} {
		c, err := b.Cases.Check(t.Context(), id)
		if must(t, err); len(c.Problems) > 0 || !strings.Contains(strings.Join(c.Notes, " "), "Erased, chain whole") || c.Events != 11 {
			t.Errorf("%+v", c)
		}
		s, err := b.Cases.Get(t.Context(), id)
		if must(t, err); !s.Erased || s.Status != "erased" || s.ReadOnly != "" || len(s.Imports)+len(s.People)+len(s.Notes) != 0 || s.History[0].Author != "Anna" {
			t.Errorf("%+v", s)
		}
		if _, err := b.Cases.Act(t.Context(), id, casefile.Note{Text: "more"}); !errors.Is(err, casefile.ErrNotAllowed) {
			t.Errorf("an erased case takes acts: %v", err)
		}
	}
	events, err := filepath.Glob(filepath.Join(a.Config.DataDir, "cases", id, "*.event"))
	if must(t, err); len(events) != 11 {
		t.Errorf("%d headers are left", len(events))
	}
	must(t, os.Remove(events[4]))
	if c, err := a.Cases.Check(t.Context(), id); err != nil || len(c.Problems) == 0 {
		t.Errorf("a header of an erased case is gone: %+v %v", c, err)
	}
}

// Case files have a clock of their own: replies expire before, somebody may move the day, and a stopped erasure is ended.
func TestTwoClocks(t *testing.T) {
	now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	a := offlineApp(t, func(c *Config) { c.Case.Keep = 90 * day })
	a.opts.Now = func() time.Time { return now }
	id, importA, _ := twoBanks(t, a)
	other, err := a.Cases.New(t.Context(), "Other", casefile.Person{Name: "Ewa", Role: casefile.Applicant})
	must(t, err)
	_, err = a.Cases.Act(t.Context(), other, casefile.Expiry{Expires: now.Add(400 * day), Reason: "the loan runs"})
	must(t, err)
	erased := func(after time.Duration) []string {
		t.Helper()
		ids, err := a.Cases.Retention.Purge(t.Context(), now.Add(after), 30*day)
		must(t, err)
		return ids
	}
	if ids := erased(89 * day); len(ids) != 0 {
		t.Errorf("%v is erased after 89 days", ids)
	}
	s, err := a.Cases.Get(t.Context(), id)
	must(t, err)
	if at := a.Cases.Retention.Expires(s); at.Sub(s.Changed) != 90*day {
		t.Error(at)
	}
	if ids := erased(91 * day); len(ids) != 1 || ids[0] != id {
		t.Errorf("%v is erased after 91 days", ids)
	}
	if left := found(t, []string{"Kowalski"}, filepath.Join(a.Config.DataDir, "cases")); len(left) > 0 {
		t.Error(left)
	}
	if _, err := a.SavedImport(t.Context(), importA); err == nil {
		t.Error("its import is there")
	}
	if ids := erased(399 * day); len(ids) != 0 {
		t.Errorf("%v is erased though its day was moved", ids)
	}
	if ids := erased(400 * day); len(ids) != 1 || ids[0] != other {
		t.Errorf("%v is erased on the day from which it may be", ids)
	}
	forever := cases.New(cases.Deps{Archive: a.archive.get, Dir: a.Config.DataDir, Now: a.opts.Now, Settings: cases.Settings{Keep: -1}})
	t.Cleanup(func() { _ = forever.Close() })
	if at := forever.Retention.Expires(&casefile.State{Changed: now}); !at.IsZero() {
		t.Error(at)
	}
}

// Before the first decision on live data somebody says how long case files are kept.
func TestALiveDecisionAsksHowLongCasesAreKept(t *testing.T) {
	for keep, want := range map[time.Duration]error{0: cases.ErrKeepUnknown, day: nil, -1: nil} {
		a := offlineApp(t, func(c *Config) { c.Case.Keep = keep })
		id, err := a.Cases.New(t.Context(), "Kowalski", janKowalski)
		must(t, err)
		_, err = a.Cases.Act(t.Context(), id, casefile.Import{Import: "20260504T093000Z-one", SHA256: strings.Repeat("a", 64), Environment: "live", OwnerExternalID: "jan"})
		must(t, err)
		s, err := a.Cases.Get(t.Context(), id)
		must(t, err)
		if _, err := a.Cases.Decide(t.Context(), s, casefile.Reject, "no", nil); !errors.Is(err, want) {
			t.Errorf("%v: %v", keep, err)
		}
	}
}
