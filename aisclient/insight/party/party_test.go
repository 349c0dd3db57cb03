package party

import (
	"slices"
	"testing"

	"aisdesk/aisclient/lexicon"
)

func TestS3_1_TheNumberIsTheCounterparty(t *testing.T) {
	table := person(t,
		numbered(tx("2026-03-01", "-10", "Czynsz SM Jutrzenka", "a"), otherIBAN),
		numbered(tx("2026-03-02", "-10", "SPOLDZIELNIA JUTRZENKA", "b"), "27 1140 2004 0000 3002 0135 5387"), // without the country, as banks at home write it
		numbered(tx("2026-03-03", "-10", "SPOLDZIELNIA JUTRZENKA", "c"), otherIBAN),
		numbered(tx("2026-03-04", "-10", "Inna Firma", "d"), thirdIBAN),
		tx("2026-03-05", "-10", "Spółdzielnia Jutrzenka", "e")) // the name goes with one number alone
	wantParties(t, "by number", table, "0 1 2 4 | 3")
	p := table.Party(table.Of(0))
	if p.Name != "SPOLDZIELNIA JUTRZENKA" || len(p.Numbers) != 1 {
		t.Errorf("the most frequent spelling: %+v", p)
	}
}

// A person is one counterparty whether the bank writes the surname first or last; a firm's words keep their order.
func TestS3_1_APersonInEitherOrder(t *testing.T) {
	wantParties(t, "a person, two firms", person(t, tx("2026-03-01", "-10", "Jan Kot", "a"), tx("2026-03-02", "10", "KOT JAN", "b"),
		tx("2026-03-03", "-10", "Delta Trans Sp. z o.o.", "c"), tx("2026-03-04", "-10", "Trans Delta Sp. z o.o.", "d")), "0 1 | 2 | 3")
}

func TestS3_1_ANameWithTwoNumbersJoinsNeither(t *testing.T) {
	table := person(t,
		numbered(tx("2026-03-01", "-10", "Anna Obca", "a"), otherIBAN),
		numbered(tx("2026-03-02", "-10", "Anna Obca", "b"), thirdIBAN),
		tx("2026-03-03", "-10", "Anna Obca", "c"))
	wantParties(t, "two numbers", table, "0 | 1 | 2")
	if table.Payer(0) != table.Payer(1) || table.Payer(0) != table.Payer(2) { // 3.4: one payer of a stream
		t.Error("one name is one payer")
	}
	if got := table.Rows(table.Payer(0)); !slices.Equal(got, []int32{0, 1, 2}) {
		t.Errorf("rows of the payer: %v", got)
	}
}

func TestS3_1_WithoutNameAndNumberTheTitleTells(t *testing.T) {
	table := person(t,
		tx("2026-03-01", "-10", "", "Opłata za kartę 03/2026"),
		tx("2026-04-01", "-10", "", "Opłata za kartę 04/2026"),
		tx("2026-04-01", "-10", "", "Opłata za przelew 1"),
		tx("2026-04-02", "-10", "", ""), tx("2026-04-03", "-10", "", "12345"))
	wantParties(t, "by title", table, "0 1 | 2 | 3 4")
	if table.Of(3) != None {
		t.Error("nothing tells whom the row is with")
	}
}

func TestS3_2_NamesAreNormalised(t *testing.T) {
	table := person(t,
		tx("2026-03-01", "-10", "Łąka Zielona ul. Polna 7/3 00-999 Nigdzie", "a"),
		tx("2026-03-02", "-10", "LAKA  ZIELONA", "b"),
		tx("2026-03-03", "-10", "łąka zielona 0012345678", "c"),
		tx("2026-03-04", "-10", "Łąka Czerwona", "d"))
	wantParties(t, "spellings", table, "0 1 2 | 3")
}

// A card row without a party: what the title has besides card words, numbers and days.
func TestS3_3_CardRowsTakeTheMerchantFromTheTitle(t *testing.T) {
	table := person(t,
		kind(tx("2026-03-01", "-10", "", "Płatność kartą 4412 nr karty 4xxx XXXX 1234 KAWIARNIA ZMYŚLONA"), "ZAPŁATA KARTĄ"),
		kind(tx("2026-03-09", "-12", "", "Płatność kartą 9981 nr karty 4xxx XXXX 1234 KAWIARNIA ZMYŚLONA"), "ZAPŁATA KARTĄ"),
		kind(tx("2026-03-09", "-12", "", "Płatność kartą 9981 nr karty 4xxx XXXX 1234 PIEKARNIA ZMYŚLONA"), "ZAPŁATA KARTĄ"))
	wantParties(t, "merchants", table, "0 1 | 2")
}

