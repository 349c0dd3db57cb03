package line

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/verify"
)

// inOrder holds that all of some texts were said, one behind the other.
func inOrder(t *testing.T, said string, wants ...string) {
	t.Helper()
	rest := said
	for _, want := range wants {
		i := strings.Index(rest, want)
		if i < 0 {
			t.Fatalf("%q is missing, or not in its order:\n%s", want, said)
		}
		rest = rest[i+len(want):]
	}
}

// An import that stands alone gets its case with the first act. Each act says what was done and how it is taken back; those
// that need a reason ask for it.
func TestActsOnACase(t *testing.T) {
	b := onSandbox(t, "")
	out := talk(t, b, nil, append(signIn("1"), "case", "case note called the applicant", "case tag urgent", "case status review", "case refer", "salary is unclear",
		"case undo 4", "wrong tag", "case", "open 1", "home", "cases", "open 1", "quit")...)
	said := out.own.String()
	inOrder(t, said, "Error: This import stands alone", "Done: Note: called the applicant.", "takes it back.", "Done: Tag urgent.", "Done: The status is review.",
		"Refer, because:", "Done: Decision: refer.", "Decision: refer, Anna, ", ", salary is unclear.", "Reason, for the file:", "is undone.",
		"Status: review.", "Import: Maria Sochacka, Piotr Sochacki, KontoBank, 124 rows, sandbox, ", "Note: called the applicant, Anna, ", "newest first.", "1 of ", "is undone", "Reason: wrong tag.", "Cases, 1 case, newest first.", "status review", "Case ")
	all, err := b.Cases().List(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatalf("%d cases, %v", len(all), err)
	}
	if st := all[0].State; st.Decision == nil || st.Decision.Outcome != casefile.Refer || st.Decision.Reason != "salary is unclear" || st.Status != "review" {
		t.Errorf("the case is %+v", st)
	}
}

