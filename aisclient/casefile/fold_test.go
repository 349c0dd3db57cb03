package casefile

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// anyAct is an act that may make sense or not: few names, so that acts meet.
func anyAct(r *rand.Rand, s *State) Act {
	rows := []Row{{fmt.Sprintf("import-%d", r.IntN(3)), int32(r.IntN(4))}}
	category := []string{"salary", "rent", "gift"}[r.IntN(3)]
	switch r.IntN(14) {
	case 0:
		return Person{fmt.Sprint("P", r.IntN(3)), roles()[r.IntN(3)], fmt.Sprint("owner-", r.IntN(3))}
	case 1:
		i := reply(r.IntN(3))
		i.OwnerExternalID = fmt.Sprint("owner-", r.IntN(3))
		return i
	case 2:
		return File{Import: fmt.Sprint("file-", r.IntN(3)), Name: "x", SHA256: fmt.Sprint(r.IntN(3))}
	case 3:
		return Claims{fmt.Appendf(nil, `{"n":%d}`, r.IntN(3))}
	case 4:
		return Exclude{rows, "x"}
	case 5:
		return Include{Rows: rows}
	case 6:
		return Relabel{rows, category, []string{"other_in"}, "x"}
	case 7:
		return Note{Text: "n"}
	case 8:
		return Tag{fmt.Sprint("t", r.IntN(3))}
	case 9:
		return Untag{fmt.Sprint("t", r.IntN(3))}
	case 10:
		return Status{Statuses()[r.IntN(4)]}
	case 11:
		return decision(s, []Outcome{Approve, Refer, Reject}[r.IntN(3)], []FourEyes{FourEyesNone, FourEyesApprove, FourEyesAll}[r.IntN(3)])
	case 12:
		return Undo{int64(r.IntN(12)), "x"}
	}
	return Report{ID: "r", SHA256: "s"}
}

// anyEvents are events as different programs may have written them, the senseless ones included.
func anyEvents(r *rand.Rand, n int) []Event {
	var events []Event
	s := fold("c", nil, Options{})
	for len(events) < n {
		a := anyAct(r, s)
		h := Header{Case: "c", Seq: int64(len(events) + 1), Kind: a.Kind(), Author: []string{"Anna", "Ben"}[r.IntN(2)],
			Time: time.Unix(r.Int64N(1e9), 0).UTC()}
		events = append(events, Event{Header: h, Hash: fmt.Sprint("hash", h.Seq), Act: a})
		s = fold("c", events, Options{})
	}
	return events
}

// facts is a state without its history and times: what the case is.
func facts(s *State) State {
	f := *s
	f.History, f.Head, f.Created, f.Changed = nil, Head{}, time.Time{}, time.Time{}
	return f
}

func TestTheFoldIsAFunctionOfTheEvents(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		events := anyEvents(r, 20)
		whole := fold("c", events, Options{})
		if again := fold("c", slices.Clone(events), Options{}); !reflect.DeepEqual(whole, again) {
			t.Fatalf("seed %d: two folds differ", seed)
		}
		step := fold("c", nil, Options{})
		for _, e := range events {
			before := *step
			history := slices.Clone(step.History)
			next := step.with(e)
			if !reflect.DeepEqual(*step, before) || !reflect.DeepEqual(step.History, history) {
				t.Fatalf("seed %d: event %d changed the state before", seed, e.Seq)
			}
			step = next
		}
		if !reflect.DeepEqual(whole, step) {
			t.Fatalf("seed %d: one by one:\n%+v\nall at once:\n%+v", seed, step, whole)
		}
	}
}

// Times do not count, whatever they are.
func TestOrderIsTheNumber(t *testing.T) {
	for seed := range uint64(100) {
		events := anyEvents(rand.New(rand.NewPCG(seed, 2)), 20)
		before := fold("c", events, Options{})
		moved := slices.Clone(events)
		for i := range moved {
			moved[i].Time = time.Unix(int64(1000-i), 0).UTC()
		}
		after := fold("c", moved, Options{})
		if before.Basis != after.Basis || before.Status != after.Status || !slices.Equal(before.Tags, after.Tags) || len(before.Decided) != len(after.Decided) ||
			len(before.Notes) != len(after.Notes) || !reflect.DeepEqual(before.Claims(), after.Claims()) {
			t.Fatalf("seed %d: times change the state", seed)
		}
	}
}