// bookLexicon knows a processor and nothing else.
func processorLexicon(t *testing.T) *lexicon.Set {
	t.Helper()
	set, problems := lexicon.New(lexicon.File{Name: "test.toml", Data: []byte(`
language = "pl"
[[group]]
kind = "processor"
source = "known"
date = "2026-11-28"
entries = [ {id = "t.pay", names = ["Zmyslonepay"]} ]
`)})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return set
}

func TestS3_4_TwoMerchantsOfAProcessorStayApart(t *testing.T) {
	table, _ := tableWith(t, processorLexicon(t), account("Konto", ownIBAN, "PLN", "Jan Przykładny",
		numbered(tx("2026-03-01", "-10", "Zmyslonepay S.A.", "Zakup 1234 sklep Rowerowy"), otherIBAN),
		numbered(tx("2026-03-02", "-10", "Zmyslonepay S.A.", "Zakup 9876 sklep Rowerowy"), thirdIBAN),
		numbered(tx("2026-03-03", "-10", "Zmyslonepay S.A.", "Zakup 55 sklep Muzyczny"), otherIBAN)))
	wantParties(t, "behind a processor", table, "0 1 | 2")
}

func TestS4_1_OwnAccountsByNumberNameAndWords(t *testing.T) {
	table, _ := tableOf(t,
		account("Konto", ownIBAN, "PLN", "Jan Przykładny",
			numbered(tx("2026-03-01", "-10", "Kto inny", "a"), "27114020040000300201355387"),                       // 0: in the reply, another notation
			numbered(tx("2026-03-02", "10", "JAN PRZYKŁADNY ul. Wymyślona 7 00-999 Nigdzie", "pensja"), thirdIBAN), // 1: the owner at another bank, a wage word
			tx("2026-03-03", "10", "PRZYKŁADNY JAN", "b"),                                                          // 2: the name alone
			tx("2026-03-04", "10", "J. Przykładny", "c"),                                                           // 3: close
			tx("2026-03-05", "10", "Marek Kolega", "d"),                                                            // 4
			kind(tx("2026-03-06", "-10", "", "e"), "PRZELEW WŁASNY"),                                               // 5: the bank says so
			tx("2026-03-07", "-10", "", "f", "internal"),                                                           // 6: the provider says so
			numbered(tx("2026-03-08", "-10", "Opłata", "g"), ownIBAN),                                              // 7: its own number is no other account
			numbered(tx("2026-03-09", "10", "ACME", "pensja"), "PL27 114O 2004 0000 3002 0135 5387"),               // 8: in the reply, with a letter for a digit
			numbered(tx("2026-03-10", "10", "ACME", "pensja"), "PL27114020040000300201999999")),                    // 9: another number, wrong
		account("Drugie", otherIBAN, "PLN", "Jan Przykładny"))
	for row, want := range []Ownness{OwnNumber, OwnName, OwnName, OwnNameClose, NotOwn, OwnWords, OwnWords, NotOwn, OwnNumber, NotOwn} {
		if got := table.Own(int32(row)); got != want {
			t.Errorf("row %d: %s, want %s", row, got, want)
		}
	}
	if OwnNameClose.Certain() || !OwnName.Certain() || NotOwn.Certain() {
		t.Error("close is possible only")
	}
}

