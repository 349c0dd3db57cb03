package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/report"

	"aisdesk/aisclient"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/report/outline"
	"aisdesk/aisclient/rules"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

// checks are the outcomes of claims on a dataset.
func checks(t *testing.T, a *App, d Dataset, said ...string) []verify.Outcome {
	t.Helper()
	r, err := a.Reports.verdict(t.Context(), d, a.opts.Now(), claims(t, said...), policy.Policy{})
	must(t, err)
	var out []verify.Outcome
	for _, c := range r.Checks {
		out = append(out, c.Outcome)
	}
	return out
}

func TestACaseOfTwoBanksIsOneDataset(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	d := dataset(t, a, id)
	if len(d.Ledger.Sources()) != 2 || len(d.View.Transfers) != 12 || d.Name != "Kowalski" || d.Environment != Sandbox {
		t.Fatalf("%d accounts, %d transfers, %q", len(d.Ledger.Sources()), len(d.View.Transfers), d.Name)
	}
	given := d.View.Between() // each row of a transfer leads to the other
	for _, tr := range d.View.Transfers {
		if out, in := given[tr.Out].Note, given[tr.In].Note; !strings.HasSuffix(out, fmt.Sprintf(" row:%d", tr.In)) || !strings.HasSuffix(in, fmt.Sprintf(" row:%d", tr.Out)) {
			t.Errorf("rows %d and %d: %q, %q", tr.Out, tr.In, out, in)
		}
	}
	got := checks(t, a, d, "name Jan Kowalski", "iban "+ibanA, "iban "+ibanB, "income 4900PLN", "income 5100PLN", "balance 13000PLN")
	want := []verify.Outcome{verify.Confirmed, verify.Confirmed, verify.Confirmed, verify.Confirmed, verify.Refuted, verify.Confirmed}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	rows := rowsOf(d.Ledger, "Przelew")
	annotated, err := d.Annotated(t.Context(), a.opts.Now())
	must(t, err)
	for _, c := range annotatedCategories(annotated, rows) {
		if c != "own_transfer" {
			t.Error(c)
		}
	}
	if strings.HasPrefix(d.Ledger.RowID(rows[0]), "0-") || !strings.Contains(d.Ledger.RowID(rows[0]), "-") {
		t.Error(d.Ledger.RowID(rows[0]))
	}
	other := put(t, a, "somebody", xmlReply("BankC", "Ewa", ibanA, "1"))
	if err := a.Cases.AddImport(t.Context(), id, other); !errors.Is(err, casefile.ErrNotAllowed) || !strings.Contains(err.Error(), "not a person of this case") {
		t.Errorf("a reply for another owner: %v", err)
	}
	second, err := a.Cases.New(t.Context(), "x", janKowalski)
	must(t, err)
	if err := a.Cases.AddImport(t.Context(), second, importA); !errors.Is(err, casefile.ErrNotAllowed) || !strings.Contains(err.Error(), "belongs to case "+id+" (Jan Kowalski, open) already") {
		t.Error(err)
	}
}

func annotatedCategories(d Dataset, rows []int32) []string {
	var out []string
	for _, row := range rows {
		out = append(out, d.Ledger.Categories()[d.Ledger.CategoryID(row)].Name)
	}
	return out
}

// A bank that failed leaves the others whole and is named.
func TestAnImportThatIsGoneLeavesTheOthersWhole(t *testing.T) {
	a := offlineApp(t)
	id, importA, importB := twoBanks(t, a)
	store, err := a.archive.get()
	must(t, err)
	must(t, store.Delete(importB))
	d := dataset(t, a, id)
	if len(d.Ledger.Sources()) != 1 || len(d.View.Missing) != 1 || !strings.Contains(d.View.Missing[0].String(), importB) || !strings.Contains(d.View.Missing[0].String(), "expired or was deleted") {
		t.Errorf("%v", d.View.Missing)
	}
	r, err := a.Cases.Check(t.Context(), id)
	if must(t, err); len(r.Problems) > 0 || r.Replies != 1 || !strings.Contains(strings.Join(r.Notes, "\n"), importB) {
		t.Errorf("%+v, %s stays", r, importA)
	}
}

