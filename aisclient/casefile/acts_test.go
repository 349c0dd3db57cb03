package casefile

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestActsMakeTheState(t *testing.T) {
	l, f := begun(t)
	do(t, l, anna, Label{"Kowalski, flat"}, Person{"Maria Kowalska", CoApplicant, "owner-2"},
		File{Import: "file-1", Name: "statement.xml", SHA256: "cd", OwnerExternalID: "owner-2"},
		Claims{[]byte(`{"version": 1, "claims": []}`)}, Tag{"urgent"}, Tag{"flat"}, Untag{"urgent"}, Status{"review"},
		Note{"asked for the lease", []Row{row(3)}}, Exclude{[]Row{row(1), row(2)}, "a gift"}, Include{Rows: []Row{row(2)}},
		Relabel{[]Row{row(5)}, "salary", []string{"other_in"}, "a wage, says the contract"}, Report{ID: "r1", SHA256: "ef"},
		Expiry{Expires: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)})
	for name, s := range map[string]*State{"the writer's": l.State(), "a reader's": reopened(t, f)} {
		if s.Label != "Kowalski, flat" || len(s.People) != 2 || s.People[1].Role != CoApplicant || len(s.Files) != 1 || s.Status != "review" {
			t.Errorf("%s: %+v", name, s)
		}
		if !slices.Equal(s.Tags, []string{"flat"}) || len(s.Notes) != 1 || s.Notes[0].Event.Author != "Anna" || s.Notes[0].Rows[0] != row(3) {
			t.Errorf("%s: tags %v, notes %+v", name, s.Tags, s.Notes)
		}
		if len(s.Excluded()) != 1 || s.Excluded()[row(1)].Reason != "a gift" {
			t.Errorf("%s: excluded %+v", name, s.Excluded())
		}
		if r := s.Relabelled()[row(5)]; r.Category != "salary" || r.Was != "other_in" || r.Event.Author != "Anna" {
			t.Errorf("%s: relabelled %+v", name, r)
		}
		if len(s.Reports) != 1 || s.Expires.Year() != 2027 || string(s.Claims()) != `{"claims":[],"version":1}` || s.Head.Seq != 16 || len(s.History) != 16 {
			t.Errorf("%s: %+v %s", name, s.Head, s.Claims())
		}
	}
	if a, b := l.State(), reopened(t, f); !reflect.DeepEqual(a, b) {
		t.Errorf("the writer folds\n%+v\nand a reader\n%+v", a, b)
	}
}

func TestWhatTheCaseDoesNotAllow(t *testing.T) {
	l, _ := begun(t)
	do(t, l, anna, Exclude{[]Row{row(1)}, "a gift"}, Tag{"flat"}, Report{ID: "r1", SHA256: "ef"})
	other := reply(2)
	other.OwnerExternalID = "somebody"
	for _, r := range []struct {
		act   Act
		words string
	}{
		{jan, "already"}, {Person{"Ewa", Applicant, "owner-9"}, "co-applicant"}, {Person{"Ewa", "friend", "owner-9"}, "role"},
		{Person{"", Guarantor, "owner-9"}, "name"}, {reply(1), "already"}, {other, "not a person of this case"},
		{Exclude{[]Row{row(1)}, "again"}, "Anna excluded row 1 of import import-1 already"}, {Exclude{[]Row{row(2)}, " "}, "reason"},
		{Exclude{[]Row{{"import-7", 1}}, "x"}, "does not belong"}, {Exclude{nil, "x"}, "no row"}, {Exclude{[]Row{row(2), row(2)}, "x"}, "twice"},
		{Include{Rows: []Row{row(2)}}, "not excluded"}, {Relabel{[]Row{row(2)}, "salary", []string{"rent"}, ""}, "reason"},
		{Relabel{[]Row{row(2)}, "wages", []string{"rent"}, "x"}, "no category"}, {Relabel{[]Row{row(2)}, "salary", nil, "x"}, "before"}, {Relabel{[]Row{row(2)}, "salary", []string{"rent", "rent"}, "x"}, "before"},
		{Note{Text: " "}, "note"}, {Tag{"flat"}, "already"}, {Tag{"two words"}, "one word"}, {Untag{"urgent"}, "no tag"}, {Status{"open"}, "already"},
		{Status{"nice"}, "one of open"}, {Undo{9, "x"}, "no event 9"}, {Undo{0, "x"}, "no event 0"}, {Undo{3, ""}, "reason"}, {Undo{5, "x"}, "report"},
		{Undo{2, "wrong"}, "event 3 (exclude) rests on it"}, {Undo{1, "wrong"}, "event 2 (import) rests on it"}, {Expiry{}, "day"}, {Erased{}, "reason"}, {Claims{[]byte("{")}, "claims"},
		{Decision{Outcome: "perhaps", Reason: "x", Basis: "y"}, "approve, refer or reject"},
	} {
		refused(t, l, anna, r.act, r.words)
	}
}