// An act that needs a reason is not done without one.
func TestAnActWithoutItsReasonIsNotDone(t *testing.T) {
	b := onSandbox(t, "")
	said := talk(t, b, nil, append(signIn("1"), "case tag urgent", "case approve", "", "case undo 1", "", "transactions", "case exclude 1", "", "quit")...).own.String()
	if n := strings.Count(said, "Error: Say why: the reason stays in the case"); n != 3 {
		t.Errorf("the reason was asked for %d times of 3:\n%s", n, said)
	}
	all, err := b.Cases().List(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	for _, e := range all[0].State.History {
		switch e.Kind {
		case casefile.KindDecision, casefile.KindUndo, casefile.KindExclude:
			t.Errorf("event %d is %s", e.Seq, e.Kind)
		}
	}
}

// What is deleted is named with the case that loses it, also when it is done.
func TestADeletionNamesTheCaseThatLosesIt(t *testing.T) {
	said := talk(t, onSandbox(t, ""), nil, append(signIn("1"), "case approve enough", "library", "delete 1", "1", "delete", "quit")...).own.String()
	inOrder(t, said, "It belongs to the case ", ", decided: approve. What was decided cannot be checked again without it.", "Type delete to go on", "Deleted: the import of Maria Sochacka")
}

// Rows in sight are left out of the sums and taken in again by their numbers.
func TestRowsAreLeftOutOfTheSums(t *testing.T) {
	said := talk(t, onSandbox(t, ""), nil, append(signIn("1"), "case exclude 1", "transactions", "totals", "case exclude 1", "a transfer of their own", "open 1", "first", "case include 1",
		"it is none", "case note on 3", "ask for the contract", "case relabel 2", "salary", "the employer's letter", "quit")...).own.String()
	inOrder(t, said, "Error: This works among transactions", "Reason, for the file:", "Done: 1 row is left out of all sums and checks", "with all acts.", "Totals without the acts.", "Left out of all sums: a transfer of their own, ", "1 of ", ", left out of all sums by ", ", a transfer of their own.",
		"Done: 1 row is in the sums and checks again", "Note on the rows, what a colleague should know:", ": ask for the contract.", "Category, as the rows name it:", "Done: 1 row is salary now")
	_, rest, _ := strings.Cut(said, "\nTotals of ")
	before, rest, _ := strings.Cut(rest, "Done: ")
	without, rest, _ := strings.Cut(rest, "Done: ")
	with, _, _ := strings.Cut(rest, "Done: ")
	net := func(s string) string {
		_, s, _ = strings.Cut(s, "Net: ")
		s, _, _ = strings.Cut(s, "\n")
		return s
	}
	if net(before) == "" || net(without) == net(before) || net(with) != net(before) {
		t.Errorf("net %q, without the row %q, with it %q:\n%s", net(before), net(without), net(with), said)
	}
}

// Where a figure rests on acts it is said who did what and why, and what the figure is without them: by the sums of a list, the
// overview, the case and the verdict.
func TestFiguresThatActsChangeAreSaidWithoutThem(t *testing.T) {
	b := onSandbox(t, "")
	said := talk(t, b, nil, append(signIn("1"), "filter is:in amt:>1000", "case exclude 1", "not a wage", "totals", "filter is:out", "totals", "overview", "claim income 100 PLN",
		"verdict", "case", "quit")...).own.String()
	_, rest, _ := strings.Cut(said, "Done: 1 row is left out")
	first, rest, _ := strings.Cut(rest, "Totals of ") // of the act
	rest = first + rest
	inOrder(t, rest, "Totals without the acts.", "Totals of ", "Totals without the acts.", "Totals of ", "Overview of", "Totals without the acts.",
		"Left out of all sums: 1 row, not a wage, Anna, event ", "ithout the acts", "Left out of all sums: 1 row, not a wage, Anna, event ", "Totals of the case, ", "Totals without the acts.")
	_, rest, _ = strings.Cut(rest, "filter is:out")
	if of, _, _ := strings.Cut(rest, "Overview of"); strings.Contains(of, "ithout the acts") {
		t.Errorf("rows that nobody touched are said twice:\n%s", of)
	}
}

// Rankings, comparisons and the figures of a month are said with what they are without the acts, too.
func TestRankingsThatActsChangeAreSaidWithoutThem(t *testing.T) {
	b := onSandbox(t, "")
	said := talk(t, b, nil, append(signIn("1"), "filter is:in amt:>1000", "case exclude 1", "not a wage", "unfilter", "analytics by month", "table", "analytics by category in", "income", "period 2026-11",
		"compare by category", "compare 2026-09 with 2026-11", "quit")...).own.String()
	inOrder(t, said, "Analytics, by month", "ithout the acts in ", "Without the acts: in ", "Analytics, by category", "ithout the acts in ", "Income and obligations a month", "Without the acts: Income possible besides: ",
		"Comparison by category", "ithout the acts net ",
		"Comparison of two periods", "Booked rows, PLN: A net ", "Booked rows without the acts, PLN: A net ")
}

// After an import for a case the question comes that the screen and the command line ask; another applicant gets an import of
// their own in the same case.
func TestAfterAnImportForACaseItAsksWhatComesNext(t *testing.T) {
	b := onSandbox(t, "")
	said := talk(t, b, nil, append(signIn("1"), "case bank", "3", "", "", "1", "another applicant", "Maria Kowalska", "3", "", "", "1", "", "finish", "case", "case open", "quit")...).own.String()
	question := "Another bank, another applicant, or finish?\n1: another bank.\n2: another applicant.\n3: finish.\n"
	inOrder(t, said, "For: ", "Saved: import", question, "Chosen: another applicant, 2 of 3.", "Added: Maria Kowalska, co-applicant, customer ",
		"Saved: import", question, "Error: Nothing was typed", "Chosen: finish, 3 of 3.", "Finished", "Person: Maria Kowalska, co-applicant, customer ",
		"Case Maria Sochacka, 1 account, 124 rows")
	all, err := b.Cases().List(t.Context())
	if err != nil || len(all) != 1 || len(all[0].State.Imports) != 3 || len(all[0].State.People) != 2 {
		t.Fatalf("%+v, %v\n%s", all, err, said)
	}
}

// The claims that are typed in a case that is open as one stay in it, and the decision keeps their checks.
func TestClaimsInACaseAreWhatItsDecisionKeeps(t *testing.T) {
	b := onSandbox(t, "")
	said := talk(t, b, nil, append(signIn("1"), "case bank", "3", "", "", "1", "finish", "case open", "claim name Maria Sochacka", "claim max-age 9999",
		"undo", "case approve it is enough", "home", "cases", "open 1", "case open", "claims", "quit")...).own.String()
	inOrder(t, said, "Case Maria Sochacka", "Verdict: confirmed, 2 claims", "Undone. 1 claim", "Decision: approve, Anna, ", ", it is enough.", "Claims, 1 claim")
	all, err := b.Cases().List(t.Context())
	if err != nil || len(all) != 1 || all[0].State.Decision == nil {
		t.Fatalf("%+v, %v\n%s", all, err, said)
	}
	var kept struct {
		Verdict verify.Outcome
		Checks  []struct{ Kind verify.Kind }
	}
	if err := json.Unmarshal(all[0].State.Decision.Verdict, &kept); err != nil || kept.Verdict != verify.Confirmed || len(kept.Checks) != 1 || kept.Checks[0].Kind != verify.KindName {
		t.Errorf("kept %s with %+v, %v", kept.Verdict, kept.Checks, err)
	}
}

// An import that stands alone asks what comes next, too, and whoever goes on without an answer loses nothing: the next command is
// done, and no case is made. Another bank gives the import its case first.
func TestAnImportThatStandsAloneHoldsNobodyUp(t *testing.T) {
	after := func(lines ...string) (string, int) {
		b := onSandbox(t, "")
		said := talk(t, b, func(o *Options) {
			o.Start = Start{Request: &app.VerificationRequest{Method: app.SignInMock, Login: "test1"}}
		}, lines...).own.String()
		all, err := b.Cases().List(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return said, len(all)
	}
	question := "Another bank, another applicant, or finish?\n1: another bank.\n2: another applicant.\n3: finish.\nDefault: 3, finish.\n"
	said, n := after("transactions", "totals", "quit")
	if inOrder(t, said, "Saved: import", question, "Transactions, 124 of 124 rows", "Totals of 124 rows"); n != 0 || strings.Contains(said, "Chosen") {
		t.Errorf("%d cases\n%s", n, said)
	}
	said, n = after("", "overview", "quit")
	if inOrder(t, said, question, "Chosen: finish, 3 of 3.", "Overview"); n != 0 {
		t.Errorf("%d cases\n%s", n, said)
	}
	said, n = after("another bank", "back", "case", "quit")
	if inOrder(t, said, question, "Chosen: another bank, 1 of 3.", "For: Maria Sochacka", "Person: Maria Sochacka"); n != 1 {
		t.Errorf("%d cases\n%s", n, said)
	}
	said, n = after("2", "Jan Zmyślony", "back", "quit")
	if inOrder(t, said, question, "Chosen: another applicant, 2 of 3.", "Added: Jan Zmyślony, co-applicant"); n != 1 {
		t.Errorf("%d cases\n%s", n, said)
	}
}

// An act is for the case where the user is; elsewhere it is for that of the open import, whatever was shown before.
func TestAnActIsForTheCaseWhereTheUserIs(t *testing.T) {
	b := onSandbox(t, "")
	other, err := b.Cases().New(t.Context(), "Nowak, car", casefile.Person{Name: "Ewa Nowak", Role: casefile.Applicant})
	if err != nil {
		t.Fatal(err)
	}
	said := talk(t, b, nil, append(signIn("1"), "case show "+other, "case tag car", "open 1", "back", "case tag flat", "home", "case tag none", "quit")...).own.String()
	inOrder(t, said, "Called: Nowak, car.", "Done: Tag car.", "What: Tag car.", "Done: Tag flat.", "Error: No case is shown and no import is open")
	all, err := b.Cases().List(t.Context())
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	for _, c := range all {
		want := "flat"
		if c.ID == other {
			want = "car"
		}
		if len(c.State.Tags) != 1 || c.State.Tags[0] != want {
			t.Errorf("case %s (%s) has the tags %v, not %s", c.ID, c.State.Label, c.State.Tags, want)
		}
	}
}

// A case is kept until a day, takes a statement file in, and is erased only with a reason and the word.
func TestTheEndOfACase(t *testing.T) {
	b := onSandbox(t, "")
	reply, strangers := filepath.Join(t.TempDir(), "statement.xml"), filepath.Join(t.TempDir(), "other.xml")
	if err := os.WriteFile(strangers, []byte(`<?xml version="1.0"?><reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand" target="KontoBank"><result><owners/><accounts><account>`+
		`<name>Konto obce</name><currencyName>PLN</currencyName><owners><owner><name>Zofia Obca</name><kind>OWNER</kind></owner></owners><moneyTransactions><moneyTransaction>`+
		`<bookedOn>2026-11-02</bookedOn><currencyAmount>9000.00</currencyAmount></moneyTransaction></moneyTransactions></account></accounts></result></command></reply>`), 0o600); err != nil {
		t.Fatal(err)
	}
	said := talk(t, b, nil, append(signIn("1"), "reply "+reply, "case erase", "case tag flat", "case keep soon", "case keep 2031-05-01 the law says so", "case file "+reply,
		"case", "case file "+strangers, "case open", "overview", "case erase asked for by the customer", "erase", "case erase", "", "case erase asked for by the customer", "ERASE", "quit")...).own.String()
	inOrder(t, said, "Error: This import stands alone", "Done: Tag flat.", "Error: Begin with a day", "Done: The case may be deleted from 2031-05-01 on.", "Saved: the statement file as import ",
		"Statement file: statement.xml, Maria Sochacka, ", "Warning: no account of ", "the bank names Zofia Obca. What is of a stranger is in no sum.",
		"Account: stranger's Konto obce, 1 row.", "Not in any sum: 1 row, of an account that is of nobody in the case, PLN", "Nothing was changed.", "Error: Say why", "Erased: case ", "Home, ")
	all, err := b.Cases().List(t.Context())
	if err != nil || len(all) != 1 || !all[0].State.Erased || strings.Count(said, "Erased: case ") != 1 {
		t.Errorf("%+v, %v\n%s", all, err, said)
	}
}

// The first act on an import whose person has an open case asks where it belongs; nothing is written before.
func TestASecondImportOfAPersonAsksForItsCase(t *testing.T) {
	b := onSandbox(t, "")
	lines := append(signIn("1"), "case note first", "home")
	lines = append(append(lines, signIn("1")...), "case note second", "1", "case", "quit")
	said := talk(t, b, nil, lines...).own.String()
	inOrder(t, said, "Done: Note: first.", "has an open case already: open, case ", "Where does this import belong?", "1: into that case.", "Chosen: into that case", "Done: Note: second.")
	all, err := b.Cases().List(t.Context())
	if err != nil || len(all) != 1 || len(all[0].State.Imports) != 2 || len(all[0].State.Notes) != 2 {
		t.Errorf("%v %+v", err, all)
	}
}

// In the library imports are sorted, marked, tagged, put into a case and compared, by their numbers or by their marks.
func TestTheLibraryIsWorkedInByEar(t *testing.T) {
	lines := append(append(append(signIn("1"), "home"), signIn("2")...), "home", "library", "sort", "sort rows", "help", "mark 1", "tag urgent", "tag 1 2 urgent", "untag 1 urgent", "tag",
		"unmark all", "put", "put 2", "new", "loan-17", "put 2", "into", "1", "compare 1", "compare 1 2", "back", "case show loan-17", "undo 1", "wrong name", "diff", "quit")
	said := talk(t, onSandbox(t, ""), nil, lines...).own.String()
	inOrder(t, said, "Library, 2 imports, newest first.", "Error: Imports are sorted by date, customer", "Library, 2 imports, sorted by rows.", "1 of 2: Maria Sochacka", ", 261 rows", "2 of 2: ", ", 124 rows",
		"Commands of this place, library:", ", 261 rows, sandbox, marked, ", "1 import is marked.", "Tagged urgent: 1 import.", "A case was begun", "Error: Maria Sochacka has an open case already",
		"Tag urgent taken off: 1 import.", "Error: A tag is one word", "0 imports are marked.", "Error: Say which imports", "Where do they go?", "Put into case ", "Which case?", "does not go into the case",
		"Error: Two imports are compared, not 1.", "A: Maria Sochacka", "B: Maria Sochacka", "Comparison of two imports", "on days that only one covers", "Common days, PLN: A net ", "sorted by rows.",
		"Called: loan-17.", "Person: Maria Sochacka, applicant", "Done: Event 1 is undone.", "compare in the library does it")
}

// A question is left by cancel as by back, and an answer that is none says so.
func TestAQuestionIsLeftByCancel(t *testing.T) {
	said := talk(t, onSandbox(t, ""), nil, "settings", "open 1", "nonsense", "cancel", "where", "quit").own.String()
	inOrder(t, said, "There is no answer nonsense", "Back leaves the question.", "The question was left.", "Nothing was changed.", "Settings")
}

// With one import of several open it is said that the verdict is on that one, and a decision keeps the verdict on all of them.
func TestADecisionWithOneImportOpenIsOnTheWholeCase(t *testing.T) {
	b := onSandbox(t, "")
	id, err := b.Cases().New(t.Context(), "Three banks", casefile.Person{Name: "Tomasz Trzybankowy", Role: casefile.Applicant, OwnerExternalID: "tomasz"})
	if err != nil {
		t.Fatal(err)
	}
	begin := func(login string, lines ...string) string {
		return talk(t, b, func(o *Options) {
			o.Start = Start{Request: &app.VerificationRequest{Method: app.SignInMock, Login: login, Case: id, Request: intake.Request{OwnerExternalID: "tomasz", Since: aisclient.DateIn(frozen).AddMonths(-6)}}}
		}, lines...).own.String()
	}
	begin("three-a", "finish", "quit")
	said := begin("three-b", "finish", "claim income 7000 PLN", "where", "verdict", "case reject too little", "case open", "verdict", "quit")
	inOrder(t, said, "Verdict: refuted", "This verdict is on one of the 2 imports of the case", ", one of the 2 imports of its case", "Verdict: refuted", "This verdict is on one of the 2 imports",
		"Done: Decision: reject", "Case Three banks", "Verdict: confirmed")
	st, err := b.Cases().Get(t.Context(), id)
	if err != nil || st.Decision == nil {
		t.Fatalf("%+v, %v\n%s", st, err, said)
	}
	if verdict, _ := st.Decision.Kept(); verdict != string(verify.Confirmed) {
		t.Errorf("the decision keeps %q", verdict)
	}
}