// Banks say in many words that a transfer is between own accounts; "to your account" is any transfer in.
func TestS4_1_KindsOfTransfersBetweenOwnAccounts(t *testing.T) {
	for what, want := range map[string]Ownness{
		"Przelew z własnego rachunku": OwnWords, "PRZELEW_WEWNĘTRZNY_WŁASNY": OwnWords, "Převod z vlastního účtu": OwnWords, "PŘEVOD MEZI SVÝMI ÚČTY": OwnWords,
		"Prevod z vlastných účtov": OwnWords, "TRANSFER FROM OWN ACCOUNT": OwnWords, "Move between your accounts": OwnWords, "Traspaso entre sus cuentas": OwnWords,
		"Übertrag vom eigenen Konto": OwnWords,
		"Payment to your account":    NotOwn, "PRZELEW NA RACHUNEK": NotOwn, "Převod na účet": NotOwn, "TRANSFERENCIA A SU CUENTA": NotOwn, "Downtown branch": NotOwn,
	} {
		if got := person(t, kind(tx("2026-03-06", "3000", "Odlewnia Wierzbica S.A.", "Pensja"), what)).Own(0); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
}

// A wallet that passes on what the owner sends makes no wage of it; an employer may name whom it pays.
func TestS4_1_AWalletPassesOnTheOwnersMoney(t *testing.T) {
	for party, want := range map[string]Ownness{"Revolut Bank UAB": OwnNameClose, "PayU S.A.": OwnNameClose, "Fabryka Śrub SA": NotOwn, "Marek Kolega": NotOwn} {
		table := person(t, tx("2026-03-01", "5000", party, "Payment from Jan Przykładny wynagrodzenie"), tx("2026-03-02", "5000", party, "Wynagrodzenie Jan Nowak"))
		if got := table.Own(0); got != want {
			t.Errorf("%s: %s, want %s", party, got, want)
		}
		if got := table.Own(1); got != NotOwn {
			t.Errorf("%s, of another name: %s", party, got)
		}
		out := person(t, tx("2026-03-01", "-5000", party, "Rata kredytu Jan Przykładny"))
		if got := out.Own(0); got != NotOwn {
			t.Errorf("to %s, whose instalment names the owner: %s", party, got)
		}
	}
}

// On an account that only lets him sign, the attorney's own name is nobody's own money.
func TestS4_1_AnAttorneyIsNoOwner(t *testing.T) {
	a := account("Konto", ownIBAN, "PLN", "Jan Przykładny;Anna Obca", tx("2026-03-01", "10", "Jan Przykładny", "x"))
	a.Owners[0].Kind = "ATTORNEY"
	table, _ := tableOf(t, a)
	if got := table.Own(0); got != NotOwn {
		t.Errorf("%s", got)
	}
}

func TestS4_2_PairsBetweenOwnAccounts(t *testing.T) {
	first := account("Konto", ownIBAN, "PLN", "Jan Przykładny",
		tx("2026-11-20", "-500", "", "Przelew"),         // 0, a Friday
		tx("2026-11-02", "-700", "", "Przelew"),         // 1
		tx("2026-11-03", "-800", "Sklep ABC", "x"),      // 2: a foreign counterparty
		tx("2026-11-04", "-900", "", "Przelew"),         // 3: only one of two
		tx("2026-11-04", "-950", "", "Na oszczędności")) // 4
	second := account("Drugie", otherIBAN, "PLN", "Jan Przykładny",
		tx("2026-11-25", "500", "", "Wpłynęło"), // 5: three working days later
		tx("2026-11-09", "700", "", "Wpłynęło"), // 6: five later
		tx("2026-11-03", "800", "", "Wpłynęło"), // 7
		tx("2026-11-04", "900", "", "Wpłynęło"), // 8
		tx("2026-11-05", "900", "", "Wpłynęło")) // 9
	other := account("Obce", thirdIBAN, "PLN", "Anna Obca", tx("2026-11-04", "950", "", "Wpłynęło")) // 10: another person's
	table, _ := tableOf(t, first, second, other)
	for row, want := range []int32{5, -1, -1, 8, -1, 0, -1, -1, 3, -1, -1} {
		got, ok := table.pair[int32(row)]
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("row %d is a pair with %d, want %d", row, got, want)
		}
		if own := table.Own(int32(row)) == OwnPair; own != (want >= 0) {
			t.Errorf("row %d: %s", row, table.Own(int32(row)))
		}
	}
}

