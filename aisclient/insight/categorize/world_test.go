package categorize

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

// words is a small lexicon in which every stage has something to find.
const words = `
country = "PL"
[[group]]
source = "known"
date = "2026-11-28"
entries = [
  {id = "bailiff", category = "bailiff", strong = true, words = ["komornik", "egzekucja"], fields = ["title", "party", "kind"]},
  {id = "order", category = "debt_collection", strong = true, words = ["nakaz zaplaty"]},
  {id = "returned", category = "returned_payment", strong = true, words = ["zwrot przelewu"]},
  {id = "late", category = "late_fee", strong = true, words = ["odsetki karne"]},
  {id = "premium-back", category = "refund", strong = true, words = ["zwrot skladki"]},
  {id = "machine", category = "cash_withdrawal", words = ["bankomat"]},
  {id = "paid-in", category = "cash_deposit", words = ["wplata gotowki"]},
  {id = "interest", category = "interest", sign = "in", words = ["odsetki"]},
  {id = "fee", category = "bank_fee", words = ["prowizja"]},
  {id = "wage", category = "salary", words = ["wynagrodzenie"]},
  {id = "payout", category = "salary", words = ["wyplata"], confidence = "medium"},
  {id = "invoice", category = "business_income", sign = "in", words = ["faktura"]},
  {id = "pension", category = "pension", words = ["emerytura"]},
  {id = "child", category = "benefit", words = ["swiadczenie"]},
  {id = "maintenance", in = "alimony_in", out = "alimony_out", words = ["alimenty"]},
  {id = "instalment", category = "loan_repayment", sign = "out", words = ["rata kredytu"]},
  {id = "bare-instalment", category = "loan_repayment", sign = "out", confidence = "medium", words = ["rata"]},
  {id = "home-loan", category = "mortgage", words = ["kredyt hipoteczny"]},
  {id = "lent", category = "loan_in", sign = "in", words = ["pozyczka"]},
  {id = "back", category = "refund", words = ["zwrot"]},
  {id = "deposit", in = "own_transfer", out = "savings_investment", words = ["lokata"]},
  {id = "dinner", category = "restaurants", words = ["obiad"]},
  {id = "school", category = "education", words = ["szkola"]},
  {id = "flat", category = "rent", words = ["czynsz"]},
  {id = "doubtful", category = "education", words = ["kurs"], hard = true, note = "a course or a rate"},
  {id = "tie-rent", category = "rent", words = ["remis"]},
  {id = "tie-tax", category = "tax", words = ["remis"]},
  {id = "longer", category = "groceries", words = ["remis dlugi"]},
]
[[group]]
source = "known"
date = "2026-11-28"
entries = [
  {id = "lender", kind = "lender", names = ["Zmyslkredyt"]},
  {id = "operator", kind = "operator", names = ["Zmyslbet"]},
  {id = "collector", kind = "collector", names = ["Zmyslinkaso"]},
  {id = "insurer", kind = "insurer", names = ["Zmyslpolisa"]},
  {id = "tax", kind = "tax_office", names = ["Urzad Skarbowy"]},
  {id = "social", kind = "social_insurer", names = ["Zaklad Zmyslony"]},
  {id = "broker", kind = "broker", names = ["Zmyslmakler"]},
  {id = "shop", kind = "shop", category = "groceries", names = ["Zmyslonka"]},
  {id = "processor", kind = "processor", names = ["Zmyslpay"]},
  {id = "wallet", kind = "wallet", names = ["Zmyslportfel"]},
  {id = "office", kind = "public_office", names = ["Urzad Miasta"]},
  {id = "court-bailiff", kind = "bailiff", names = ["Komornik Sadowy Zmyslony"]},
]
`

// lexiconOf compiles the small lexicon, with a user's file over it if there is one.
func lexiconOf(t testing.TB, user string) *lexicon.Set {
	t.Helper()
	files := []lexicon.File{{Name: "pl.toml", Data: []byte(words)}}
	if user != "" {
		files = append(files, lexicon.File{Name: "lexicon.toml", Data: []byte(user), User: true})
	}
	s, problems := lexicon.New(files...)
	for _, p := range problems {
		t.Fatal(p)
	}
	return s
}

// row is one row of an account of Jan Przykładny; the fields are given as "title=... party=..." in the order title,
// party, kind, number.
type row struct {
	amount, title, party, kind, number string
	labels                             []string
	day                                string
}

func (r row) tx() aisclient.Transaction {
	day := r.day
	if day == "" {
		day = "2026-10-10"
	}
	x := aisclient.Transaction{BookedOn: modeltest.Day(day), Amount: modeltest.Amount(r.amount), Title: text.Clean(r.title), Party: text.Clean(r.party),
		Kind: text.Clean(r.kind), PartyIBAN: text.Clean(r.number)}
	for _, l := range r.labels {
		x.Labels = append(x.Labels, text.Clean(l))
	}
	return x
}

// account is an account of Jan Przykładny with these rows.
func account(rows ...row) aisclient.Account {
	a := aisclient.Account{Name: text.Clean("Konto"), IBAN: text.Clean(accounts["PL"]), Currency: "PLN",
		Owners: []aisclient.Owner{{Name: text.Clean("Jan Przykładny"), Kind: aisclient.KindOwner}}}
	for _, r := range rows {
		a.Transactions = append(a.Transactions, r.tx())
	}
	return a
}

// want holds what a row alone in its import is, and why.
func (r row) want(t *testing.T, c category.Category, stage byte, confidence lexicon.Confidence) Why {
	t.Helper()
	return r.wantIn(t, lexiconOf(t, ""), c, stage, confidence)
}

func (r row) wantIn(t *testing.T, lex *lexicon.Set, c category.Category, stage byte, confidence lexicon.Confidence) Why {
	t.Helper()
	rows := categorized(t, lex, account(r))
	w := rows.Why(0)
	if rows.Of(0) != c || w.Stage != stage || w.Confidence != confidence {
		t.Errorf("%+v: %s, stage %c, %s (%s %q %s); want %s, stage %c, %s", r, rows.Of(0), w.Stage, w.Confidence, w.Entry, w.Words, w.Note, c, stage, confidence)
	}
	if rows.Stage(0) != w.Stage || rows.Confidence(0) != w.Confidence || rows.Entry(0) != w.Entry {
		t.Errorf("%+v: the short answers differ from %+v", r, w)
	}
	return w
}

func has(list []category.Category, c category.Category) bool {
	for _, x := range list {
		if x == c {
			return true
		}
	}
	return false
}

func repeat(n int, from string, r row) (rows []row) {
	day := modeltest.Day(from)
	for i := range n {
		r.day = day.AddMonths(i).String()
		rows = append(rows, r)
	}
	return rows
}

// cardImport is a credit card with these rows.
func cardImport(txs ...aisclient.Transaction) *aisclient.Import {
	return &aisclient.Import{Targets: []aisclient.Target{{Name: text.Clean("Bank"), CreditCards: []aisclient.CreditCard{
		{Name: text.Clean("Karta"), Number: text.Clean("4532"), Currency: "PLN", Transactions: txs}}}}}
}
