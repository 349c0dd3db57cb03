package categorize

import (
	"fmt"
	"strings"
	"testing"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

func TestS1_2_MoneyFromABailiffIsNoSign(t *testing.T) {
	w := row{amount: "400.00", title: "przekazanie środków", party: "Komornik Sadowy Zmyslony"}.want(t, category.OtherIn, Strong, low)
	if !strings.Contains(w.Note, "for the customer") {
		t.Errorf("%+v", w)
	}
	row{amount: "400.00", title: "alimenty", party: "Komornik Sadowy Zmyslony"}.want(t, category.AlimonyIn, Strong, low)
	rows := categorized(t, lexiconOf(t, ""), account(row{amount: "400.00", title: "alimenty", party: "Komornik Sadowy Zmyslony"}))
	if has(rows.Weak(0), category.Bailiff) {
		t.Error("money from a bailiff is a sign")
	}
}

func TestS1_2_DepositsOutAndTheirReturn(t *testing.T) {
	row{amount: "-1000.00", title: "lokata 3M"}.want(t, category.SavingsInvestment, Words, high)
	row{amount: "1000.00", title: "lokata 3M"}.want(t, category.OwnTransfer, Words, high)
	row{amount: "-1000.00", title: "lokata", party: "Jan Przykładny"}.want(t, category.SavingsInvestment, Words, high)
}

func TestS1_2_BetweenAccountsOfOneReply(t *testing.T) {
	other := account()
	other.IBAN = text.Clean("PL27114020040000300201355387")
	first := account(row{amount: "-500.00", title: "lokata", party: "Ktoś", number: "PL27114020040000300201355387"},
		row{amount: "-300.00", title: "rata kredytu", number: "27 1140 2004 0000 3002 0135 5387"})
	rows := categorized(t, lexiconOf(t, ""), first, other)
	for i := range int32(2) {
		if rows.Of(i) != category.OwnTransfer || rows.Stage(i) != OwnMoney {
			t.Errorf("row %d: %s, %+v", i, rows.Of(i), rows.Why(i))
		}
	}
}

func TestS1_2_LatenessAndInstalments(t *testing.T) {
	row{amount: "-100.00", title: "odsetki karne", party: "ZMYSLKREDYT"}.want(t, category.LateFee, Strong, low) // hard: the creditor is a lender
	row{amount: "-100.00", title: "rata odsetki karne 0,00", party: "Zmyslona Firma"}.want(t, category.LoanRepayment, Words, medium)
	row{amount: "-100.00", title: "odsetki karne rata 7", party: "ZMYSLKREDYT"}.want(t, category.LateFee, Strong, low)
	row{amount: "-100.00", title: "rata, odsetki karne 3,50", party: "ZMYSLKREDYT"}.want(t, category.LoanRepayment, Counterparty, high)
	row{amount: "-100.00", title: "odsetki karne", party: "ZMYSLINKASO"}.want(t, category.DebtCollection, Strong, high)
}

func TestS1_2_AFirmInTheTitleOfATransferToAPerson(t *testing.T) {
	r := row{amount: "-50.00", title: "Zmyslbet wczoraj", party: "Anna Zmyślona"}
	r.want(t, category.PersonOut, Rest, medium)
	if rows := categorized(t, lexiconOf(t, ""), account(r)); !has(rows.Weak(0), category.Gambling) {
		t.Errorf("weak signs %v", rows.Weak(0))
	}
}

func TestS1_2_MoneyOntoACardIsNoIncome(t *testing.T) {
	imp := cardImport(row{amount: "900.00", title: "umowa"}.tx(), row{amount: "-900.00", title: "umowa"}.tx(), row{amount: "9.00", title: "zwrot"}.tx())
	rows := categorizedImport(t, lexiconOf(t, ""), imp)
	if rows.Of(0) != category.OwnTransfer || rows.Of(1) != category.OtherOut || rows.Of(2) != category.Refund {
		t.Errorf("%s, %s, %s", rows.Of(0), rows.Of(1), rows.Of(2))
	}
}

func TestS2_6_WordsOfCollectionToATelephoneAreASign(t *testing.T) {
	r := row{amount: "-900.00", title: "nakaz zapłaty", party: "Anna Zmyślona", kind: "PRZELEW NA TELEFON BLIK"}
	r.want(t, category.PersonOut, Rest, medium)
	if rows := categorized(t, lexiconOf(t, ""), account(r)); !has(rows.Weak(0), category.DebtCollection) {
		t.Errorf("weak signs %v", rows.Weak(0))
	}
}

func TestS8_7_WalletsAreAWeakSignOfGambling(t *testing.T) {
	r := row{amount: "-50.00", title: "doładowanie", party: "Zmyslportfel"}
	r.want(t, category.OtherOut, Counterparty, low)
	rows := categorized(t, lexiconOf(t, ""), account(r, row{amount: "-50.00", title: "chleb", party: "Zmyslonka"}))
	if !has(rows.Weak(0), category.Gambling) || len(rows.Weak(1)) != 0 {
		t.Errorf("%v, %v", rows.Weak(0), rows.Weak(1))
	}
}

func TestS2_6_EnforcementOutOfWagesIsASign(t *testing.T) {
	rows := categorized(t, lexiconOf(t, ""), account(row{amount: "3000.00", title: "wynagrodzenie egzekucja", party: "Zmyslona Firma"}))
	if rows.Of(0) != category.Salary || !has(rows.Weak(0), category.Bailiff) {
		t.Errorf("%s, %v", rows.Of(0), rows.Weak(0))
	}
}

func TestS1_3_ARowKnowsWhy(t *testing.T) {
	rows := categorized(t, lexiconOf(t, ""), account(
		row{amount: "-100.00", title: "Opłata do KОMORNIK 5", party: "Zmyslona Firma"}, // a Cyrillic letter
		row{amount: "-100.00", title: "Rata\nkredytu", party: "Zmyslona Firma"},
		row{amount: "-100.00", title: "umowa", party: "Zmyslona Firma", labels: []string{"loan"}},
		row{amount: "-100.00", title: "umowa", party: "Zmyslona Firma"}))
	if w := rows.Why(0); w.Entry != "bailiff" || w.Words != "KОMORNIK" || !w.Lookalike || w.Stage != Strong {
		t.Errorf("%+v", w)
	}
	if w := rows.Why(1); w.Entry != "instalment" || strings.ToLower(w.Words) != "rata\nkredytu" || w.Lookalike {
		t.Errorf("%+v", w)
	}
	if w := rows.Why(2); w.Entry != "loan" || w.Stage != Label {
		t.Errorf("%+v", w)
	}
	if w := rows.Why(3); w.Entry != "" || w.Stage != Rest || w.Confidence != low {
		t.Errorf("%+v", w)
	}
	for stage := byte(OwnMoney); stage <= Rest; stage++ {
		if StageName(stage) == "" {
			t.Errorf("stage %c has no name", stage)
		}
	}
}

func TestS1_1_EveryRowHasOneThatFitsItsDirection(t *testing.T) {
	var list []row
	for i, title := range []string{"rata", "czynsz", "obiad", "prowizja", "umowa", "wynagrodzenie", "zwrot"} {
		list = append(list, row{amount: "-33.33", title: title, party: "Zmyslona Firma"}, row{amount: []string{"10.01", "0.01"}[i%2], title: title, party: "Zmyslona Firma"})
	}
	rows := categorized(t, lexiconOf(t, ""), account(list...))
	if rows.Len() != len(list) {
		t.Fatalf("%d rows of %d", rows.Len(), len(list))
	}
	for i := range int32(rows.Len()) {
		if c := rows.Of(i); c == category.None || !c.Fits(modeltest.Amount(list[i].amount) >= 0) {
			t.Errorf("%+v: %q", list[i], c)
		}
	}
}

const userSalary = `
[[group]]
source = "mine"
date = "2026-11-28"
entries = [{id = "mine", category = "salary", names = ["Zmyslkredyt", "Zmyslnieznana"], words = ["premiowanie"]}]
`

func TestS2_8_AUsersEntryNeverMakesIncomeOfWhatStructureExcludes(t *testing.T) {
	lex := lexiconOf(t, userSalary)
	row{amount: "500.00", title: "umowa", party: "Zmyslnieznana"}.wantIn(t, lex, category.Salary, Words, high)
	if w := (row{amount: "500.00", title: "umowa", party: "Zmyslkredyt"}).wantIn(t, lex, category.LoanIn, Counterparty, high); !strings.Contains(w.Note, "user") {
		t.Errorf("%+v", w)
	}
	row{amount: "500.00", title: "premiowanie", party: "Jan Przykładny"}.wantIn(t, lex, category.OwnTransfer, OwnMoney, high)
	row{amount: "500.00", title: "premiowanie zwrot przelewu", party: "Zmyslona Firma"}.wantIn(t, lex, category.ReturnedPayment, Strong, high)
	rows := categorized(t, lex, account(row{amount: "500.00", title: "umowa", party: "Zmyslnieznana"}))
	if got := rows.UserEntries(); len(got) != 1 || got[0] != "mine" || !rows.Why(0).User {
		t.Errorf("%v, %+v", got, rows.Why(0))
	}
}

func TestS2_8_TheRowsThatAnEntryChangesAreListed(t *testing.T) {
	a := account(row{amount: "-5.00", title: "umowa", party: "Zmyslonka"}, row{amount: "500.00", title: "umowa", party: "Zmyslnieznana"},
		row{amount: "-5.00", title: "umowa", party: "Zmyslnieznana"})
	before, after := categorized(t, lexiconOf(t, ""), a), categorized(t, lexiconOf(t, userSalary), a)
	got := Changes(before, after)
	if len(got) != 1 || got[0] != (Change{1, category.OtherIn, category.Salary}) {
		t.Errorf("%+v", got)
	}
}

func TestS11_3_AFifthOfTheFilesIsNotLookedAt(t *testing.T) {
	n := 0
	for i := range 1000 {
		if unseen(fmt.Sprintf("rows-%d.tsv", i)) {
			n++
		}
	}
	if n < 150 || n > 250 {
		t.Errorf("%d of 1000 files are unseen", n)
	}
}

func TestS1_2_ACreditThatIsTakenBackIsAReturnedPayment(t *testing.T) {
	rows := categorized(t, lexiconOf(t, ""), account(
		row{amount: "5000.00", title: "wynagrodzenie", party: "Alfa Zmyslona", day: "2026-10-10"},
		row{amount: "-5000.00", title: "STORNO wynagrodzenie", party: "Alfa Zmyslona", day: "2026-10-11"},
		row{amount: "-77.00", title: "umowa", party: "Beta Zmyslona", day: "2026-10-10"},
		row{amount: "77.00", title: "umowa", party: "Beta Zmyslona", day: "2026-10-12"}))
	if rows.Of(1) != category.ReturnedPayment || rows.Confidence(1) != medium {
		t.Errorf("%s, %+v", rows.Of(1), rows.Why(1))
	}
	if rows.Of(0) != category.Salary || rows.Of(2) != category.OtherOut {
		t.Errorf("what was taken back: %s, %s", rows.Of(0), rows.Of(2))
	}
}
