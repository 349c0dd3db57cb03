package app

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
)

// Casefile statement 42: where an import expired and was purged, everything that needs its rows says when, and by whose clock: its
// case, a check, a report with its claims, and whoever asks for it by its id.
func TestAnExpiredReplyIsCalledExpired(t *testing.T) {
	a := offlineApp(t) // on 2026-11-28 at 09:00
	id, err := a.Cases.New(t.Context(), "Kowalski", janKowalski)
	must(t, err)
	gone := put(t, a, "jan", xmlReply("KontoBank", "Jan Kowalski", ibanA, "9000.00", months(20, wages)...))
	must(t, a.Cases.AddImport(t.Context(), id, gone))
	alone := put(t, a, "ewa", xmlReply("KontoBank", "Ewa Nowak", ibanB, "1.00"))
	store, err := a.archive.get()
	must(t, err)
	saved, err := store.Get(gone)
	must(t, err)
	until := time.Date(2026, 11, 28, 8, 30, 0, 0, time.UTC)
	for _, importID := range []string{gone, alone} {
		must(t, store.SetExpiry(importID, until))
	}
	p, err := a.Library.Purge(t.Context())
	if must(t, err); len(p.Imports) != 2 {
		t.Fatal(p)
	}
	const why = "expired on 2026-11-28 at 08:30 UTC by the clock of the machine that deleted it, and was deleted"
	d := dataset(t, a, id)
	if len(d.View.Missing) != 1 || d.View.Missing[0].String() != "import "+gone+": the reply "+why {
		t.Errorf("%v", d.View.Missing)
	}
	r, err := a.Cases.Check(t.Context(), id)
	if must(t, err); len(r.Problems) > 0 || r.Unread != nil || !strings.Contains(strings.Join(r.Notes, "\n"), "Import "+gone+": the reply "+why+".") {
		t.Errorf("%+v", r)
	}
	for _, importID := range []string{gone, alone} {
		_, found := a.Find(t.Context(), importID)
		_, listed := a.SavedImport(t.Context(), importID)
		for _, err := range []error{found, listed} {
			if !errors.Is(err, archive.ErrNotFound) || !strings.HasPrefix(err.Error(), "import "+importID+": it "+why+". ") {
				t.Error(err)
			}
		}
	}
	doc, err := a.Reports.Make(t.Context(), d, ReportRequest{Claims: claims(t, "name Jan Kowalski", "income 3000PLN", "iban PL61109010140000071219812874")})
	must(t, err)
	if len(doc.Missing) != 1 || doc.Missing[0].Why != "the reply "+why || len(doc.Imports) != 1 || !doc.Imports[0].Saved.Equal(saved.Created.Truncate(time.Second)) || !doc.Imports[0].Expires.Equal(until) {
		t.Errorf("%+v %+v", doc.Missing, doc.Imports)
	}
	if c := doc.Checks[0]; !strings.Contains(c.Reason, why) || strings.Contains(c.Reason, "names no owners") || strings.Contains(strings.Join(c.Ask, " "), "Ask for") {
		t.Errorf("%+v", c)
	}
}

// A reply that is gone before its day is named, on a machine that knows nothing of it, too: it cannot have expired. Deleted by this
// machine, or of an import that the case needs no more, it is no fault, nor is it one from its day on.
func TestAReplyThatIsGoneBeforeItsDayIsNamed(t *testing.T) {
	a := offlineApp(t) // on 2026-11-28 at 09:00; replies are kept for 30 days
	id, taken, deleted := twoBanks(t, a)
	store, err := a.archive.get()
	must(t, err)
	must(t, store.Delete(deleted))
	must(t, os.RemoveAll(filepath.Join(a.Config.DataDir, "imports", taken)))
	stranger := func(day int) *App {
		c := a.Config
		c.StateDir = t.TempDir()
		b := New(c, Options{Now: func() time.Time { return time.Date(2026, 12, day, 9, 0, 0, 0, time.UTC) }})
		t.Cleanup(b.Close)
		return b
	}
	const why = ": the reply is missing, though it expires only on 2026-12-28"
	for _, x := range []struct {
		what  string
		by    *App
		named []string
	}{{"by this machine", a, []string{taken}}, {"by another", stranger(27), []string{taken, deleted}}, {"from the day on", stranger(29), nil}} {
		r, err := x.by.Cases.Check(t.Context(), id)
		must(t, err)
		var got []string
		for _, p := range r.Problems {
			importID, _, _ := strings.Cut(strings.TrimPrefix(p.What, "import "), ":")
			if got = append(got, importID); !strings.HasPrefix(p.What, "import "+importID+why) {
				t.Errorf("%s: %s", x.what, p.What)
			}
		}
		if !slices.Equal(got, x.named) {
			t.Errorf("%s: %v is named, want %v", x.what, got, x.named)
		}
	}
	if d := dataset(t, stranger(27), id); len(d.View.Missing) != 2 || !strings.HasPrefix(d.View.Missing[0].String(), "import "+taken+why) {
		t.Errorf("%v", d.View.Missing)
	}
	must(t, store.Trust())
	if r, err := a.Cases.Check(t.Context(), id); err != nil || len(r.Problems) > 0 {
		t.Errorf("accepted: %+v, %v", r, err)
	}
	b := stranger(27)
	s, err := b.Cases.Get(t.Context(), id)
	must(t, err)
	for _, e := range s.History {
		if i, ok := e.Act.(casefile.Import); ok && i.Import == taken {
			_, err := b.Cases.Act(t.Context(), id, casefile.Undo{Seq: e.Seq, Reason: "another customer's"})
			must(t, err)
		}
	}
	if r, err := b.Cases.Check(t.Context(), id); err != nil || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, deleted) {
		t.Errorf("undone: %+v, %v", r, err)
	}
}