// Totals with and without the acts; the verdict counts rows as the acts say; a newer import of the same rows keeps them.
func TestActsOnRowsChangeFigures(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	d := dataset(t, a, id)
	before := totals(t, d)
	wage := rowsOf(d.Ledger, "Wynagrodzenie")
	d, err := a.Cases.ActOn(t.Context(), d, wage, func(rows []casefile.Row, _ []string) casefile.Act {
		return casefile.Exclude{Rows: rows, Reason: "the employer has closed"}
	})
	must(t, err)
	if got := checks(t, a, d, "income 4900PLN"); got[0] != verify.Refuted {
		t.Error(got)
	}
	if got := checks(t, a, d.Without(), "income 4900PLN"); got[0] != verify.Confirmed {
		t.Error(got)
	}
	after, without := totals(t, d), totals(t, d.Without())
	if before.In-after.In != modeltest.Amount("55000.00") || without.In != before.In {
		t.Errorf("in %s, %s, without %s", before.In, after.In, without.In)
	}
	u := d.Ledger.Uncounted(wage)
	if len(u) != 1 || u[0].State != aisclient.RowExcluded || u[0].In != modeltest.Amount("55000.00") || d.Acts.Of(wage[0]).Excluded.Reason != "the employer has closed" {
		t.Errorf("%+v", u)
	}
	r, err := a.Open(t.Context(), importA) // the import alone shows the acts, too
	must(t, err)
	one := r.Dataset
	one.Ledger, _, err = r.Load(t.Context(), nil)
	must(t, err)
	if one, err = a.Cases.Lay(t.Context(), one); err != nil || one.Case != id || len(one.Acts.Rows()) != 11 {
		t.Errorf("%v, %q, %d", err, one.Case, len(one.Acts.Rows()))
	}
	newer := put(t, a, "jan", xmlReply("BankA", "Jan Kowalski", ibanA, "9100.00", append(months(28, wages)[1:], "2026-11-20|100.00|Zwrot|X|")...))
	must(t, a.Cases.AddImport(t.Context(), id, newer))
	d = dataset(t, a, id)
	if got := rowsOf(d.Ledger, "Wynagrodzenie"); len(got) != 11 || !d.Ledger.Excluded(got[0]) || len(d.Acts.Rows()) != 11 {
		t.Errorf("with a newer import: %d rows, %d acts", len(got), len(d.Acts.Rows()))
	}
	d, err = a.Cases.ActOn(t.Context(), d, rowsOf(d.Ledger, "Zwrot"), func(rows []casefile.Row, was []string) casefile.Act {
		return casefile.Relabel{Rows: rows, Category: "gambling_win", Was: was, Reason: "it is one"}
	})
	must(t, err)
	annotated, err := d.Annotated(t.Context(), a.opts.Now())
	must(t, err)
	zwrot := rowsOf(d.Ledger, "Zwrot")
	if got := annotatedCategories(annotated, zwrot); got[0] != "gambling_win" || d.Acts.Of(zwrot[0]).Relabelled.Was == "" {
		t.Errorf("%v, %+v", got, d.Acts.Of(zwrot[0]).Relabelled)
	}
}

// The claims that are kept with an import are the first event of the case that the first act on it makes.
func TestTheFirstActOnAnImportMakesItsCase(t *testing.T) {
	a := offlineApp(t)
	importID := put(t, a, "jan", xmlReply("BankA", "Jan Kowalski", ibanA, "9000.00", months(28, wages)...))
	said := claims(t, "name Jan Kowalski", "income 4900PLN")
	must(t, a.SaveClaims(t.Context(), importID, said))
	var ids []string
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range 4 { // four programs at once make one case
		b := again(t, a, string(rune('A'+i)))
		all.Go(func() {
			id, err := b.Cases.ForImport(t.Context(), importID)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			ids = append(ids, id)
			mu.Unlock()
		})
	}
	all.Wait()
	if len(slices.Compact(ids)) != 1 {
		t.Fatal(ids)
	}
	s, err := a.Cases.Get(t.Context(), ids[0])
	must(t, err)
	if s.History[0].Kind != casefile.KindClaims || len(s.Imports) != 1 || s.Imports[0].Import != importID || s.People[0].Name != "Jan Kowalski" || s.People[0].OwnerExternalID != "jan" {
		t.Errorf("%+v", s)
	}
	got, err := a.Claims(t.Context(), importID)
	if must(t, err); !slices.Equal(got, said) {
		t.Errorf("%v", got)
	}
	must(t, a.SaveClaims(t.Context(), importID, said))
	must(t, a.SaveClaims(t.Context(), importID, said[:1]))
	if got, err = a.Claims(t.Context(), importID); err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	now, err := a.Cases.Get(t.Context(), ids[0])
	if must(t, err); now.Head.Seq != s.Head.Seq+1 {
		t.Errorf("claims that did not change are an event: %d after %d", now.Head.Seq, s.Head.Seq)
	}
}