// What just fits is allowed, and one byte more is not.
func TestActsHaveAGreatestSize(t *testing.T) {
	l, _ := begun(t)
	text, tag := strings.Repeat("x", 4000), strings.Repeat("y", 64)
	do(t, l, anna, Note{Text: text}, Tag{tag}, Exclude{[]Row{row(0)}, "the first row"})
	refused(t, l, anna, Note{Text: text + "x"}, "4000 bytes")
	refused(t, l, anna, Tag{tag + "y"}, "64 bytes")
	refused(t, l, anna, Exclude{[]Row{row(-1)}, "no row"}, "is none")
}

func TestUndoTakesBackAndStaysInTheHistory(t *testing.T) {
	l, f := begun(t)
	before := l.State()
	do(t, l, anna, Exclude{[]Row{row(1)}, "a gift"})
	excluded := l.State()
	do(t, l, ben, Undo{3, "it is none"})
	s := reopened(t, f)
	if len(s.Excluded()) != 0 || s.Basis != before.Basis || s.History[2].Undone != 4 || len(s.History) != 4 {
		t.Errorf("%+v", s.History)
	}
	refused(t, l, ben, Undo{3, "again"}, "already, by event 4")
	do(t, l, anna, Undo{4, "it is one"})
	if s = reopened(t, f); s.Basis != excluded.Basis || s.Excluded()[row(1)].Reason != "a gift" || s.History[2].Undone != 0 || s.History[3].Undone != 5 {
		t.Errorf("the undo was undone: %+v", s.History)
	}
}

func TestNothingIsDoneInAnErasedCase(t *testing.T) {
	l, f := begun(t)
	do(t, l, anna, Note{Text: "a secret"}, Erased{"the customer asked"})
	for o, err := range storeOf(f, caseID).List(t.Context(), "", "") { // the bodies go
		must(t, err)
		if strings.HasSuffix(o.Name, bodySuffix) && o.Name != bodyName(l.State().History[3].Header.Body) {
			must(t, storeOf(f, caseID).Delete(t.Context(), o.Name))
		}
	}
	s := reopened(t, f)
	if !s.Erased || len(s.History) != 4 || len(s.Notes) != 0 || s.ReadOnly != "" {
		t.Errorf("%+v", s)
	}
	c, err := Check(t.Context(), f, caseID, plain{}, nil)
	if must(t, err); !c.Erased || len(c.Problems) > 0 || c.Head != s.Head {
		t.Errorf("%+v", c)
	}
	refused(t, l, anna, Note{Text: "more"}, "erased")
}

// An erasure takes the bodies of all events before it and what was fetched; the event itself keeps its reason.
func TestTheEndOfAnErasure(t *testing.T) {
	f := folderOf(t, t.TempDir())
	l := Start(f, caseID, LogOptions{})
	do(t, l, anna, jan)
	e, err := l.AppendAggregated(t.Context(), []byte("<reply/>"), Aggregated{OwnerExternalID: jan.OwnerExternalID}, anna)
	must(t, err)
	do(t, l, anna, Erased{"the customer asked"})
	must(t, l.EndErasure(t.Context(), func(string) error { return nil }))
	var left []string
	for o, err := range l.store.List(t.Context(), "", "") {
		must(t, err)
		if !strings.HasSuffix(o.Name, ".event") {
			left = append(left, o.Name)
		}
	}
	if want := []string{bodyName(l.State().History[2].Body)}; !slices.Equal(left, want) {
		t.Errorf("%q is left of %+v, want %q", left, e.Act, want)
	}
}