// An act that is allowed and undone at once leaves the case as it was.
func TestAnActAndItsUndoLeaveNothing(t *testing.T) {
	tried := 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 3))
		s := fold("c", anyEvents(r, 12), Options{})
		a := anyAct(r, s)
		h := Header{Author: "Anna", Seq: s.Head.Seq + 1, Kind: a.Kind()}
		if s.allows(a, h) != nil || !undoable(a.Kind()) || a.Kind() == KindUndo {
			continue
		}
		tried++
		acted := s.with(Event{Header: h, Act: a})
		undo := Header{Author: "Ben", Seq: h.Seq + 1, Kind: KindUndo}
		if err := acted.allows(Undo{h.Seq, "x"}, undo); err != nil {
			t.Fatalf("seed %d: %s: %v", seed, a.Kind(), err)
		}
		undone := acted.with(Event{Header: undo, Act: Undo{h.Seq, "x"}})
		if got, want := facts(undone), facts(s); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: %s and its undo:\n%+v\nbefore:\n%+v", seed, a.Kind(), got, want)
		}
		if n := len(undone.History); n != len(s.History)+2 || undone.History[n-2].Undone != undo.Seq {
			t.Fatalf("seed %d: the history forgets", seed)
		}
	}
	if tried < 80 {
		t.Errorf("only %d acts were tried", tried)
	}
}

// What is refused has no effect where a foreign program wrote it all the same.
func TestRefusedActsHaveNoEffect(t *testing.T) {
	tried := 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 4))
		s := fold("c", anyEvents(r, 12), Options{})
		a := anyAct(r, s)
		h := Header{Author: "Anna", Seq: s.Head.Seq + 1, Kind: a.Kind()}
		next := s.with(Event{Header: h, Act: a})
		if next.History[len(next.History)-1].Ignored == "" {
			continue
		}
		tried++
		if got, want := facts(next), facts(s); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: %s was ignored and changed\n%+v\nto\n%+v", seed, a.Kind(), want, got)
		}
		if err := s.allows(a, h); err == nil {
			t.Fatalf("seed %d: %+v is allowed and ignored", seed, a)
		}
	}
	if tried < 80 {
		t.Errorf("only %d acts were tried", tried)
	}
}

// Nobody takes an erasure back, and a body that is gone behind it was erased, too.
func TestAnErasureStays(t *testing.T) {
	s := fold("c", []Event{
		{Header: Header{Seq: 1, Kind: KindErased}, Act: Erased{"asked for"}},
		{Header: Header{Seq: 2, Kind: KindUndo}, Act: Undo{1, "sorry"}},
		{Header: Header{Seq: 3, Kind: KindNote}, Erased: true},
	}, Options{})
	if !s.Erased || s.missing != 0 || s.History[0].Undone != 0 || s.History[1].Ignored == "" {
		t.Errorf("erased %v, missing %d, %+v", s.Erased, s.missing, s.History)
	}
}

// A case that can only be read stays so when an act is undone.
func TestAnUndoMendsNoCase(t *testing.T) {
	s := fold("c", []Event{{Header: Header{Seq: 1, Kind: KindTag}, Act: Tag{"vip"}}}, Options{})
	s.ReadOnly = "an event is damaged"
	if next := s.with(Event{Header: Header{Seq: 2, Kind: KindUndo}, Act: Undo{1, "why"}}); next.ReadOnly != "an event is damaged" || len(next.Tags) != 0 {
		t.Errorf("%q, tags %v", next.ReadOnly, next.Tags)
	}
}

// A failed import holds something only where a reply was saved.
func TestHoldingsAreWhatIsSaved(t *testing.T) {
	s := fold("c", []Event{
		{Header: Header{Seq: 1, Kind: KindImport}, Act: reply(1)},
		{Header: Header{Seq: 2, Kind: KindFailed}, Act: Failed{Cause: "down"}},
		{Header: Header{Seq: 3, Kind: KindFailed}, Act: Failed{Cause: "down", Import: "import-9"}},
	}, Options{})
	if got := s.Holdings(); !slices.Equal(got, []string{"import-1", "import-9"}) {
		t.Error(got)
	}
}

// An undo that somebody wrote to name itself, or a later event, takes nothing back and says so.
func TestAnUndoNamesAnEventBeforeIt(t *testing.T) {
	for _, seq := range []int64{2, 3, 9} {
		s := fold("c", []Event{
			{Header: Header{Seq: 1, Kind: KindTag}, Act: Tag{"vip"}},
			{Header: Header{Seq: 2, Kind: KindUndo}, Act: Undo{seq, "why"}},
			{Header: Header{Seq: 3, Kind: KindTag}, Act: Tag{"other"}},
		}, Options{})
		undo := s.History[1]
		if undo.Undone != 0 || !strings.Contains(undo.Ignored, "no event") || len(s.Tags) != 2 || s.History[2].Undone != 0 {
			t.Errorf("undo of %d: %+v, tags %v", seq, undo, s.Tags)
		}
	}
}
