package casefile

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"
)

// waiting is a case in a store, and what Anna did in it meanwhile where the store could not be reached.
func waiting(t *testing.T, acts ...Act) (*Log, []Unsent) {
	t.Helper()
	root := t.TempDir()
	l := Start(folderOf(t, root), caseID, LogOptions{})
	do(t, l, anna, jan, reply(1))
	away := copyOf(t, root)
	offline, err := open(t.Context(), away, caseID, LogOptions{})
	must(t, err)
	for _, a := range acts {
		if _, ok := a.(Decision); ok {
			a = decision(offline.State(), Approve, FourEyesNone)
		}
		do(t, offline, anna, a)
	}
	for _, e := range l.State().History { // they do not wait
		must(t, storeOf(away, caseID).Delete(t.Context(), eventName(e.Seq)))
	}
	unsent, err := ReadUnsent(t.Context(), away, caseID, plain{})
	if must(t, err); len(unsent) != len(acts) {
		t.Fatalf("%d events wait", len(unsent))
	}
	return l, unsent
}

// An undo of what waited, too, and was refused undoes nothing: its number is another's event by now.
func TestAnUndoOfWhatWasRefusedIsRefused(t *testing.T) {
	l, unsent := waiting(t, Status{"review"}, Undo{3, "too early"})
	do(t, l, ben, Status{"review"})
	sent := map[int64]Event{}
	for _, u := range unsent {
		if _, err := l.Resend(t.Context(), u, sent, anna); !errors.Is(err, ErrNotAllowed) {
			t.Errorf("%s: %v", u.Event.Kind, err)
		}
	}
	if s := l.State(); s.Status != "review" || len(s.History) != 3 {
		t.Errorf("%s, %d events", s.Status, len(s.History))
	}
}

// A decision that waited is refused where somebody decided otherwise meanwhile, and is not where that was undone.
func TestADecisionThatWaited(t *testing.T) {
	for _, undone := range []bool{false, true} {
		l, unsent := waiting(t, Decision{})
		do(t, l, ben, decision(l.State(), Reject, FourEyesNone))
		if undone {
			do(t, l, ben, Undo{3, "a mistake"})
		}
		_, err := l.Resend(t.Context(), unsent[0], map[int64]Event{}, anna)
		if first := (*OvertakenError)(nil); undone != (err == nil) || !undone && (!errors.As(err, &first) || first.First.Seq != 3) {
			t.Errorf("undone %v: %v", undone, err)
		}
	}
}

// Aggregated data that somebody packed anew is another object than the one that the event names.
func TestAggregatedDataIsKnownByItsObject(t *testing.T) {
	f := folderOf(t, t.TempDir())
	l := Start(f, caseID, LogOptions{})
	do(t, l, anna, jan)
	raw := []byte(strings.Repeat("<reply/>", 20))
	_, err := l.AppendAggregated(t.Context(), raw, Aggregated{OwnerExternalID: jan.OwnerExternalID}, anna)
	must(t, err)
	a := l.State().Aggregated[0]
	if b, err := l.Data(t.Context(), a); err != nil || !bytes.Equal(b, raw) {
		t.Fatal(err)
	}
	var other bytes.Buffer
	z, err := gzip.NewWriterLevel(&other, gzip.NoCompression)
	must(t, err)
	_, err = z.Write(raw)
	must(t, errors.Join(err, z.Close()))
	must(t, f.Replace(t.Context(), folder+"/"+caseID+"/"+dataName(a.Object), other.Bytes()))
	if _, err := l.Data(t.Context(), a); !errors.Is(err, ErrTampered) {
		t.Error(err)
	}
}
