package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// says fails where a command's output or error lacks a text, or its exit code is another.
func says(t *testing.T, r result, code int, texts ...string) {
	t.Helper()
	if r.code != code {
		t.Errorf("exit %d, want %d\n%s%s", r.code, code, r.out, r.err)
	}
	for _, s := range texts {
		if !strings.Contains(r.out+r.err, s) {
			t.Errorf("it does not say %q:\n%s%s", s, r.out, r.err)
		}
	}
}

func decoded[T any](t *testing.T, r result) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.out), &v); err != nil {
		t.Fatalf("%v\n%s%s", err, r.out, r.err)
	}
	return v
}

// A whole case on the command line: people, an import, acts on rows with what they change, a decision, and its end.
func TestACaseOnTheCommandLine(t *testing.T) {
	d := newDesk(t)
	at := func(args ...string) result { return d.run(append(args, "--author", "Anna")...) }
	says(t, at("case", "list"), 0, "There are no cases yet")
	says(t, at("case", "new"), cli.ExitUsage, "LABEL")
	made := at("case", "new", "Kredyt", "--applicant", "Anna Przykładowa", "--owner", "anna-1", "--co-applicant", "Jan Przykładowy")
	id := strings.TrimSpace(made.out)
	says(t, made, 0)
	empty := at("case", "show", "kredyt")
	says(t, empty, 0, id, "Anna Przykładowa, applicant, owner anna-1", "Jan Przykładowy, co-applicant")
	if report := at("report", "kredyt"); strings.Contains(empty.out+report.out, "FILE") || !strings.Contains(report.out, "Environment: no data: the case has no import") {
		t.Errorf("a case without an import has no data of anywhere:\n%s%s%s", empty.out, report.out, report.err)
	}
	s := d.imported("--login", "salaried", "--since", "6m", "--owner", "anna-1")
	stranger := d.imported("--login", "test1", "--owner", "somebody")
	says(t, at("case", "add", id, stranger.ID), cli.ExitError, "not a person of this case")
	says(t, at("case", "add", id, s.ID), 0)
	says(t, at("case", "add", id), cli.ExitUsage, "nothing to add")
	type row struct{ RowID, Title string }
	wages := decoded[[]row](t, at("tx", id, "--filter", "cat:salary", "--json"))
	if len(wages) < 5 {
		t.Fatalf("%d wages", len(wages))
	}
	says(t, at("case", "exclude", id, wages[0].RowID), cli.ExitUsage, "the reason is missing")
	says(t, at("case", "exclude", id, "0123456789ab-7", "--reason", "x"), cli.ExitError, "no row 0123456789ab-7")
	var all []string
	for _, w := range wages {
		all = append(all, w.RowID)
	}
	says(t, at(append([]string{"case", "exclude", id, "--reason", "a gift"}, all...)...), 0, "event 5 of case "+id, "without the acts in")
	says(t, at("case", "exclude", id, "--reason", "again", "--filter", "cat:salary"), cli.ExitError, "all rows that --filter finds are excluded already")
	says(t, at("tx", id, "--filter", "cat:salary"), 0, "transactions, excluded, in ")
	says(t, at("show", s.ID), 0, "transactions, excluded, in ") // the import alone shows it, too
	says(t, at("report", id, "--name", "Anna Przykładowa", "--income", "5000PLN"), cli.ExitRefuted)
	says(t, at("report", id, "--income", "5000PLN"), cli.ExitInconclusive, "Jan Przykładowy has no import in the case") // he may earn the rest
	says(t, at("case", "undo", id, "5", "--reason", "it is a wage"), 0)
	says(t, at("report", id, "--income", "5000PLN"), 0)
	says(t, at("case", "relabel", id, "--filter", "cat:salary", "--category", "wages", "--reason", "x"), cli.ExitUsage, "no category")
	says(t, at("case", "relabel", id, "--filter", "cat:salary", "--category", "gambling_win", "--reason", "it is one"), 0)
	says(t, at("report", id, "--name", "Anna Przykładowa", "--income", "5000PLN"), cli.ExitRefuted)
	says(t, at("case", "note", id, "asked for the lease"), 0)
	says(t, at("case", "tag", id, "flat"), 0)
	says(t, at("case", "status", id, "review"), 0)
	says(t, at("case", "decide", id, "reject"), cli.ExitUsage, "the reason is missing")
	says(t, at("case", "decide", id, "reject", "--reason", "no income"), 0, "decision    reject: no income (Anna")
	says(t, at("case", "show", id), 0, "the program's verdict then: no claims; rules ")
	says(t, at("case", "show", id, "--json"), 0, `"decisionVerdict":{"verdict":"no claims","rules":`)
	says(t, at("case", "note", id, "more", "--row", wages[1].RowID), 0)
	says(t, at("case", "show", id), 0, "relabelled", "gambling_win, was salary: it is one (Anna)", "tags        flat", "status      review")
	says(t, at("case", "exclude", id, wages[0].RowID, "--reason", "x"), 0)
	says(t, at("case", "show", id), 0, "STALE: event")
	says(t, at("case", "list"), 0, "Kredyt", "reject (stale)", "flat")
	type event struct {
		Kind, Author, What string
		Event, UndoneBy    int64
	}
	history := decoded[[]event](t, at("case", "history", id, "--json"))
	if len(history) != 13 || history[4].UndoneBy != 6 || history[4].Kind != "exclude" || history[9].Kind != "status" || history[12].Author != "Anna" {
		t.Errorf("%+v", history)
	}
}

