package verify

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

// troubled is a customer with a bit of everything that a report has to show.
func troubled(t *testing.T) *world {
	w := settled(t)
	w.first().Transactions = chained("60000.00", joined(settledRows(), monthly(5, 9, "-50.00", "STS S.A. | *bet* <b>", "Zaklad"),
		[]aisclient.Transaction{tx("2026-03-12", "9000.00", "Vivus Finance", "Wyplata pozyczki")}))
	*w.first().Balance = amount("60100")
	w.account("Pełnomocnictwo", "PL27114020040000300201355387", "500.00", tx("2026-03-01", "-1.00", "Lidl", "Zakup karta")).Owners = owners("Jan Nowak", "Anna Łącka ATTORNEY")
	return w
}

var troubledClaims = []string{"name Anna Łącka", "iban PL61109010140000071219812847", "income 4000PLN", "balance 60050PLN", "max-age 7", "without gambling", "without bailiff", "never-below-zero"}

func TestS10_1_AChecksEvidence(t *testing.T) {
	rep := troubled(t).run(troubledClaims...)
	raw, err := json.Marshal(rep)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Verdict string
		Checks  []map[string]any
		Quality []map[string]any
		LeftOut []map[string]any
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	if got.Verdict != "refuted" || len(got.Checks) != len(troubledClaims) || len(got.Quality) != 2 || len(got.LeftOut) != 1 {
		t.Errorf("%s", raw)
	}
	for n, fields := range map[int][]string{
		1: {"nearMiss", "ask"}, 2: {"window", "proven", "possible", "rows", "filter", "notCounted", "evidence", "currency"}, 3: {"proven", "possible", "gates", "ask"},
		5: {"rows", "filter", "evidence"}, 6: {"gates", "ask"},
	} {
		for _, f := range append(fields, "kind", "claim", "outcome", "codes", "reason") {
			if v, ok := got.Checks[n][f]; !ok || v == nil {
				t.Errorf("check %s has no %s: %v", troubledClaims[n], f, got.Checks[n])
			}
		}
	}
	// Text and Markdown print the first three rows of each, and say how many more there are.
	for _, s := range []string{rep.Text(), rep.Markdown()} {
		for _, want := range []string{"2026-03-09 -50.00 PLN", "2026-02-09 -50.00 PLN", "2026-01-09 -50.00 PLN", "and 2 more", "Not counted: 9000.00 PLN (money that is no income by its kind)", "Next: Ask for the number once more."} {
			if !strings.Contains(strings.ReplaceAll(s, `\`, ""), want) {
				t.Errorf("%q is not in\n%s", want, s)
			}
		}
		if strings.Contains(s, "2025-12-09 -50.00 PLN") {
			t.Errorf("a fourth row is printed\n%s", s)
		}
	}
}

func TestS10_2_TheHeadAndTheSameBytes(t *testing.T) {
	rep := troubled(t).run(troubledClaims...)
	head, _, _ := strings.Cut(rep.Text(), "\nChecks")
	for _, want := range []string{"Data of: 2026-03-31", "Coverage of Konto 0: 2025-04-", " to 2026-03-31, ", "Left out: Pełnomocnictwo: the person is not its owner but attorney", "Rules: " + RuleSet,
		"lexicon " + lexicon.Builtin().Version(), lexicon.Builtin().Hash(), "Person verified: Anna Łącka", "Data quality: The bank says that Konto 0 holds 60100.00 PLN"} {
		if !strings.Contains(head, want) {
			t.Errorf("%q is not in\n%s", want, head)
		}
	}
	if rep.Lexicon.Hash == "" || rep.Rules == "" || rep.AsOf != today {
		t.Errorf("%+v", rep)
	}
	first, err := json.Marshal(rep)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again := troubled(t).run(troubledClaims...)
		if b, _ := json.Marshal(again); string(b) != string(first) || again.Text() != rep.Text() || again.Markdown() != rep.Markdown() {
			t.Fatalf("other bytes\n%s\n%s", first, b)
		}
	}
}

func TestUserEntriesOfTheLexiconAreNamed(t *testing.T) {
	w := settled(t)
	set, problems := lexicon.Load([]byte("[[group]]\ncategory = \"gambling\"\nsign = \"out\"\nsource = \"own\"\ndate = \"2026-01-01\"\nentries = [ {id = \"my.shop\", words = [\"tajny klub\"]} ]\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	w.first().Transactions = append(w.first().Transactions, tx("2026-03-12", "-40.00", "X", "Tajny klub"))
	w.o.Lexicon = func() *lexicon.Set { return set }
	rep := w.run("without gambling")
	if rep.Verdict != Refuted || !slices.Equal(rep.Lexicon.User, []string{"my.shop"}) || !strings.Contains(rep.Text(), "Own lexicon entries: my.shop") {
		t.Errorf("%s %+v\n%s", rep.Verdict, rep.Lexicon, rep.Text())
	}
}

func TestReportGoldens(t *testing.T) {
	rep := troubled(t).run(troubledClaims...)
	rep.Lexicon.Version, rep.Lexicon.Hash = "of the test", "0" // the words change every week
	js, err := json.MarshalIndent(rep, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]string{"report.txt": rep.Text(), "report.md": rep.Markdown(), "report.json": string(js) + "\n"} {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || string(want) != got {
			t.Errorf("%s differs (%v); run with -update and look at it\n%s", name, err, got)
		}
	}
}

func TestMarkdownAndTextCannotBeBrokenOutOf(t *testing.T) {
	evil := "Ewa | x |\n# [click](javascript:1) <script>\x1b[31m‮"
	w := settled(t)
	w.first().Owners[0].Name = text.Clean(evil)
	w.first().Transactions = append(w.first().Transactions, tx("2026-03-12", "-40.00", evil, evil, "gambling"))
	rep := w.run("without gambling", "employer x")
	rep.Checks = append(rep.Checks, newCheck(OwnerName{evil}, Refuted, CodeOther, evil))
	for _, line := range strings.Split(rep.Markdown(), "\n") {
		if strings.Contains(line, "<script") || strings.HasPrefix(line, "# [") || strings.Contains(strings.ReplaceAll(line, `\]`, ""), "](") {
			t.Errorf("markdown line %q", line)
		}
	}
	for _, s := range []string{rep.Markdown(), rep.Text()} {
		if strings.ContainsAny(s, "\x1b\u202e") {
			t.Errorf("a control got through: %q", s)
		}
	}
}

func TestReportWithoutClaimsHasNoEmptyTable(t *testing.T) {
	rep := settled(t).run()
	if strings.Contains(rep.Text(), "\nChecks") || strings.Contains(rep.Markdown(), "|---") {
		t.Errorf("%s\n%s", rep.Text(), rep.Markdown())
	}
}

func TestReportFilesHoldWhatTheReportSays(t *testing.T) {
	rep := settled(t).run("name Anna Łącka")
	dir := t.TempDir()
	for name, want := range map[string]string{"a.txt": rep.Text(), "b.MD": rep.Markdown(), "c.json": `"verdict":"confirmed"`} {
		path := filepath.Join(dir, name)
		if err := rep.WriteFile(path, false); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || !strings.Contains(string(got), want) {
			t.Errorf("%s: %s, %v", name, got, err)
		}
		if err := rep.WriteFile(path, false); err == nil {
			t.Errorf("%s was written over", name)
		}
		if err := rep.WriteFile(path, true); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := rep.WriteFile(filepath.Join(dir, "a.pdf"), false); err == nil || !strings.Contains(err.Error(), ".txt, .md or .json") {
		t.Error(err)
	}
}

// A reply cut short confirms nothing that rows could say otherwise.
func TestAReplyCutShortNeverConfirms(t *testing.T) {
	l, _, err := ledger.Load(context.Background(), strings.NewReader(`<reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand"><result><accounts><account><name>K</name><currencyName>PLN</currencyName><moneyTransactions><moneyTransaction><currencyAmount>1.00</currencyAmount></moneyTransaction>`), aisclient.DecodeOptions{}, nil)
	if err == nil || l == nil {
		t.Fatal(l, err)
	}
	rep, err := Run(context.Background(), l, []Claim{DataAge{10_000_000}, BalanceAtLeast{0, "PLN"}, NoSign{insight.Bailiff}}, today)
	if err != nil || rep.Verdict == Confirmed || rep.Partial() == "" {
		t.Errorf("%+v, %v", rep, err)
	}
	for _, check := range rep.Checks {
		if check.Outcome == Confirmed {
			t.Errorf("%+v", check)
		}
	}
	if _, err := Run(context.Background(), nil, nil, today); !errors.Is(err, ErrNoData) {
		t.Errorf("no ledger: %v", err)
	}
}

// The same checker answers for two people, each with their own accounts.
func TestACheckerKeepsPeopleApart(t *testing.T) {
	w := settled(t)
	w.account("Drugie", "PL27114020040000300201355387", "500.00", living(120)...).Owners = owners("Jan Nowak")
	k, err := NewChecker(t.Context(), w.ledger(), today)
	if err != nil {
		t.Fatal(err)
	}
	balance := BalanceAtLeast{amount("501"), "PLN"}
	for name, want := range map[string]Outcome{"Anna Łącka": Confirmed, "Jan Nowak": Refuted} {
		for range 2 {
			rep, err := k.Check(t.Context(), []Claim{OwnerName{name}, balance})
			if err != nil || rep.Checks[1].Outcome != want {
				t.Errorf("%s: %+v %v", name, rep.Checks[1], err)
			}
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := k.Check(ctx, []Claim{balance, NeverBelowZero{}}); err == nil {
		t.Error("a cancelled check came out")
	}
}

// Sentences read as somebody would say them: nothing instead of 0.00, no share of one month, what a few days miss.
func TestSentencesOfThinData(t *testing.T) {
	w := newWorld(t)
	w.account("Konto 0", mine, "16000.00", tx("2026-02-10", "15000.00", "MAREK KOLEGA", "za samochód"))
	rep := w.run("income 3000PLN", "without gambling")
	text := rep.Text()
	for _, want := range []string{
		"Turnover in PLN: 1 transaction, 15000.00 in, 0.00 out, net 15000.00\n",
		"Coverage of Konto 0: 2026-02-10 to 2026-03-31, 49 days, fewer than 90\n",
		"There are no card or everyday payments in the last 90 days: this may not be the customer's main account.",
		"PLN a month, none of it proven (money from MAREK KOLEGA, irregularly).",
		"Possible, not proven: ",
		" PLN a month (income of a kind that payments alone do not prove)",
		"The only row does not show it.",
		"Next: Ask for the history of at least 90 days.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}
