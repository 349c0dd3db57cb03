// Package sample makes imports for tests: one that looks like a customer's, one whose every field is
// hostile, and large ones. They are the same in every run.
package sample

import (
	"fmt"
	"math/rand/v2"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// Now is the frozen clock of tests that use these imports.
var Now = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

func clean(s string) text.Text { return text.Clean(s) }

func money(units int64, hundredths int64) aisclient.Amount {
	return aisclient.Amount(units*10_000 + hundredths*100)
}

func ptr(a aisclient.Amount) *aisclient.Amount { return &a }

// Customer is a salaried customer with a current account and a savings account in PLN, one in EUR, and a
// credit card: nine months of rows.
func Customer() *aisclient.Import {
	owner := aisclient.Owner{
		Name: clean("Anna Wiśniewska"), Address: clean("ul. Polna 12 m. 4, 00-625 Warszawa"), PolishPESEL: clean("85042012348"),
		Phone: clean("+48 *** *** 321"), Email: clean("anna@example.test"), Citizenship: clean("PL"),
		PersonalDocumentType: clean("ID_CARD"), PersonalDocumentNumber: clean("ABC123456"), BirthDate: clean("1985-04-20"), Kind: aisclient.KindOwner,
	}
	current := aisclient.Account{
		Name: clean("KONTO OSOBISTE"), FriendlyName: clean("Konto Osobiste"), IBAN: clean("PL61109010140000071219812874"),
		Currency: "PLN", ActiveSinceAtLeast: aisclient.DateOf(2024, 2, 1), Owners: []aisclient.Owner{{Name: owner.Name, Kind: aisclient.KindOwner}},
	}
	current.Transactions = months(9, money(2310, 55))
	current.Balance, current.FundsAvailable = ptr(current.Transactions[0].Balance), ptr(current.Transactions[0].Balance+money(1000, 0))
	savings := aisclient.Account{
		Name: clean("Konto oszczędnościowe"), IBAN: clean("PL27114020040000300201355387"), Currency: "PLN", Balance: ptr(money(15000, 0)),
		Owners:              []aisclient.Owner{{Name: owner.Name, Kind: aisclient.KindOwner}, {Name: clean("Jan Wiśniewski"), Kind: aisclient.KindCoOwner}},
		PartialDueToTimeout: true,
	}
	euro := aisclient.Account{
		Name: clean("Rachunek walutowy"), IBAN: clean("PL83101010230000261395100000"), Currency: "EUR",
		Balance: ptr(money(412, 80)), FundsAvailable: ptr(money(412, 80)), Owners: []aisclient.Owner{{Name: owner.Name}},
	}
	euro.Transactions = []aisclient.Transaction{
		tx(2026, 10, 3, money(-87, -20), money(412, 80), "BOOKING.COM AMSTERDAM", "Booking.com B.V.", "Card payment", "travel"),
		tx(2026, 9, 28, money(500, 0), money(500, 0), "Exchange PLN/EUR", "", "Exchange"),
	}
	card := aisclient.CreditCard{
		Name: clean("Karta Visa Gold"), Number: clean("4532 **** **** 1119"), Currency: "PLN", Balance: ptr(money(-1240, -30)),
		FundsAvailable: ptr(money(3759, 70)), Limit: ptr(money(5000, 0)), DueDate: aisclient.DateOf(2026, 12, 5), Interest: clean("18.5"),
		Owners: []aisclient.Owner{{Name: owner.Name}},
	}
	card.Transactions = []aisclient.Transaction{
		tx(2026, 11, 19, money(-349, -99), 0, "MEDIA EXPERT WARSZAWA", "Media Expert", "Płatność kartą", "electronics"),
		tx(2026, 11, 11, money(-890, -31), 0, "LOT POLISH AIRLINES", "PLL LOT S.A.", "Płatność kartą", "travel"),
	}
	for i := range card.Transactions {
		card.Transactions[i].HasBalance = false
	}
	card.Transactions[0].Status = clean("PENDING")
	t := aisclient.Target{
		Name: clean("KontoBank"), OfficialName: clean("KontoBank S.A."), Institution: clean("kontobank"), Owners: []aisclient.Owner{owner},
		Accounts: []aisclient.Account{current, savings, euro}, CreditCards: []aisclient.CreditCard{card},
	}
	count(&t)
	return &aisclient.Import{
		Envelope: aisclient.Envelope{Status: clean("200 OK"), User: clean("sandbox-test"), OwnerExternalID: clean("applicant-17"), ResponseTimestamp: Now.Add(-time.Hour)},
		Command:  &aisclient.Command{ID: "8812", State: aisclient.StateSuccessful, Name: clean("DefaultImportCommand"), Target: clean("KontoBank"), Progress: 100},
		Targets:  []aisclient.Target{t},
		Warnings: []aisclient.Warning{{Path: "reply/command/result/accounts/account/colour", What: "unknown element", Count: 2}},
	}
}

func count(t *aisclient.Target) {
	for i := range t.Accounts {
		t.Accounts[i].Count = len(t.Accounts[i].Transactions)
	}
	for i := range t.CreditCards {
		t.CreditCards[i].Count = len(t.CreditCards[i].Transactions)
	}
}

func tx(y int, m time.Month, d int, a, balance aisclient.Amount, title, party, kind string, labels ...string) aisclient.Transaction {
	x := aisclient.Transaction{
		TransactionOn: aisclient.DateOf(y, m, d) - 1, BookedOn: aisclient.DateOf(y, m, d), Amount: a, Balance: balance, HasBalance: true,
		Title: clean(title), Party: clean(party), Kind: clean(kind), Status: clean("DONE"),
	}
	for _, l := range labels {
		x.Labels = append(x.Labels, clean(l))
	}
	return x
}

// months are the newest first, with balances that follow from each other.
func months(n int, end aisclient.Amount) []aisclient.Transaction {
	var out []aisclient.Transaction
	balance := end
	add := func(m time.Month, day int, a aisclient.Amount, title, party, kind string, labels ...string) {
		out = append(out, tx(2026, m, day, a, balance, title, party, kind, labels...))
		balance -= a
	}
	for i := range n {
		m := time.Month(11 - i)
		shop := int64(40 + i*13%70)
		add(m, 20, money(-shop, -45), "ZAKUPY ŻABKA Z4421 WARSZAWA", "Żabka Polska sp. z o.o.", "Płatność kartą", "grocery")
		add(m, 16, money(-200, 0), "Wypłata bankomat Polna 3", "", "Wypłata gotówki", "cash")
		add(m, 10, money(7450, 0), fmt.Sprintf("Wynagrodzenie za %02d/2026", int(m)-1), "Acme Polska S.A. ul. Prosta 51 Warszawa", "Przelew przychodzący", "compensation", "regular wage", "salary")
		out[len(out)-1].PartyIBAN = clean("PL10105000997603123456789123")
		add(m, 7, money(-64-int64(i), -90), "PGE OBRÓT faktura", "PGE Obrót S.A.", "Przelew wychodzący", "utilities")
		add(m, 5, money(-2350, 0), "Czynsz najmu", "Marek Nowak", "Zlecenie stałe", "rent", "monthly")
		add(m, 4, money(-4300-100*int64(i%3), 0), "Przelew własny na oszczędności", "Anna Wiśniewska", "Przelew wewnętrzny", "savings")
		if i%3 == 1 {
			add(m, 3, money(-150, 0), "STS ZAKŁADY", "STS S.A.", "Płatność BLIK", "gambling")
		}
	}
	return out
}

// Hostile is an import whose every text tries to leave its cell.
func Hostile() *aisclient.Import {
	var ts []text.Text
	for _, s := range Corpus {
		ts = append(ts, clean(s))
	}
	at := func(i int) text.Text { return ts[i%len(ts)] }
	owner := func(i int) aisclient.Owner {
		return aisclient.Owner{
			Name: at(i), Address: at(i + 1), PolishPESEL: at(i + 2), PolishNIP: at(i + 3), Phone: at(i + 4), Email: at(i + 5),
			Citizenship: at(i + 6), PersonalDocumentType: at(i + 7), PersonalDocumentNumber: at(i + 8), BirthDate: at(i + 9), BirthPlace: at(i + 10),
			Kind: aisclient.OwnerKind(at(i + 11).String()),
		}
	}
	var txs []aisclient.Transaction
	for i := range ts {
		x := tx(2026, 11, 1+i%28, money(int64(i)-5, 1), money(1<<40, 0), "", "", "")
		x.Title, x.Party, x.PartyIBAN, x.Kind, x.Status = at(i), at(i+1), at(i+2), at(i+3), at(i+4)
		if i%2 == 0 {
			x.Status = clean("DONE")
		}
		x.Labels = []text.Text{at(i + 5), at(i + 6)}
		x.VariableSymbol, x.ConstantSymbol = at(i+7), at(i+8)
		txs = append(txs, x)
	}
	a := aisclient.Account{Name: at(0), FriendlyName: at(1), IBAN: at(2), Currency: aisclient.Currency(at(3).String()), Owners: []aisclient.Owner{owner(1)}, OwnerText: at(4), Transactions: txs, PartialDueToTimeout: true, Balance: ptr(1), FundsAvailable: ptr(-1)}
	c := aisclient.CreditCard{Name: at(5), CardID: at(6), Number: at(7), Currency: "PLN", Interest: at(8), Owners: []aisclient.Owner{owner(2)}, Transactions: txs}
	t := aisclient.Target{Name: at(9), OfficialName: at(10), Institution: at(11), Owners: []aisclient.Owner{owner(3), owner(4)}, Accounts: []aisclient.Account{a}, CreditCards: []aisclient.CreditCard{c}}
	count(&t)
	return &aisclient.Import{
		Envelope: aisclient.Envelope{Status: at(1), User: at(2), OwnerExternalID: at(3)},
		Command:  &aisclient.Command{ID: "1", State: aisclient.StateSuccessful, Name: at(4), Target: at(5), Institution: at(6)},
		Targets:  []aisclient.Target{t, t},
		Warnings: []aisclient.Warning{{Path: "reply/\u202e\x1b[31m", What: "\x9b31m", Count: 1}},
	}
}

// Corpus are texts that try to leave their cell: escapes, controls, bidirectional overrides, widths that
// lie, broken encodings.
var Corpus = []string{
	"\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]52;c;aGFjaw==\x07", "\u009b31mC1", "\r\rover", "a\nb\nc", "tab\there", "\u202eevil\u202c",
	"\u200bzero\u200dwidth", "e" + "\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "日本語の長い名前のお店", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "\xff\xfe broken \xc3", "\x00nul\x7f",
	"\u2066iso\u2069", "ＦＵＬＬ", "🇵🇱🇨🇿", "x" + long, "", "   ", "=cmd|' /C calc'!A0", "\ufeffbom", "\U000e0041tag", "ﷺ",
}

const long = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" +
	"ŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻŻ"

// Large is an import of n rows in two currencies over three years.
func Large(n int) *aisclient.Import {
	r := rand.New(rand.NewPCG(1, 2))
	parties := []string{"Żabka Polska", "Acme S.A.", "PGE Obrót", "Biedronka", "Orlen", "Netflix", "Jan Kowalski", "Urząd Skarbowy"}
	labels := []string{"grocery", "salary", "utilities", "transport", "rent", "cash", "travel", "gambling"}
	t := aisclient.Target{Name: clean("KontoBank"), Accounts: []aisclient.Account{{Name: clean("Konto A"), Currency: "PLN"}, {Name: clean("Konto B"), Currency: "EUR"}}}
	newest := aisclient.DateIn(Now)
	for i := range n {
		k := r.IntN(len(parties))
		x := aisclient.Transaction{
			BookedOn: newest.AddDays(-i * 1000 / n), Amount: aisclient.Amount(r.Int64N(2_000_000)-1_200_000) / 100 * 100,
			Party: clean(fmt.Sprintf("%s %d", parties[k], r.IntN(400))), Title: clean(fmt.Sprintf("Zakup nr %d w %s", i, parties[k])),
			Kind: clean("Przelew"), Labels: []text.Text{clean(labels[k])}, Status: clean("DONE"),
		}
		a := &t.Accounts[i%2]
		a.Transactions = append(a.Transactions, x)
	}
	count(&t)
	return &aisclient.Import{Targets: []aisclient.Target{t}}
}

// Ledger makes a ledger of an import; a sample always has one.
func Ledger(imp *aisclient.Import) *ledger.Ledger {
	l, err := ledger.FromImport(imp)
	if err != nil {
		panic(err)
	}
	return l
}