// forged is a report with another content and the id of that.
func forged(t *testing.T, b []byte) []byte {
	t.Helper()
	id := regexp.MustCompile(`"id":"R-[0-9a-f]*"`)
	made := id.Find(b)
	b = bytes.Replace(b, []byte("Anna"), []byte("Ewa"), -1)
	b = bytes.Replace(b, made, []byte(`"id":""`), 1)
	sum := sha256.Sum256(b)
	return bytes.Replace(b, []byte(`"id":""`), fmt.Appendf(nil, `"id":"R-%x"`, sum[:10]), 1)
}

// The commands' check finds what was changed on the disk, in a case, a reply and a report.
func TestCheckNamesTampering(t *testing.T) {
	d := newDesk(t)
	s := d.imported("--login", "salaried", "--since", "6m")
	says(t, d.run("check"), cli.ExitUsage, "--all")
	says(t, d.run("case", "show", s.ID), cli.ExitError, "belongs to no case")
	says(t, d.run("case", "show", "Three banks"), cli.ExitError, `"Three banks": there is no such case`, "aisdesk case list")
	says(t, d.run("case", "note", s.ID, "seen"), 0)
	says(t, d.run("check", s.ID), 0, "ok   case", "1 replies")
	says(t, d.run("check", "--all"), 0, "ok   case")
	path := filepath.Join(t.TempDir(), "report.json")
	says(t, d.run("report", s.ID, "--name", "Anna Przykładowa", "--format", "json", "--output", path), 0)
	says(t, d.run("check", path), 0, "is as it was made", "records that it was made", "ok   case")
	says(t, newDesk(t).run("check", path), 0, "ok   report", "is as it was made", "is not in this archive")
	report, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, forged(t, report), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", path), 0, "does not record that it was made")
	if err := os.WriteFile(path, bytes.Replace(report, []byte("confirmed"), []byte("confirmEd"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", path), cli.ExitTampered, "changed after it was made")
	if err := os.WriteFile(path, report[:len(report)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", path), cli.ExitTampered, "BAD", "cannot be read any more")
	if err := errors.Join(os.WriteFile(path, nil, 0o600), os.WriteFile(path+".sig", nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", path), cli.ExitTampered, "BAD", "no report of aisdesk")
	if err := os.WriteFile(path, report, 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", path), cli.ExitTampered, "BAD", "the signature is empty")
	if err := errors.Join(os.Remove(path+".sig"), os.WriteFile(path, []byte("\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", path), cli.ExitTampered, "BAD", "no report of aisdesk")
	if err := os.WriteFile(path, []byte("a letter"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", path), cli.ExitError, "no report of aisdesk")
	files, err := filepath.Glob(filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "cases", "*", "*.event"))
	if err != nil || len(files) != 4 { // the fourth says that the report was filed
		t.Fatalf("%v %v", files, err)
	}
	if err := os.Remove(files[3]); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", "--all", "--json"), cli.ExitTampered, `"what":"it is missing: the end of the case was cut off after event 3"`)
	if err := os.RemoveAll(filepath.Dir(files[0])); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", "--all"), cli.ExitTampered, "all events are missing")
}

// A report in another form than JSON is checked against the JSON that lies beside it: any changed byte is named.
func TestCheckNamesAChangedRendering(t *testing.T) {
	d := newDesk(t)
	s := d.imported("--login", "salaried", "--since", "90d")
	dir := t.TempDir()
	source := filepath.Join(dir, "report.json")
	says(t, d.run("report", s.ID, "--name", "Anna Przykładowa", "--format", "json", "--output", source), 0)
	for _, name := range []string{"report.html", "report.pdf", "report.md", "report.txt"} {
		path := filepath.Join(dir, name)
		says(t, d.run("report", "--from", source, "--output", path), 0)
		says(t, d.run("check", path), 0, "is what report R-")
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, changed := range [][]byte{append(bytes.Clone(b[:len(b)/2]), append([]byte{b[len(b)/2] ^ 1}, b[len(b)/2+1:]...)...), b[:len(b)-1], append(bytes.Clone(b), ' ')} {
			if err := os.WriteFile(path, changed, 0o600); err != nil {
				t.Fatal(err)
			}
			says(t, d.run("check", path), cli.ExitTampered, "BAD", name)
		}
	}
	if err := os.Remove(source); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", filepath.Join(dir, "report.md")), cli.ExitError, "report.json", "put that beside it")
	// A PDF and an HTML file hold their JSON, whose checksum they print, and are checked alone.
	for _, name := range []string{"alone.pdf", "alone.html"} {
		path, taken := filepath.Join(dir, name), filepath.Join(dir, name+".json")
		r := d.run("report", s.ID, "--name", "Anna Przykładowa", "--output", path)
		says(t, r, 0)
		if !strings.Contains(r.err, "aisdesk check ") {
			t.Errorf("how it is checked is not said: %s", r.err)
		}
		says(t, d.run("check", path), 0, "is what report R-")
		says(t, d.run("report", "--from", path, "--output", taken), 0)
		says(t, d.run("check", taken), 0, "is as it was made")
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sum, err := os.ReadFile(taken)
		if digest := fmt.Sprintf("%x", sha256.Sum256(sum)); err != nil || name == "alone.html" && !bytes.Contains(b, []byte(digest)) {
			t.Errorf("%s does not print %s, %v", name, digest, err)
		}
		if err := os.WriteFile(path, append(bytes.Clone(b[:len(b)/2]), append([]byte{b[len(b)/2] ^ 1}, b[len(b)/2+1:]...)...), 0o600); err != nil {
			t.Fatal(err)
		}
		says(t, d.run("check", path), cli.ExitTampered, "BAD")
	}
}

// What was saved beside a reply, such as the consent that a report quotes, is read again.
func TestCheckNamesWhatIsBrokenBesideAReply(t *testing.T) {
	d := newDesk(t)
	d.imported("--since", "90d")
	says(t, d.run("check", "--all"), 0, "ok   import")
	files, err := filepath.Glob(filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "imports", "*", "note-consent*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v %v", files, err)
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(files[0], b, 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", "--all"), cli.ExitTampered, "BAD", "saved beside a reply", "consent")
}

// Four eyes by the settings: the second person counts, by name where nobody signs.
func TestFourEyesOnTheCommandLine(t *testing.T) {
	d := newDesk(t)
	d.env["AISDESK_FOUR_EYES"] = "approve"
	s := d.imported("--login", "salaried", "--since", "6m")
	says(t, d.run("case", "decide", s.ID, "approve", "--reason", "enough", "--author", "Anna"), 0, "waits for a second person")
	says(t, d.run("case", "decide", s.ID, "approve", "--reason", "enough", "--author", "anna"), cli.ExitError, "another person")
	says(t, d.run("case", "decide", s.ID, "approve", "--reason", "agreed", "--author", "Ben"), 0, "agreed: Ben", "only claimed")
	says(t, d.run("report", s.ID), 0, "Four eyes then: approve")
	empty := strings.TrimSpace(d.run("case", "new", "Nobody yet").out)
	says(t, d.run("case", "decide", empty, "approve", "--reason", "enough"), cli.ExitError, "the case has no import yet")
	says(t, d.run("case", "decide", empty, "reject", "--reason", "never signed in"), 0)
	d.env["AISDESK_FOUR_EYES"] = "two"
	says(t, d.run("case", "list"), cli.ExitUsage, "four-eyes")
}

// An import for a case is of its applicant, and joins it once it is saved.
func TestAnImportForACase(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.run("case", "new", "Kredyt", "--applicant", "Anna", "--co-applicant", "Jan").out)
	says(t, d.run("import", "--env", "sandbox", "--login", "test1", "--case", id, "--owner", "stranger"), cli.ExitUsage, "not a person of the case")
	s := d.imported("--case", "kredyt")
	type person struct{ OwnerExternalID string }
	type shown struct {
		Persons []person
		Replies []struct{ Import, OwnerExternalID string }
	}
	got := decoded[shown](t, d.run("case", "show", id, "--json"))
	if len(got.Replies) != 1 || got.Replies[0].Import != s.ID || got.Replies[0].OwnerExternalID != got.Persons[0].OwnerExternalID {
		t.Errorf("%+v", got)
	}
	d.imported("--case", id, "--owner", got.Persons[1].OwnerExternalID)
	if got = decoded[shown](t, d.run("case", "show", id, "--json")); len(got.Replies) != 2 {
		t.Errorf("%+v", got)
	}
}

// What the provider holds of a case's people is fetched on request, kept, compared and in no figure.
func TestTheProvidersDataOfACase(t *testing.T) {
	env, _ := foreign(t, "--speed", "20")
	d := newDesk(t).against(env)
	id := strings.TrimSpace(d.run("case", "new", "Kredyt", "--applicant", "Maria Sochacka").out)
	says(t, d.run("case", "data", id), cli.ExitError, "no import yet")
	s := summary(t, d.run("import", "--login", "test1", "--case", id, "--json"))
	says(t, d.run("case", "data", id, "--saved"), 0, "Nothing was fetched yet")
	r := d.run("case", "data", id, "--json")
	fits(t, "case-data", d.run("case", "data", id, "--saved", "--format", "ndjson").out)
	type fetched struct {
		OwnerExternalID, SHA256 string
		Same                    bool
		Accounts                []struct{ On string }
	}
	all := decoded[[]fetched](t, r)
	if len(all) != 1 || !all[0].Same || len(all[0].Accounts) == 0 || len(all[0].SHA256) != 64 {
		t.Errorf("%+v", all)
	}
	says(t, d.run("case", "data", id, "--saved"), 0, "it says the same as the imports")
	says(t, d.run("case", "history", id), 0, "aggregated data of "+all[0].OwnerExternalID+" was fetched")
	says(t, d.run("report", id, "--format", "text"), 0, "The provider's aggregated data beside the imports", all[0].SHA256)
	says(t, d.run("check", id), 0, "ok   case")
	if r := d.run("report", s.ID, "--format", "text"); strings.Contains(r.out, "aggregated data beside") {
		t.Error("the import alone has the data of all")
	}
}

// One command imports bank after bank of a case; each is one session, another applicant gets an id, and a failure says so
// and leaves the rest.
func TestTheNextBankOfACaseIsAskedFor(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.run("case", "new", "Kredyt", "--applicant", "Ewa").out)
	answers := "bank\nno-such-login\nbank\ntest1\napplicant Adam Nowak\ncouple-b\nwhat\nfinish\nbank\n"
	r := d.runWith(answers, "import", "--env", "sandbox", "--login", "couple-a", "--speed", "50", "--case", id, "--ask-next")
	says(t, r, cli.ExitImport, "Another bank, another applicant, or finish?", "Adam Nowak, co-applicant: owner ", "The other imports of the case stay as they are")
	type shown struct {
		Persons       []struct{ Name, OwnerExternalID string }
		Replies       []struct{ OwnerExternalID string }
		FailedImports []struct{ Cause, OwnerExternalID string }
	}
	got := decoded[shown](t, d.run("case", "show", id, "--json"))
	if len(got.Persons) != 2 || len(got.Replies) != 3 || len(got.FailedImports) != 1 {
		t.Fatalf("%+v\n%s", got, r.err)
	}
	ewa, adam := got.Persons[0].OwnerExternalID, got.Persons[1].OwnerExternalID
	if got.Replies[0].OwnerExternalID != ewa || got.Replies[1].OwnerExternalID != ewa || got.Replies[2].OwnerExternalID != adam || got.FailedImports[0].OwnerExternalID != ewa {
		t.Errorf("%+v", got)
	}
	says(t, d.run("report", id, "--format", "text"), 0, "Bank that failed")
	says(t, d.run("import", "--env", "sandbox", "--login", "test1", "--ask-next"), cli.ExitUsage, "--ask-next needs --case")
	says(t, d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--case", id), 0, "Another bank: aisdesk import --case "+id)
}

// A case is kept until a day that somebody moves, and erased with a reason; what is left is its chain.
func TestACaseIsErasedOnTheCommandLine(t *testing.T) {
	d := newDesk(t)
	d.env["AISDESK_KEEP_CASES"] = "soon"
	says(t, d.run("case", "list"), cli.ExitUsage, "keep-cases", "5y")
	d.env["AISDESK_KEEP_CASES"] = "5y"
	s := d.imported("--login", "salaried", "--since", "6m")
	says(t, d.run("case", "note", s.ID, "seen"), 0)
	says(t, d.run("case", "show", s.ID), 0, "kept        until 203")
	says(t, d.run("case", "expiry", s.ID, "tomorrow"), cli.ExitUsage, "the day")
	says(t, d.run("case", "expiry", s.ID, "2040-01-31", "--reason", "the loan"), 0)
	says(t, d.run("case", "show", s.ID), 0, "kept        until 2040-01-31")
	says(t, d.run("erase", s.ID), cli.ExitUsage, "--reason")
	says(t, d.run("erase", s.ID, "--reason", "asked for"), cli.ExitError, "nothing was erased")
	says(t, d.run("erase", s.ID, "--reason", "asked for", "--yes"), 0, "is erased")
	says(t, d.run("check", "--all"), 0, "Erased, chain whole")
	says(t, d.run("list"), 0, "no saved imports")
	for _, command := range []string{"tx", "report"} {
		if r := d.run("__complete", command, ""); strings.Contains(r.out, "erased") {
			t.Errorf("%s completes what was erased: %s", command, r.out)
		}
	}
	if r := d.run("__complete", "case", "history", ""); strings.Contains(r.out, "erased") {
		t.Errorf("%s", r.out)
	}
	says(t, d.run("case", "history", "latest"), 0, "What it said was erased.", "The case was erased", "Reason: asked for")
}

// A label names one open case, and one that fits two says so. An import of a person with an open case begins no second one
// unasked.
func TestOneCaseForOneMatter(t *testing.T) {
	d := newDesk(t)
	first := strings.TrimSpace(d.run("case", "new", "loan-17", "--applicant", "Ewa Nowa").out)
	says(t, d.run("case", "new", "Loan-17", "--applicant", "Jan Inny"), cli.ExitError, "is the label of the open case "+first+" (Ewa Nowa, open) already")
	says(t, d.run("case", "status", "loan-17", "closed"), 0)
	second := strings.TrimSpace(d.run("case", "new", "loan-17", "--applicant", "Jan Inny").out)
	says(t, d.run("case", "show", "loan-17"), cli.ExitError, `"loan-17" fits 2 cases: `, second+" (Jan Inny, open)", first+" (Ewa Nowa, closed)", "Name one by its id")
	a, b := d.imported().ID, d.imported().ID
	says(t, d.run("case", "note", a, "called"), 0)
	tagged := d.run("case", "tag", a, "flat")
	says(t, tagged, 0, "of case ")
	_, of, _ := strings.Cut(tagged.out+tagged.err, "of case ") // the list cannot tell it: the cases are of one second
	of = of[:len(first)]
	refused := d.run("case", "note", b, "called again")
	says(t, refused, cli.ExitError, "has an open case already ("+of, "aisdesk case add "+of+" "+b, "aisdesk case begin "+b)
	says(t, d.run("case", "add", of, b), 0)
	says(t, d.run("case", "note", b, "called again"), 0, "of case "+of)
	c := d.imported().ID
	own := strings.TrimSpace(d.run("case", "begin", c).out)
	says(t, d.run("case", "note", c, "another matter"), 0, "event", "of case "+own)
	if own == of {
		t.Errorf("case begin went on in %s", of)
	}
}

// Latest is the newest case of the list, whatever was imported before it. Where a newer import stands alone either can be meant, and an
// act stays where it was written: nothing is.
func TestLatestIsTheNewestCase(t *testing.T) {
	d := newDesk(t)
	other := d.imported("--login", "salaried", "--since", "6m")
	says(t, d.run("case", "note", "latest", "the only one"), 0, "event", "of case ") // no case yet: that of the newest import
	id := strings.TrimSpace(d.run("case", "new", "Nowak", "--applicant", "Ewa Nowak").out)
	list := decoded[[]struct{ ID string }](t, d.run("case", "list", "--json"))
	if len(list) != 2 {
		t.Fatal(list)
	}
	if list[0].ID != id { // both of one second: whichever the list has first
		id = list[0].ID
	}
	says(t, d.run("case", "tag", "latest", "urgent"), 0, "of case "+id+" (")
	says(t, d.run("case", "show", "latest"), 0, id, "urgent")
	newer := other
	for newer.ID[:16] <= id[:16] {
		newer = d.imported("--login", "gambler", "--since", "6m")
	}
	says(t, d.run("case", "note", "latest", "whose?"), cli.ExitUsage, "latest can be the newest case, "+id+" (", "or import "+newer.ID, "name one of them by its id")
	says(t, d.run("erase", "latest", "--reason", "x", "--yes"), cli.ExitUsage, newer.ID)
	says(t, d.run("case", "show", "latest"), 0, id)
	says(t, d.run("case", "note", newer.ID, "theirs"), 0)
	says(t, d.run("case", "note", "latest", "again"), 0, "event ", "Udawany")
}