// What an own account sent to another one is own money there, whatever name and words it came in with.
func TestS4_2_AnArrivalUnderAForeignName(t *testing.T) {
	first := account("Konto", ownIBAN, "PLN", "Jan Przykładny",
		numbered(tx("2026-11-20", "-500", "Jan Przykładny", "Przelew"), otherIBAN),      // 0, a Friday
		numbered(tx("2026-11-02", "-600", "Jan Przykładny", "Przelew"), otherIBAN),      // 1
		numbered(tx("2026-11-02", "-700", "Jan Przykładny", "Przelew"), otherIBAN),      // 2
		tx("2026-11-03", "-800", "Jan Przykładny", "Przelew"),                           // 3: no number tells where it went
		numbered(tx("2026-11-03", "-900", "Jan Przykładny", "Przelew"), thirdIBAN),      // 4: it went elsewhere
		numbered(tx("2026-11-12", "-950", "Jan Przykładny", "Oszczędności"), thirdIBAN)) // 5
	second := account("Drugie", otherIBAN, "PLN", "Jan Przykładny",
		tx("2026-11-23", "500", "Odlewnia Wierzbica S.A.", "Pensja"),                                     // 6: the next working day
		tx("2026-11-02", "600", "Odlewnia Wierzbica S.A.", "Pensja"),                                     // 7: a wage of the same sum,
		tx("2026-11-03", "600", "", "Wpłynęło"),                                                          // 8: where the transfer came in under no name
		numbered(tx("2026-11-02", "700", "Odlewnia Wierzbica S.A.", "Pensja"), "DE89370400440532013000"), // 9
		tx("2026-11-04", "800", "Odlewnia Wierzbica S.A.", "Pensja"),                                     // 10: possible
		tx("2026-11-04", "900", "Odlewnia Wierzbica S.A.", "Pensja"),                                     // 11
		tx("2026-11-11", "950", "Odlewnia Wierzbica S.A.", "Pensja"))                                     // 12: it came in before
	table, _ := tableOf(t, first, second)
	for row, want := range []Ownness{OwnNumber, OwnNumber, OwnNumber, OwnName, OwnName, OwnName, OwnPair, NotOwn, OwnPair, OwnPair, OwnSum, NotOwn, NotOwn} {
		if got := table.Own(int32(row)); got != want {
			t.Errorf("row %d: %s, want %s", row, got, want)
		}
	}
}

// Two halves that name somebody close to the owner are own money for certain.
func TestS4_2_APairSettlesACloseName(t *testing.T) {
	table, _ := tableOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", tx("2026-11-20", "-500", "J. PRZYKŁADNY", "Przelew"), tx("2026-11-02", "-40", "J. PRZYKŁADNY", "Przelew")),
		account("Drugie", otherIBAN, "PLN", "Jan Przykładny", tx("2026-11-20", "500", "J. PRZYKŁADNY", "Przelew")))
	for row, want := range []Ownness{OwnPair, OwnNameClose, OwnPair} {
		if got := table.Own(int32(row)); got != want {
			t.Errorf("row %d: %s, want %s", row, got, want)
		}
	}
}

// What goes to a loan in the reply is own money and an instalment; what goes to a card or to savings is none.
func TestS4_9_WhatPaysOffALoanInTheReply(t *testing.T) {
	paid := func(name string) (loan, housing, pairLoan, pairHousing bool) {
		table, _ := tableOf(t,
			account("Konto", ownIBAN, "PLN", "Jan Przykładny", numbered(tx("2026-03-01", "-10", "Jan Przykładny", "a"), otherIBAN), tx("2026-03-05", "-1500", "", "rata"),
				tx("2026-03-09", "-77", "", "rata")),
			account(name, otherIBAN, "PLN", "Jan Przykładny", tx("2026-03-06", "1500", "", "rata")))
		if is, _ := table.Repaid(2); is {
			t.Errorf("%s: a payment without another half", name)
		}
		if is, _ := table.Repaid(3); is {
			t.Errorf("%s: the half that comes in", name)
		}
		loan, housing = table.Repaid(0)
		pairLoan, pairHousing = table.Repaid(1)
		return
	}
	for name, want := range map[string][2]bool{"Kredyt gotówkowy": {true, false}, "Kredyt hipoteczny": {true, true}, "Hypotéka": {true, true},
		"Karta kredytowa": {false, false}, "Konto oszczędnościowe": {false, false}} {
		loan, housing, pairLoan, pairHousing := paid(name)
		if got := [2]bool{loan, housing}; got != want {
			t.Errorf("%s by its number: %v, want %v", name, got, want)
		}
		if got := [2]bool{pairLoan, pairHousing}; got != want {
			t.Errorf("%s by the other half: %v, want %v", name, got, want)
		}
	}
}

