package verify

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/rules"
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
}

func TestS10_2_TheHeadAndTheSameBytes(t *testing.T) {
	rep := troubled(t).run(troubledClaims...)
	head := said(rep)
	for _, want := range []string{`"dataAsOf":"2026-03-31"`, `"covers":{"from":"2025-04-01","to":"2026-03-31"}`, "the person is not its owner but attorney", `"rules":"` + rules.Version,
		lexicon.Builtin().Version(), lexicon.Builtin().Hash(), `"person":["Anna Łącka"]`, "The bank says that Konto 0 holds 60100.00 PLN"} {
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
		if b, _ := json.Marshal(again); string(b) != string(first) {
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
	if rep.Verdict != Refuted || !slices.Equal(rep.Lexicon.User, []string{"my.shop"}) {
		t.Errorf("%s %+v", rep.Verdict, rep.Lexicon)
	}
}

func TestReportGolden(t *testing.T) {
	rep := troubled(t).run(troubledClaims...)
	rep.Lexicon.Version, rep.Lexicon.Hash = "of the test", "0" // the words change every week
	js, err := json.MarshalIndent(rep, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	path, got := filepath.Join("testdata", "report.json"), string(js)+"\n"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(path); err != nil || string(want) != got {
		t.Errorf("%s differs (%v); run with -update and look at it\n%s", path, err, got)
	}
}

// A reply cut short confirms nothing that rows could say otherwise.
func TestAReplyCutShortNeverConfirms(t *testing.T) {
	l, _, err := ledger.Load(context.Background(), strings.NewReader(`<reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand"><result><accounts><account><name>K</name><currencyName>PLN</currencyName><moneyTransactions><moneyTransaction><currencyAmount>1.00</currencyAmount></moneyTransaction>`), aisclient.DecodeOptions{}, nil)
	if err == nil || l == nil {
		t.Fatal(l, err)
	}
	rep, err := checkAll(context.Background(), l, []Claim{DataAge{10_000_000}, BalanceAtLeast{0, "PLN"}, NoSign{insight.Bailiff}}, today)
	if err != nil || rep.Verdict == Confirmed || rep.Partial() == "" || len(rep.Checks) != 3 {
		t.Fatalf("%+v, %v", rep, err)
	}
	for _, check := range rep.Checks {
		if check.Outcome == Confirmed {
			t.Errorf("%+v", check)
		}
	}
}

// The same checker answers for two people, each with their own accounts.
func TestACheckerKeepsPeopleApart(t *testing.T) {
	w := settled(t)
	w.account("Drugie", "PL27114020040000300201355387", "500.00", living(120)...).Owners = owners("Jan Nowak")
	k, err := NewChecker(t.Context(), insight.NewCache(w.ledger(), insight.Options{Today: today}), today)
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
	text := said(rep)
	for _, want := range []string{
		"There are no card or everyday payments in the last 90 days: this may not be the customer's main account.",
		"PLN a month, none of it proven (money from MAREK KOLEGA, irregularly).",
		"possible only: income of a kind that payments alone do not prove",
		"The only row does not show it.",
		"Ask for the history of at least 90 days.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// A report on a case is about those of its applicants whom the bank names for an account; one without an account is nobody verified.
func TestAReportIsAboutApplicantsWithAnAccount(t *testing.T) {
	w := newWorld(t)
	w.account("Konto", mine, "1000.00", tx("2026-03-01", "1000.00", "X", "y"))
	w.o.Applicants = []string{"Anna Łącka", "Piotr Bezkontowy"}
	if r := w.run(); !slices.Equal(r.Person, []string{"Anna Łącka"}) {
		t.Errorf("%q", r.Person)
	}
}