// Order is seq: a clock that is wrong changes nothing and is noted with the store's time.
func TestAWrongClockIsNoted(t *testing.T) {
	f := folderOf(t, t.TempDir())
	late := func(by time.Duration) LogOptions {
		return LogOptions{Now: func() time.Time { return time.Now().Add(by) }}
	}
	l := Start(f, caseID, late(time.Hour))
	do(t, l, anna, jan, Status{"review"})
	l, err := open(t.Context(), f, caseID, late(-4*time.Minute))
	must(t, err)
	do(t, l, ben, Status{"waiting"})
	l, err = open(t.Context(), f, caseID, late(-time.Hour))
	must(t, err)
	do(t, l, ben, Tag{"slow"})
	s := reopened(t, f)
	if off := s.History[3].ClockOff(); off > -59*time.Minute || off < -61*time.Minute {
		t.Error(off)
	}
	if s.Status != "waiting" || !s.History[2].Time.Before(s.History[1].Time) {
		t.Errorf("%+v", s.History)
	}
	if off := s.History[0].ClockOff(); off < 59*time.Minute || off > 61*time.Minute {
		t.Error(off)
	}
	if off := s.History[2].ClockOff(); off != 0 {
		t.Error(off)
	}
}

func TestANewerProgramMakesACaseReadOnly(t *testing.T) {
	l, f := begun(t)
	w := writing{log: l, act: newer{}, by: anna, time: time.Now().UTC()}
	must(t, w.prepare(t.Context()))
	_, err := w.try(t.Context())
	must(t, err)
	s := reopened(t, f)
	if !strings.Contains(s.ReadOnly, "event 3") || !strings.Contains(s.ReadOnly, "Update the program") || len(s.Imports) != 1 {
		t.Errorf("%q", s.ReadOnly)
	}
	again, err := open(t.Context(), f, caseID, LogOptions{})
	must(t, err)
	if _, err := again.Append(t.Context(), Tag{"x"}, anna); !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), "Update") {
		t.Error(err)
	}
	if c, err := Check(t.Context(), f, caseID, plain{}, nil); err != nil || len(c.Problems) > 0 || !slices.Equal(c.Newer, []int64{3}) || !strings.Contains(s.Newer, "event 3") {
		t.Errorf("%+v, %v, %q", c, err, s.Newer)
	}
}

// An event of a later version of the form is no tampering where it stands in its place in the chain; put elsewhere it is.
func TestANewerVersionIsNoTampering(t *testing.T) {
	for _, x := range []struct {
		prev     string
		problems int
	}{{"", 0}, {strings.Repeat("0", 64), 1}} {
		l, f := begun(t)
		last := l.State().Head
		h := Header{Version: eventVersion + 1, Case: caseID, Seq: last.Seq + 1, Kind: KindTag, Time: time.Now().UTC(), Author: anna.Name, Prev: cmp.Or(x.prev, last.Hash), Body: strings.Repeat("1", 64)}
		header, err := canonical(h)
		must(t, err)
		must(t, f.Create(t.Context(), EventObject(caseID, h.Seq), fmt.Appendf(nil, "%s\n%s\n", header, sum(header))))
		c, err := Check(t.Context(), f, caseID, plain{}, nil)
		if err != nil || len(c.Problems) != x.problems || len(c.Newer) != 1-x.problems {
			t.Errorf("%+v, %v", c, err)
		}
		if s := reopened(t, f); s.ReadOnly == "" || !strings.Contains(s.Newer, "newer version") {
			t.Errorf("%q, %q", s.ReadOnly, s.Newer)
		}
	}
}

// newer is an act of a kind that this program does not know.
type newer struct{}

func (newer) Kind() Kind                 { return "weather" }
func (newer) valid() error               { return nil }
func (newer) apply(*State, Header) error { return nil }

// A statement file is the same by its bytes, whatever it is called.
func TestAFileIsKnownByItsBytes(t *testing.T) {
	l, _ := begun(t)
	do(t, l, anna, File{Import: "f-1", Name: "statement.xml", SHA256: "aa"}, File{Import: "f-2", Name: "statement.xml", SHA256: "bb"})
	refused(t, l, anna, File{Import: "f-3", Name: "copy.xml", SHA256: "aa"}, "statement.xml")
}