func TestS4_2_ExchangeBetweenCurrencies(t *testing.T) {
	pln := account("Konto", ownIBAN, "PLN", "Jan Przykładny",
		tx("2026-11-04", "-430", "", "Wymiana walut EUR/PLN"), tx("2026-11-10", "-860", "", "Wymiana walut EUR/PLN"), tx("2026-11-20", "-430", "", "Przelew"))
	eur := account("Walutowe", otherIBAN, "EUR", "Jan Przykładny",
		tx("2026-11-05", "100", "", "Wymiana walut EUR/PLN"), tx("2026-11-12", "200", "", "Wymiana walut EUR/PLN"), tx("2026-11-20", "100", "", "Przelew"))
	table, _ := tableOf(t, pln, eur)
	if got, ok := table.pair[0]; !ok || got != 3 {
		t.Errorf("a day apart: %d %v", got, ok)
	}
	for _, row := range []int32{1, 2, 4, 5} {
		if _, ok := table.pair[row]; ok {
			t.Errorf("row %d is a pair: two days apart, or without words of exchange", row)
		}
	}
}

func TestS4_3_RelatedPersons(t *testing.T) {
	a := account("Konto", ownIBAN, "PLN", "Jan Kowalski",
		tx("2026-03-01", "10", "Anna Kowalska", "a"), tx("2026-03-02", "10", "Piotr Nowak ul. Polna 7/3 00-999 Nigdzie", "b"),
		tx("2026-03-03", "10", "Piotr Nowak ul. Leśna 1 00-999 Nigdzie", "c"), tx("2026-03-04", "10", "Kowalski Sp. z o.o.", "d"))
	a.Owners[0].Address = textOf("ul. Polna 7/3, 00-999 Nigdzie")
	table, _ := tableOf(t, a)
	for row, want := range []bool{true, true, true, false} { // Piotr Nowak is one counterparty, under his first address
		if got := table.Party(table.Of(int32(row))).Related; got != want {
			t.Errorf("row %d is related: %v", row, got)
		}
	}
}

func TestS4_4_WhatGoesBackToAPayer(t *testing.T) {
	table := person(t,
		numbered(tx("2026-01-10", "5000", "Firma Zmyślona", "wynagrodzenie"), otherIBAN),
		numbered(tx("2026-01-12", "-3000", "Firma Zmyślona", "zwrot"), thirdIBAN), // another number under his name
		numbered(tx("2026-02-10", "5000", "Firma Zmyślona", "wynagrodzenie"), otherIBAN),
		kind(tx("2026-02-11", "-400", "Firma Zmyślona", "zakup"), "ZAPŁATA KARTĄ"), // a purchase is no way back
		numbered(tx("2026-05-10", "-900", "Firma Zmyślona", "x"), otherIBAN))       // after the window
	in, back, rows := table.Circle(table.Payer(0), "PLN", day("2026-01-01"), day("2026-03-31"))
	if in != amount("10000") || back != amount("3000") || !slices.Equal(rows, []int32{1}) {
		t.Errorf("in %s, back %s in rows %v", in, back, rows)
	}
	if in, back, _ := table.Circle(table.Payer(0), "EUR", day("2026-01-01"), day("2026-03-31")); in != 0 || back != 0 {
		t.Errorf("another currency: %s, %s", in, back)
	}
}

func TestS4_4_OfficesMakeNoCircles(t *testing.T) {
	table := person(t,
		numbered(tx("2026-01-10", "1200", "Zakład Ubezpieczeń ZUS", "zasiłek"), otherIBAN),
		numbered(tx("2026-01-20", "-1400", "Zakład Ubezpieczeń ZUS", "składki"), otherIBAN))
	if in, back, _ := table.Circle(table.Payer(0), "PLN", day("2026-01-01"), day("2026-03-31")); in != amount("1200") || back != 0 {
		t.Errorf("in %s, back %s", in, back)
	}
}

// A word with four digits among seven characters is a reference, with three it is none.
func TestAReferenceHasFourDigits(t *testing.T) {
	for title, want := range map[string]int{"zwrot abc1234": 1, "zwrot abcd123": 0, "zwrot ab1234": 0} {
		if got := references(title); len(got) != want {
			t.Errorf("%q: %q", title, got)
		}
	}
}

// What the lexicon only takes for likely makes no counterparty one of a kind.
func TestAWeakNameIsOfNoKind(t *testing.T) {
	for weak, want := range map[bool]bool{true: false, false: true} {
		p := Party{Hits: []lexicon.Hit{{Entry: &lexicon.Entry{Kind: lexicon.Lender}, Weak: weak}}}
		if got := p.Is(lexicon.Bank, lexicon.Lender); got != want {
			t.Errorf("weak %v: %v", weak, got)
		}
	}
}