func TestADecisionKeepsItsVerdict(t *testing.T) {
	a := offlineApp(t, func(c *Config) { c.Case.FourEyes = casefile.FourEyesApprove })
	id, _, _ := twoBanks(t, a)
	must(t, a.SaveClaims(t.Context(), dataset(t, a, id).OpenedID(), claims(t, "income 4900PLN")))
	if got, err := a.Claims(t.Context(), id); err != nil || len(got) != 1 {
		t.Errorf("the claims of the case: %v, %v", got, err)
	}
	decide := func(by *App) error {
		d := dataset(t, by, id)
		r, err := by.Cases.Verdict(t.Context(), d, policy.Policy{})
		must(t, err)
		_, err = by.Cases.Decide(t.Context(), d.View.State, casefile.Approve, "it is enough", r)
		return err
	}
	must(t, decide(a))
	if err := decide(a); !errors.Is(err, casefile.ErrNotAllowed) {
		t.Error("the same person twice:", err)
	}
	must(t, decide(again(t, a, "Ben")))
	d := dataset(t, a, id)
	dec := d.View.State.Decision
	var then verify.Report
	var fields map[string]any
	if must(t, json.Unmarshal(dec.Verdict, &fields)); fields["verdict"] != "confirmed" || dec.Waiting || dec.Second.Author != "Ben" || !dec.NamesClaimed {
		t.Errorf("%+v, %v", dec, then)
	}
	if dec.Rules.Set != rules.Version || dec.Rules.LexiconHash == "" || len(dec.Replies) != 2 {
		t.Errorf("%+v", dec.Rules)
	}
	d, err := a.Cases.ActOn(t.Context(), d, rowsOf(d.Ledger, "Wynagrodzenie"), func(rows []casefile.Row, _ []string) casefile.Act {
		return casefile.Exclude{Rows: rows, Reason: "closed"}
	})
	must(t, err)
	if s := d.Acts.State; len(s.Stale()) != 1 || !bytes.Equal(s.Decision.Verdict, dec.Verdict) {
		t.Errorf("stale: %v", s.Stale())
	}
	doc, err := a.Reports.Make(t.Context(), d, ReportRequest{Claims: claims(t, "income 4900PLN")})
	must(t, err)
	if doc.Case == nil || doc.Case.ID != id || len(doc.Imports) != 2 || doc.Decision == nil || !doc.Decision.Stale || doc.Decision.Second != "Ben" ||
		doc.Head != d.Acts.State.Head.Hash || len(doc.Acts) != 8 || doc.Verdict != "refuted" {
		t.Errorf("%+v %+v %d acts, %s", doc.Case, doc.Decision, len(doc.Acts), doc.Verdict)
	}
	// The verdict of then stands beside today's, which an act has changed.
	want := []report.DecisionCheck{{Claim: "The income is at least 4900.00 PLN a month.", Outcome: "confirmed"}}
	if doc.Decision.Verdict != "confirmed" || !slices.Equal(doc.Decision.Checks, want) || doc.Decision.Lexicon == "" {
		t.Errorf("then: %q %v, lexicon %q", doc.Decision.Verdict, doc.Decision.Checks, doc.Decision.Lexicon)
	}
}

