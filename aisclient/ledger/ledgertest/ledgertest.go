// Package ledgertest makes imports for the tests of the ledger and of the packages around it. Only tests import it.
package ledgertest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

// Today is the day on which the tests are set.
var Today = aisclient.DateOf(2026, time.March, 31)

// Row writes a transaction in the order in which tests like to read it.
func Row(on, amt, title, party, kind string, labels ...string) aisclient.Transaction {
	return aisclient.Transaction{BookedOn: modeltest.Day(on), TransactionOn: modeltest.Day(on) - 1, Amount: modeltest.Amount(amt),
		Title: text.Clean(title), Party: text.Clean(party), Kind: text.Clean(kind), Labels: modeltest.Texts(labels...),
		Status: text.Clean("DONE")}
}

// SmallImport has two accounts in two currencies with different owners, and a card.
func SmallImport() *aisclient.Import {
	anna, jan := aisclient.Owner{Name: text.Clean("Anna Łącka")}, aisclient.Owner{Name: text.Clean("Jan Łącki")}
	pending := Row("2026-03-31", "-20.00", "Blokada", "ORLEN", "KARTA")
	pending.Status = text.Clean("PENDING")
	noDate := Row("2026-01-01", "-1.00", "Bez daty", "", "")
	noDate.BookedOn, noDate.TransactionOn, noDate.Status = 0, 0, text.Text{}
	balanced := Row("2026-03-10", "5000.00", "Wynagrodzenie 03/2026", "ACME SP. Z O.O.", "PRZELEW", "salary", "compensation")
	balanced.Balance, balanced.HasBalance = modeltest.Amount("5100.00"), true
	balanced.PartyIBAN = text.Clean("PL10105000997603123456789123")
	return &aisclient.Import{Targets: []aisclient.Target{{
		Name: text.Clean("KontoBank"), OfficialName: text.Clean("Konto Bank S.A."),
		Accounts: []aisclient.Account{
			{Name: text.Clean("Konto 0"), FriendlyName: text.Clean("Konto"), IBAN: text.Clean("PL61109010140000071219812874"), Currency: "PLN",
				Owners: []aisclient.Owner{anna}, Transactions: []aisclient.Transaction{
					pending, balanced,
					Row("2026-03-08", "-35.50", "Zakupy ŻABKA Łódź", "Żabka Polska", "ZAPŁATA KARTĄ", "grocery"),
					Row("2026-02-10", "-1200.00", "Czynsz luty", "Spółdzielnia", "PRZELEW", "rent", "monthly"),
					Row("2026-02-07", "-35.50", "zakupy zabka", "Zabka", "ZAPŁATA KARTĄ", "grocery"),
					noDate,
				}},
			{Name: text.Clean("Puste"), Currency: "USD"},
			{Name: text.Clean("Wspólne"), Currency: "EUR", Owners: []aisclient.Owner{anna, jan},
				Transactions: []aisclient.Transaction{Row("2026-03-01", "100.00", "Zwrot", "Jan Łącki", "PRZELEW")}},
		},
		CreditCards: []aisclient.CreditCard{{Name: text.Clean("Visa"), Number: text.Clean("4111 **** 1111"), Currency: "PLN",
			Transactions: []aisclient.Transaction{Row("2026-03-02", "-9.99", "Straße Café", "STRASSE CAFE", "KARTA")}}},
	}}}
}

// RandomImport is n rows spread over several accounts, with the spellings, gaps and repetitions of real data.
func RandomImport(n int, seed uint64) *aisclient.Import {
	r := rand.New(rand.NewPCG(seed, 7))
	shops := []string{"Żabka Polska", "ZABKA", "Biedronka", "Łódzka Spółdzielnia", "ACME Sp. z o.o.", "Orlen", "Café Straße", "", "Zażółć Gęślą", "żabka"}
	kinds := []string{"PRZELEW ZEWNĘTRZNY", "ZAPŁATA KARTĄ", "PRZELEW", "", "OPŁATA", "Wypłata z bankomatu"}
	labels := []string{"salary", "rent", "grocery", "fee", "cash withdrawal", "loan", "tax", "zus", "gambling"}
	statuses := []string{"DONE", "DONE", "DONE", "", "PENDING"}
	currencies := []aisclient.Currency{"PLN", "EUR", "PLN", "CZK"}
	imp := &aisclient.Import{Targets: []aisclient.Target{{Name: text.Clean("KontoBank")}}}
	target := &imp.Targets[0]
	per := n/4 + 1
	for len(target.Accounts) < 4 && n > 0 {
		k := min(per, n)
		n -= k
		i := len(target.Accounts)
		acc := aisclient.Account{Name: text.Clean(fmt.Sprint("Konto ", i)), Currency: currencies[i],
			Owners: []aisclient.Owner{{Name: text.Clean([]string{"Anna Łącka", "Jan Nowak"}[i%2])}}}
		for j := range k {
			d := Today - aisclient.Date(j*720/max(per, 1))
			x := aisclient.Transaction{BookedOn: d, TransactionOn: d - 1, Amount: aisclient.Amount(r.IntN(4_000_000)-3_000_000) * 100,
				Title: text.Clean(fmt.Sprintf("Płatność %d za zakupy w Łodzi ref %d", r.IntN(1000), r.IntN(n+j+1))),
				Kind:  text.Clean(kinds[r.IntN(len(kinds))]), Status: text.Clean(statuses[r.IntN(len(statuses))])}
			if p := shops[r.IntN(len(shops))]; p != "" {
				x.Party = text.Clean(fmt.Sprintf("%s %d", p, r.IntN(800)))
			}
			if r.IntN(3) > 0 {
				x.PartyIBAN = text.Clean(fmt.Sprintf("PL%026d", r.IntN(4000)))
			}
			if r.IntN(20) == 0 {
				x.BookedOn = 0
			}
			if r.IntN(500) == 0 {
				x.TransactionOn = 0
			}
			if i < 3 {
				x.Balance, x.HasBalance = aisclient.Amount(r.IntN(9_000_000)-500_000)*100, true
			}
			for range r.IntN(3) {
				x.Labels = append(x.Labels, text.Clean(labels[r.IntN(len(labels))]))
			}
			acc.Transactions = append(acc.Transactions, x)
		}
		target.Accounts = append(target.Accounts, acc)
	}
	return imp
}

// Hostile are texts that a spreadsheet, a shell or a terminal could take for something else.
var Hostile = []string{"=1+1", " =cmd|'/c calc'!A1", "+48 600", "-5", "@SUM(A1)", "＝1+1", "\u00a0=1", "−1", `a"b`, "a,b",
	"line\nfeed", "\x1b[31mred", "'quoted", "plain", "", "  ", "\ufeff=1"}