// What only a statement file shows confirms nothing; a reply of the same account makes it count.
func TestAFileConfirmsNothingAlone(t *testing.T) {
	a := offlineApp(t)
	id, err := a.Cases.New(t.Context(), "", janKowalski)
	must(t, err)
	raw := xmlReply("BankA", "Jan Kowalski", ibanA, "9000.00", append(months(28, wages)[1:], months(12, bread)...)...)
	path := filepath.Join(t.TempDir(), "statement.xml")
	must(t, os.WriteFile(path, raw, 0o600))
	if _, err := a.Cases.AddFile(t.Context(), id, path, "jan"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Cases.AddFile(t.Context(), id, path, "jan"); !errors.Is(err, casefile.ErrNotAllowed) {
		t.Error("the same file twice:", err)
	}
	if all, err := a.Library.Index(t.Context()); err != nil || all.Len() != 1 {
		t.Errorf("%v, %v", all, err)
	}
	if got := checks(t, a, dataset(t, a, id), "iban "+ibanA, "income 4900PLN", "income 6000PLN"); !slices.Equal(got, []verify.Outcome{verify.Inconclusive, verify.Inconclusive, verify.Refuted}) {
		t.Error(got)
	}
	must(t, a.Cases.AddImport(t.Context(), id, put(t, a, "jan", raw)))
	if got := checks(t, a, dataset(t, a, id), "income 4900PLN", "iban "+ibanA); !slices.Equal(got, []verify.Outcome{verify.Confirmed, verify.Confirmed}) {
		t.Error(got)
	}
	must(t, os.WriteFile(path, []byte("no reply"), 0o600))
	if _, err := a.Cases.AddFile(t.Context(), id, path, ""); err == nil {
		t.Error("a file that is no reply")
	}
}

// A guarantor's money is not the applicants'.
func TestAGuarantorStandsApart(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	g, err := a.Cases.AddPerson(t.Context(), id, casefile.Person{Name: "Ewa Nowak", Role: casefile.Guarantor})
	must(t, err)
	importG := put(t, a, g.OwnerExternalID, xmlReply("BankC", "Ewa Nowak", "PL27114020040000300201355387", "1000000.00"))
	must(t, a.Cases.AddImport(t.Context(), id, importG))
	d := dataset(t, a, id)
	if len(d.Ledger.Sources()) != 2 || !slices.Equal(d.View.Apart, []string{importG}) {
		t.Errorf("%d accounts, apart %v", len(d.Ledger.Sources()), d.View.Apart)
	}
	path := filepath.Join(t.TempDir(), "hers.xml")
	must(t, os.WriteFile(path, xmlReply("BankD", "Ewa Nowak", "PL27114020040000300201355387", "5.00"), 0o600))
	_, err = a.Cases.AddFile(t.Context(), id, path, g.OwnerExternalID)
	must(t, err)
	if d = dataset(t, a, id); len(d.Ledger.Sources()) != 2 {
		t.Errorf("with a guarantor's file the case has %d accounts", len(d.Ledger.Sources()))
	}
}

// How old the data of a case is, its imports tell: a statement file may say anything.
func TestAFileDoesNotMakeTheDataYounger(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	made := dataset(t, a, id).View.Made
	later := strings.Replace(string(xmlReply("BankC", "Jan Kowalski", "PL27114020040000300201355387", "1.00")), "2026-11-27T", "2026-11-29T", 1)
	path := filepath.Join(t.TempDir(), "later.xml")
	must(t, os.WriteFile(path, []byte(later), 0o600))
	_, err := a.Cases.AddFile(t.Context(), id, path, "jan")
	must(t, err)
	if now := dataset(t, a, id).View.Made; made.IsZero() || !now.Equal(made) {
		t.Errorf("the data is of %v, and with a file of %v", made, now)
	}
}

// Casefile statement 7: whoever names a person of the case again means that person, who has one id.
func TestAPersonOfTheCaseIsNotAddedAgain(t *testing.T) {
	a := offlineApp(t)
	id, err := a.Cases.New(t.Context(), "Couple", janKowalski, casefile.Person{Name: "Adam Wspólny", Role: casefile.CoApplicant, OwnerExternalID: "adam"})
	must(t, err)
	for _, name := range []string{"Adam Wspólny", "WSPOLNY ADAM"} {
		p, err := a.Cases.AddPerson(t.Context(), id, casefile.Person{Name: name, Role: casefile.CoApplicant})
		if err != nil || p.OwnerExternalID != "adam" || p.Name != "Adam Wspólny" {
			t.Errorf("%s is %+v, %v", name, p, err)
		}
	}
	p, err := a.Cases.AddPerson(t.Context(), id, casefile.Person{Name: "Ewa Wspólna", Role: casefile.Guarantor})
	must(t, err)
	s, err := a.Cases.Get(t.Context(), id)
	if must(t, err); len(s.People) != 3 || p.OwnerExternalID == "" || s.People[2] != p {
		t.Errorf("%+v", s.People)
	}
}

// Casefile statement 22, on the archive as it lies on the disk.
func TestTamperingIsNamed(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	sound, err := a.Cases.Check(t.Context(), id)
	if must(t, err); len(sound.Problems) > 0 || sound.Replies != 2 || sound.Events != 4 {
		t.Fatalf("%+v", sound)
	}
	dir := filepath.Join(a.Config.DataDir, "cases", id)
	broken := func(what string, path string, b []byte, words string) {
		t.Helper()
		was, err := os.ReadFile(path)
		must(t, err)
		if b == nil {
			must(t, os.Remove(path))
		} else {
			must(t, os.WriteFile(path, b, 0o600))
		}
		r, err := again(t, a, "Ben").Cases.Check(t.Context(), id)
		must(t, err)
		found := ""
		for _, p := range r.Problems {
			found += p.String() + "\n"
		}
		if !strings.Contains(found, words) {
			t.Errorf("%s: %s, want %q", what, found, words)
		}
		must(t, os.WriteFile(path, was, 0o600))
	}
	last := filepath.Join(dir, "00000004.event")
	b, err := os.ReadFile(last)
	must(t, err)
	broken("a changed event", last, bytes.Replace(b, []byte("Anna"), []byte("Anno"), 1), "event 4: its bytes are not those that were written")
	broken("a mark", last, append([]byte{7}, b[1:]...), "event 4: it cannot be opened")
	broken("a cut-off end", last, nil, "event 4: it is missing: the end of the case was cut off after event 3")
	for _, f := range []string{"reply.xml.zst", "manifest.json"} {
		path := filepath.Join(a.Config.DataDir, "imports", importA, f)
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b[len(b)/2] ^= 1
		broken(f, path, b, "the reply of import "+importA)
	}
}

// A sealed archive shows nobody who is in a case and what was said of them.
func TestCasesOfASealedArchiveShowNothing(t *testing.T) {
	a := offlineApp(t)
	byPassphrase(t, a, "open sesame")
	id, _, _ := twoBanks(t, a)
	d := dataset(t, a, id)
	_, err := a.Cases.ActOn(t.Context(), d, rowsOf(d.Ledger, "Wynagrodzenie"), func(rows []casefile.Row, _ []string) casefile.Act {
		return casefile.Note{Text: "sentinel", Rows: rows}
	})
	must(t, err)
	for _, word := range []string{"Kowalski", "sentinel", "Anna", ibanA, "Wynagrodzenie", "BankA"} {
		if bytes.Contains(onDisk(t, a.Config.DataDir), []byte(word)) {
			t.Errorf("%s can be read", word)
		}
	}
	locked := again(t, a, "Ben")
	if _, err := locked.Cases.Get(t.Context(), id); !errors.Is(err, seal.ErrLocked) {
		t.Error("locked:", err)
	}
	if r, err := a.Cases.Check(t.Context(), id); err != nil || len(r.Problems) > 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// The library finds imports by what their case says.
func TestTheLibraryReadsCases(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	_, err := a.Cases.Act(t.Context(), id, casefile.Tag{Tag: "flat"}, casefile.Note{Text: "asked for the lease"}, casefile.Status{Status: "review"})
	must(t, err)
	f, err := a.Cases.CaseFacts(t.Context(), id)
	if must(t, err); f.Label != "Kowalski" || f.People[0] != "Jan Kowalski" || f.Imports[0] != importA || f.Tags[0] != "flat" || f.Notes[0] != "asked for the lease" || f.Status != "review" {
		t.Errorf("%+v", f)
	}
	stamps, err := a.Cases.CaseStamps(t.Context())
	if must(t, err); len(stamps) != 1 || stamps[0].ID != id || stamps[0].Modified == 0 {
		t.Errorf("%+v", stamps)
	}
	for _, word := range []string{id, id[:20], id[17:], "kowalski", "latest", importA} {
		if got, err := a.Cases.Find(t.Context(), word); got != id || err != nil {
			t.Errorf("%s: %q, %v", word, got, err)
		}
	}
}

// A report that was written to a file is an event of its case, with its id and checksum; one that could not be written is
// none.
func TestAReportThatIsFiledIsRecordedInItsCase(t *testing.T) {
	a := offlineApp(t)
	importID := put(t, a, "jan-1", xmlReply("KontoBank", "Jan Kowalski", ibanA, "100.00", months(10, wages)...))
	id, err := a.Cases.ForImport(t.Context(), importID)
	must(t, err)
	d, err := a.Cases.Dataset(t.Context(), id)
	must(t, err)
	_, err = a.Reports.Make(t.Context(), d, ReportRequest{To: func(*report.Document) error { return errors.New("the disk is full") }})
	if err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("%v", err)
	}
	doc, err := a.Reports.Make(t.Context(), d, ReportRequest{To: func(*report.Document) error { return nil }})
	must(t, err)
	s, err := a.Cases.Get(t.Context(), id)
	must(t, err)
	sum, err := doc.Digest()
	must(t, err)
	if len(s.Reports) != 1 || s.Reports[0].ID != doc.ID || s.Reports[0].SHA256 != sum || s.Reports[0].Level != "file" {
		t.Errorf("%+v", s.Reports)
	}
	if doc.Case == nil || doc.Case.ID != id || doc.Head == "" || doc.Head == s.Head.Hash {
		t.Errorf("the report rests on %q of case %+v", doc.Head, doc.Case)
	}
}

// A case of one import says of its data what a report on the import says: the days from the one that was asked for, and what
// the reply says of itself.
func TestACaseOfOneImportIsReportedAsTheImport(t *testing.T) {
	a := offlineApp(t)
	store, err := a.archive.get()
	must(t, err)
	e, err := store.Save(t.Context(), archive.NewImport{Environment: text.Clean(Sandbox), Target: text.Clean("Bank"), State: text.Clean("successful"),
		Since: text.Clean("2025-11-27")}, xmlReply("KontoBank", "Jan Kowalski", ibanA, "100.00", months(10, wages)...))
	must(t, err)
	made := func(d Dataset) *report.Document {
		t.Helper()
		doc, err := a.Reports.Make(t.Context(), d, ReportRequest{})
		must(t, err)
		return doc
	}
	r, err := a.Open(t.Context(), e.ID)
	must(t, err)
	d := r.Dataset
	d.Ledger, _, err = r.Load(t.Context(), nil)
	must(t, err)
	id, err := a.Cases.ForImport(t.Context(), e.ID)
	must(t, err)
	alone, inCase := made(d), made(dataset(t, a, id))
	if got := inCase.Imports[0]; got.State != "successful" || got.Answered.IsZero() || got.CommandID != "1" {
		t.Errorf("%+v", got)
	}
	if got := inCase.Accounts[0].Received; got.From.String() != "2025-11-27" || got.To.String() != "2026-11-27" {
		t.Errorf("received %v, asked for since 2025-11-27", got)
	}
	for name, both := range map[string][2]any{"imports": {alone.Imports, inCase.Imports}, "accounts": {alone.Accounts, inCase.Accounts},
		"quality": {alone.Quality, inCase.Quality}, "gates": {alone.Gates, inCase.Gates}, "income": {alone.Income, inCase.Income}} {
		if !reflect.DeepEqual(both[0], both[1]) {
			t.Errorf("%s of the import %+v\nof its case %+v", name, both[0], both[1])
		}
	}
}

// What was written before encryption was set up is sealed with the older imports.
func TestOlderCasesAreSealed(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	before, err := a.Cases.Get(t.Context(), id)
	must(t, err)
	byPassphrase(t, a, "open sesame")
	if !bytes.Contains(onDisk(t, filepath.Join(a.Config.DataDir, "cases")), []byte("Kowalski")) {
		t.Fatal("the test looks in the wrong place")
	}
	for range 2 {
		_, err := a.Keys.EncryptOlder(t.Context())
		must(t, err)
	}
	for _, word := range []string{"Kowalski", "Anna", "jan"} {
		if bytes.Contains(onDisk(t, filepath.Join(a.Config.DataDir, "cases")), []byte(word)) {
			t.Errorf("%s can be read", word)
		}
	}
	r, err := a.Cases.Check(t.Context(), id)
	if must(t, err); len(r.Problems) > 0 || r.Head != before.Head {
		t.Errorf("%+v", r)
	}
}

// A report says what the figures are without the rows that people left out.
func TestAReportSaysWhatItIsWithoutTheActs(t *testing.T) {
	a := offlineApp(t)
	importID := put(t, a, "jan-1", xmlReply("KontoBank", "Jan Kowalski", ibanA, "100.00", months(10, wages)...))
	id, err := a.Cases.ForImport(t.Context(), importID)
	must(t, err)
	d, err := a.Cases.Dataset(t.Context(), id)
	must(t, err)
	q := ReportRequest{Claims: claims(t, "income 4900PLN")}
	doc, err := a.Reports.Make(t.Context(), d, q)
	must(t, err)
	if doc.WithoutActs != nil {
		t.Errorf("nothing was left out: %+v", doc.WithoutActs)
	}
	var wageRows []int32
	for row := range int32(d.Ledger.Len()) {
		wageRows = append(wageRows, row)
	}
	d, err = a.Cases.ActOn(t.Context(), d, wageRows, func(rows []casefile.Row, was []string) casefile.Act {
		return casefile.Exclude{Rows: rows, Reason: "a gift"}
	})
	must(t, err)
	doc, err = a.Reports.Make(t.Context(), d, q)
	must(t, err)
	w := doc.WithoutActs
	if doc.Verdict == "confirmed" || w == nil || w.Verdict != "confirmed" || len(w.Checks) != 1 || w.Checks[0].Outcome != "confirmed" || len(w.Income) != 1 || w.Income[0].Proven.String() != "5000.00" {
		t.Errorf("%s, without %+v", doc.Verdict, w)
	}
	o, err := outline.Of(doc) // beside the check, on the first page and in its own section
	if must(t, err); strings.Count(fmt.Sprint(o.Sections[0]), "{The same without the acts of people confirmed 5000.00 PLN}") != 1 {
		t.Errorf("%v", o.Sections[0])
	}
}

// Casefile statement 26: each act says which rows it is about, what they were and are, and which figures are others without it; page
// one says the figures without all acts beside those with them.
func TestAReportSaysWhatEachActChanged(t *testing.T) {
	a := offlineApp(t)
	rent := func(on string) string { return on + "|-2100.00|Czynsz najmu|WYNAJEM PRZYKŁADOWY|" }
	importID := put(t, a, "jan", xmlReply("KontoBank", "Jan Kowalski", ibanA, "100.00", append(months(10, wages), append(months(2, rent), "2026-11-20|-33.00|Apteka leki|Apteka Pod Lwem|")...)...))
	id, err := a.Cases.ForImport(t.Context(), importID)
	must(t, err)
	d := dataset(t, a, id)
	for _, act := range []struct {
		rows []int32
		make func([]casefile.Row, []string) casefile.Act
	}{
		{rowsOf(d.Ledger, "Czynsz"), func(r []casefile.Row, was []string) casefile.Act {
			return casefile.Relabel{Rows: r, Category: "other_out", Was: was, Reason: "a loan to a friend"}
		}},
		{rowsOf(d.Ledger, "Wynagrodzenie")[:1], func(r []casefile.Row, _ []string) casefile.Act {
			return casefile.Exclude{Rows: r, Reason: "a bonus"}
		}},
		{rowsOf(d.Ledger, "Apteka"), func(r []casefile.Row, _ []string) casefile.Act {
			return casefile.Exclude{Rows: r, Reason: "a mistake"}
		}},
	} {
		d, err = a.Cases.ActOn(t.Context(), d, act.rows, act.make)
		must(t, err)
	}
	for _, level := range report.Levels() {
		doc, err := a.Reports.Make(t.Context(), d, ReportRequest{Claims: claims(t, "income 4900PLN"), Level: level})
		must(t, err)
		var acts []report.Act
		for _, x := range doc.Acts {
			if x.Kind == "relabel" || x.Kind == "exclude" {
				acts = append(acts, x)
			}
		}
		if len(acts) != 3 {
			t.Fatalf("%+v", doc.Acts)
		}
		rents, wage, pills := acts[0], acts[1], acts[2]
		if !strings.Contains(rents.Effect, "obligations a month 2100.00 PLN proven") || strings.Contains(rents.Effect, "turnover") {
			t.Errorf("%s: relabelling the rent: %q", level, rents.Effect)
		}
		if !strings.Contains(wage.Effect, "turnover in PLN 24 transactions, 60000.00 in, 25200.00 out") { // the pills are out still
			t.Errorf("%s: leaving the wage out: %q", level, wage.Effect)
		}
		if strings.Contains(rents.What, importID[len(importID)-4:]) {
			t.Errorf("%s: %q", level, rents.What)
		}
		w := doc.WithoutActs
		if w == nil || len(w.Obligations) != 1 || w.Obligations[0].Proven.String() != "2100.00" || len(w.Totals) != 1 || w.Totals[0].Out.String() != "-25233.00" || len(w.Affordability) != 1 {
			t.Errorf("%s: without %+v", level, w)
		}
		o, err := outline.Of(doc)
		must(t, err)
		all := fmt.Sprint(o.Sections[0])
		if !strings.Contains(all, "{Obligations a month 0.00 PLN proven (without the acts of people: 2100.00 PLN proven)}") {
			t.Errorf("%s: page one is %s", level, all)
		}
		if level == report.Verdict {
			if len(rents.Rows) != 0 {
				t.Errorf("%+v", rents.Rows)
			}
			continue
		}
		if len(rents.Rows) != 12 || rents.Rows[0].Was != "rent" || rents.Rows[0].Category != "other_out" || rents.Rows[0].ID == "" || rents.Rows[0].Amount.String() != "-2100.00" {
			t.Errorf("%s: %+v", level, rents.Rows)
		}
		if len(wage.Rows) != 1 || wage.Rows[0].State != "excluded" || wage.Rows[0].Category != "salary" || !strings.Contains(wage.Rows[0].Party, "ACME") {
			t.Errorf("%s: %+v", level, wage.Rows)
		}
		if p := pills.Rows[0]; p.Title != "(withheld)" || p.Party != "(withheld)" || p.Category != "(withheld)" {
			t.Errorf("%s: a row of a special category: %+v", level, p)
		}
	}
}

// A report on a verdict that is older than an act of somebody else rests on the case as it is now.
func TestAReportRestsOnTheCaseAsItIsNow(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	shown := dataset(t, a, id)
	said := claims(t, "income 4900PLN")
	v, err := a.Reports.verdict(t.Context(), shown, a.opts.Now(), said, policy.Policy{})
	must(t, err)
	now, err := a.Cases.ActOn(t.Context(), dataset(t, a, id), rowsOf(shown.Ledger, "Wynagrodzenie"), func(rows []casefile.Row, _ []string) casefile.Act {
		return casefile.Exclude{Rows: rows, Reason: "closed"}
	})
	must(t, err)
	doc, err := a.WriteReport(t.Context(), shown, v, said, ReportRequest{})
	must(t, err)
	if v.Verdict != verify.Confirmed || doc.Verdict != "refuted" || doc.Head != now.Acts.State.Head.Hash {
		t.Errorf("it was %v; the report: %s, head %.8s and not %.8s", v.Verdict, doc.Verdict, doc.Head, now.Acts.State.Head.Hash)
	}
}
