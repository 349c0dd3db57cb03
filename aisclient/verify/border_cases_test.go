package verify

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// inEuro makes the last card one in euro.
func inEuro(w *world) {
	cards := w.imp.Targets[0].CreditCards
	cards[len(cards)-1].Currency = "EUR"
}

// header is what the bank says that the first account holds.
func header(x string) func(w *world) {
	return func(w *world) { b := amount(x); w.first().Balance = &b }
}

// silent takes the balances of the rows of some days away.
func silent(from, to string) func(w *world) {
	return func(w *world) {
		for i := range w.first().Transactions {
			if x := &w.first().Transactions[i]; x.BookedOn >= day(from) && x.BookedOn <= day(to) {
				x.HasBalance, x.Balance = false, 0
			}
		}
	}
}

// lastSilent takes the balances of the newest day's rows away.
func lastSilent(w *world) {
	var newest aisclient.Date
	for _, x := range w.first().Transactions {
		newest = max(newest, x.BookedOn)
	}
	silent(newest.String(), newest.String())(w)
}

// noBalance takes the balance of the first account away.
func noBalance(w *world) { w.first().Balance = nil }

// noLogin takes the owners of the login away.
func noLogin(w *world) { w.imp.Targets[0].Owners = nil }

// other adds an account without rows.
func other(name, cur, end string) func(w *world) { return second(name, secondNumber, cur, end) }

// borderCases are both sides of borders, and what a careful analyst asks about though no row shows it.
var borderCases = []statementCase{
	// 6.1, 6.2: debts of which no instalment is seen
	{"6.1 loan account, no instalment seen", change(paidIn(yearly), other("Kredyt gotówkowy", "PLN", "-200000.00")), answers{"obligations-at-most 500PLN": notC, "obligations-at-most 0PLN": notC}},
	{"7.9 CHF mortgage, no instalment seen", change(paidIn(yearly), other("Kredyt hipoteczny CHF", "CHF", "-90000.00")), answers{"obligations-at-most 0PLN": notC, "obligations-at-most 1000PLN": notC, "without loans": r}},
	{"6.2 drawn card without limit", change(paidIn(yearly), card("", "-5000.00")), answers{"obligations-at-most 0PLN": notC}},
	{"7.9 EUR card, drawn", change(paidIn(yearly), both(card("1000.00", "-800.00"), inEuro)), answers{"obligations-at-most 0PLN": i, "obligations-at-most 0EUR": notC, "without loans": r}},
	// 8.8 below
	{"8.8 opening unknown, asked 100 days", change(change(paidIn(yearly), drop("2024-01-01", "2026-01-20")), both(silent("2026-01-01", "2026-01-25"), func(w *world) { w.o.Since = today - 100 })), answers{"never-below-zero": i}},
	{"8.8 header below only", change(paidIn(yearly), header("-0.01")), answers{"never-below-zero": r}},
	{"8.8 an empty account alone", change(paidIn(yearly), func(w *world) {
		a := w.first()
		a.Transactions = chained("0.00", []aisclient.Transaction{})
		header("0.00")(w)
	}), answers{"never-below-zero": i}},
	// 7.8
	{"7.8 own exactly half", paidIn(yearly, fromNo(yours, due("pl", 12, "2026-03-01", 12, true, "-2500.00", "Anna Łącka", "przelew"))), answers{"without gambling": i, "without loans": i, "obligations-at-most 0PLN": i, "never-below-zero": c, "balance 900000PLN": c, "employer ACME": c}},
	{"7.8 own 49.98", paidIn(yearly, fromNo(yours, due("pl", 12, "2026-03-01", 12, true, "-2499.00", "Anna Łącka", "przelew"))), answers{"without gambling": c, "obligations-at-most 0PLN": c}},
	{"7.8 person half", on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 12, true, "30000.00", "Zkouska s.r.o.", "Mzda"), due("cz", 12, "2026-03-01", 14, true, "-15000.00", "Petr Cizi", "pro tebe")), answers{"without gambling": i}},
	{"7.8 own by kind words es", on("es", "2026-03-31", due("es", 12, "2026-03-01", 12, true, "1500.00", "EMPRESA FICTICIA SL", "NOMINA"), kinds(due("es", 12, "2026-03-01", 14, true, "-750.00", "", "traspaso"), "TRASPASO ENTRE CUENTAS PROPIAS")), answers{"without gambling": i}},
	// 7.6
	{"7.6 es contabilizado", on("es", "2026-03-31", status("Contabilizado", due("es", 12, "2026-03-01", 12, true, "1500.00", "EMPRESA FICTICIA SL", "NOMINA"))), answers{"income 1500EUR": c, "without gambling": c, "never-below-zero": c}},
	{"7.6 en cleared", on("en", "2026-03-31", status("Settled", due("en", 12, "2026-03-01", 12, true, "1500.00", "Invented Works Ltd", "SALARY"))), answers{"income 1500GBP": c}},
	{"7.6 es rechazada", on("es", "2026-03-31", status("Rechazada", due("es", 12, "2026-03-01", 12, true, "1500.00", "EMPRESA FICTICIA SL", "NOMINA"))), answers{"income 1EUR": r}},
	{"7.6 cs zamitnuto", on("cz", "2026-03-31", status("Zamítnuto", due("cz", 12, "2026-03-01", 12, true, "30000.00", "Zkouska s.r.o.", "Mzda"))), answers{"income 1CZK": r}},
	{"7.6 en declined stake", on("en", "2026-03-31", status("Declined", one("2026-03-10", "-40.00", "Bet365", "stake"))), answers{"without gambling": c}},
	{"7.6 es retenida stake", on("es", "2026-03-31", status("Retenida", one("2026-03-30", "-40.00", "BET365", "apuesta"))), answers{"without gambling": r}},
	{"7.6 planned wage", on("pl", "2026-03-31", status("Zaplanowana", due("pl", 12, "2026-03-01", 10, true, "5000.00", acme, wages))), answers{"income 1PLN": r}},
	{"7.6 unknown wages", on("pl", "2026-03-31", status("XX9", due("pl", 12, "2026-03-01", 10, true, "5000.00", acme, wages))), answers{"income 5000PLN": i, "income 6000PLN": notC, "never-below-zero": i, "employer ACME": i}},
	{"7.6 unknown instalment", on("pl", "2026-03-31", status("XX9", due("pl", 12, "2026-03-01", 10, true, "-800.00", "Alfa Bank SA", "Rata kredytu"))), answers{"obligations-at-most 0PLN": notC, "obligations-at-most 799PLN": notC, "obligations-at-most 900PLN": c}},
	// 7.7
	{"7.7 2099 stake", on("pl", "2026-03-31", one("2099-12-31", "-40.00", "STS S.A.", "depozyt")), answers{"without gambling": notC}},
	{"7.7 a lone row 401 days before the next", paidIn(one("2024-02-25", "-1.00", "Lidl", "Zakup karta")), answers{"active-since 2024-02-25": i}},
	{"7.7 a lone row 400 days before the next", paidIn(one("2024-02-26", "-1.00", "Lidl", "Zakup karta")), answers{"active-since 2024-02-26": c, "active-since 2024-02-25": i}},
	// 4.2
	{"4.2 three working days", change(paidIn(one("2026-03-25", "9000.00", "", "przelew")), second("Drugie", secondNumber, "PLN", "90000.00", slices.Concat(living(365), one("2026-03-20", "-9000.00", "", "przelew"))...)), answers{"income 1PLN": r}},
	{"4.2 four working days", change(paidIn(one("2026-03-26", "9000.00", "", "przelew")), second("Drugie", secondNumber, "PLN", "90000.00", slices.Concat(living(365), one("2026-03-20", "-9000.00", "", "przelew"))...)), answers{"income 3000PLN": i}},
	{"4.2 another's account is no pair", change(change(paidIn(one("2026-03-25", "9000.00", "", "przelew")), second("Drugie", secondNumber, "PLN", "90000.00", slices.Concat(living(365), one("2026-03-25", "-9000.00", "", "przelew"))...)), ownedBy(1, "Jan Obcy")), answers{"name Anna Łącka;income 3000PLN": notC}},
	{"4.2 one to one", change(paidIn(one("2026-03-25", "9000.00", "", "przelew"), one("2026-03-24", "9000.00", "", "przelew")), second("Drugie", secondNumber, "PLN", "90000.00", slices.Concat(living(365), one("2026-03-25", "-9000.00", "", "przelew"))...)), answers{"income 3000PLN": i, "income 3100PLN": r}},
	{"4.2 exchange, a day apart", change(paidIn(one("2026-03-25", "9000.00", "", "wymiana walut EUR/PLN")), second("Euro", secondNumber, "EUR", "90000.00", slices.Concat(living(365), one("2026-03-24", "-2100.00", "", "wymiana walut EUR/PLN"))...)), answers{"income 1PLN": r}},
	// 4.7
	{"4.7 twice, other notation", change(on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 12, true, "30000.00", "Zkouska s.r.o.", "Mzda")), func(w *world) {
		b := *w.first()
		b.IBAN = text.Clean("19-2000145399/0800")
		w.imp.Targets[0].Accounts = append(w.imp.Targets[0].Accounts, b)
	}), answers{"balance 900000CZK": c, "balance 900001CZK": r, "income 30000CZK": c, "income 30001CZK": notC}},
	// 4.9
	{"4.9 wage onto a card account by name", change(paidIn(), second("Karta kredytowa Złota", secondNumber, "PLN", "-100.00", yearly...)), answers{"income 1PLN": r, "balance 900000PLN": c, "never-below-zero": c}},
	{"4.9 always overdrawn with wages", change(paidIn(), func(w *world) {
		a := w.first()
		a.Transactions = chained("-1000.00", slices.Concat(living(365), yearly[:1]))
		header("-1000.00")(w)
	}), answers{"never-below-zero": r, "balance 1PLN": r}},
	{"4.9 overdrawn, few rows, wage", change(paidIn(), func(w *world) {
		a := w.first()
		a.Transactions = chained("-1000.00", slices.Concat(yearly, w12("-4999.00", "", "wyplata z bankomatu")))
		header("-1000.00")(w)
	}), answers{"never-below-zero": notC, "balance 1PLN": notC, "without loans": notC}},
	// 8.1, 8.2, 8.6
	{"8.2 nobody owns, login", change(paidIn(), func(w *world) { w.imp.Targets[0].Owners = owners("Jan Obcy") }), answers{"name Jan Obcy": i, "name Anna Łącka": c, "name Ewa Trzecia": r}},
	{"8.2 close on an account, match on the login", change(paidIn(), ownedBy(0, "Anna Łącka-Nowak")), answers{"name Anna Łącka": notR}},
	{"8.6 max-age", paidIn(), answers{"max-age 0": c}},
	{"8.6 bank's date in future of the data", change(paidIn(), func(w *world) { w.first().ActiveSinceAtLeast = day("2026-04-15") }), answers{"active-since 2025-05-01": c}},
	// 8.5
	{"8.5 header beside pending credit", change(paidIn(status("Oczekująca", one("2026-03-31", "500.00", acme, "przelew"))), header("900500.00")), answers{"balance 900000PLN": c, "balance 900000.01PLN": i, "balance 900500.01PLN": r}},
	{"8.5 available funds", change(paidIn(), func(w *world) { x := amount("999999.00"); w.first().FundsAvailable = &x }), answers{"balance 900000.01PLN": r}},
	// 0.5
	{"0.5 unknown kind", change(paidIn(yearly), func(w *world) { w.first().Owners[0].Kind = "GUARDIAN" }), answers{"name Anna Łącka": notC, "name Anna Łącka;income 5000PLN": i, "name Anna Łącka;iban " + mine: r, "name Anna Łącka;balance 1PLN": i}},
	{"0.5 company's account beside", change(change(paidIn(), second("Firmowe", secondNumber, "PLN", "50000.00", slices.Concat(living(365), yearly)...)), ownedBy(1, "Łącka Usługi Sp. z o.o. COMPANY")), answers{"name Anna Łącka;income 1PLN": r, "income 1PLN": r, "name Anna Łącka;balance 900000.01PLN": r}},
	// 5.3
	{"5.3 Czech 28 Sept, St Wenceslas", on("cz", "2026-10-02", due("cz", 9, "2026-09-01", 28, false, "30000.00", "Zkouska s.r.o.", "Mzda")), answers{"income 30000CZK": c, "income 30001CZK": r}},
	{"5.3 Corpus Christi", on("pl", "2026-06-09", due("pl", 9, "2026-06-01", 4, true, "5000.00", acme, wages)), answers{"income 5000PLN": c}},
	{"5.3 day 30 in February", on("pl", "2026-03-02", due("pl", 9, "2026-02-01", 30, true, "5000.00", acme, wages)), answers{"income 5000PLN": c, "income 5000.01PLN": r}},
	// 5.12 6.x
	{"5.12 changing reference", paidIn(titles(w12("-640.00", "Alfa Bank SA", ""), "Rata kredytu ref 8812763A", "Rata kredytu ref 9912111B", "Rata kredytu ref 1299001C")), answers{"obligations-at-most 640PLN": c, "obligations-at-most 639.99PLN": r}},
	{"6.1 paid by two", paidIn(w12("-640.00", "Alfa Bank SA", "Rata kredytu umowa 44551122"), due("pl", 12, "2026-03-01", 20, true, "-360.00", "Alfa Bank SA", "Rata kredytu umowa 99887766")), answers{"obligations-at-most 1000PLN": c, "obligations-at-most 999.99PLN": r}},
	// 8.8 employer
	{"8.8 employer twins", paidIn(w12("5000.00", "Delta Sp. z o.o.", wages)), answers{"employer Delta Sp. z o.o.": c, "employer Deltas Sp. z o.o.": notC, "employer Alfa": r}},
	{"8.8 address", change(paidIn(), owner(func(o *aisclient.Owner) { o.Address = text.Clean("Zmyślona 7, 02-222 Warszawa") })), answers{"address Zmyślona 7, 02-222 Warszawa": c, "address Zmyślona 9, 02-222 Warszawa": i, "address Inna 1, 30-300 Kraków": r}},
	// loans between people
	{"1.2 bizum loan", on("es", "2026-03-31", one("2026-03-10", "500.00", "Lucía Ajena Ruiz", "BIZUM te presto para el alquiler")), answers{"without loans": notC, "income 100EUR": r}},
	{"1.2 pozyczam ci", paidIn(one("2026-03-10", "3000.00", "Piotr Obcy", "pożyczam Ci, oddasz w maju")), answers{"without loans": notC, "income 900PLN": r}},
	{"1.2 pujcuji", on("cz", "2026-03-31", one("2026-03-10", "30000.00", "Petr Cizi", "půjčuji ti na auto")), answers{"without loans": notC, "income 9000CZK": r}},
	{"1.2 lending you", on("en", "2026-03-31", one("2026-03-10", "900.00", "Mary Stranger", "lending you this till payday")), answers{"without loans": notC, "income 290GBP": r}},
	{"5.8 unknown receipts beside certain ones", paidIn(titles(w12("3000.00", acme, ""), "Faktura 3/2026"), status("XX9", titles(w12("9000.00", "Omega S.A.", ""), "Faktura 4/2026")), due("pl", 12, "2026-03-01", 20, true, "-500.00", "Urzad Skarbowy", "PIT-5L")), answers{"income 2500PLN": c, "income 2600PLN": i}},
	{"7.6 irregular and unknown instalments", paidIn(one("2026-03-20", "-600.00", "Vivus Finance", "splata pozyczki"), one("2026-03-02", "-300.00", "Vivus Finance", "splata pozyczki"), one("2026-02-25", "-900.00", "Vivus Finance", "splata pozyczki"), status("XX9", one("2026-03-25", "-1800.00", "Vivus Finance", "splata pozyczki"))), answers{"obligations-at-most 300PLN": notC, "obligations-at-most 800PLN": notC}},
	{"6.1 loan account, instalment seen", change(paidIn(w12("-640.00", "Alfa Bank SA", "Rata kredytu")), other("Kredyt gotówkowy", "PLN", "-20000.00")), answers{"obligations-at-most 640PLN": c, "obligations-at-most 639PLN": r}},
	{"6.1 loan account paid off", change(paidIn(), other("Kredyt gotówkowy", "PLN", "0.00")), answers{"obligations-at-most 0PLN": c}},
	{"6.1 CHF mortgage paid in PLN", change(paidIn(w12("-2640.00", "Alfa Bank SA", "Rata kredytu hipotecznego")), other("Kredyt hipoteczny CHF", "CHF", "-90000.00")), answers{"obligations-at-most 2640PLN": c}},
	{"6.2 drawn card without limit, repaid", change(paidIn(w12("-900.00", "", "Spłata karty kredytowej")), card("", "-5000.00")), answers{"obligations-at-most 900PLN": c}},
	{"6.2 card without limit, not drawn", change(paidIn(), card("", "0.00")), answers{"obligations-at-most 0PLN": c}},
	{"6.1 refuted stays", change(paidIn(w12("-2000.00", "Ewa Obca", "czynsz najmu")), other("Kredyt gotówkowy", "PLN", "-20000.00")), answers{"obligations-at-most 1999PLN": r, "obligations-at-most 2000PLN": i}},
	{"7.9 empty beside full", change(paidIn(), other("Puste", "PLN", "0.00")), answers{"never-below-zero": c}},
	// 5.8, 6.1, 7.8, 7.9
	{"5.8 turnover and one public fee", paidIn(titles(w12("9000.00", acme, ""), "Faktura 3/2026"), one("2026-02-12", "-17.00", "Urzad Miasta", "oplata skarbowa")), answers{"income 8000PLN": i}},
	{"5.8 turnover and a fine", paidIn(titles(w12("9000.00", acme, ""), "Faktura 3/2026"), one("2026-02-12", "-100.00", "Urzad Skarbowy", "mandat karny")), answers{"income 8000PLN": i}},
	{"5.8 property tax in four parts", paidIn(titles(w12("9000.00", acme, ""), "Faktura 3/2026"), every(4, 91, "2026-03-13", "-60.00", "Urzad Miasta", "podatek od nieruchomosci")), answers{"income 8000PLN": i}},
	{"5.8 es IBI", on("es", "2026-03-31", titles(due("es", 12, "2026-03-01", 10, true, "3000.00", "CLIENTE INVENTADO SL", ""), "FACTURA 3/2026"), one("2025-11-05", "-280.00", "AYUNTAMIENTO DE NINGUNA PARTE", "IBI 2025")), answers{"income 2500EUR": i}},
	{"5.8 cz silnicni dan + social", on("cz", "2026-03-31", titles(due("cz", 12, "2026-03-01", 10, true, "60000.00", "Zakaznik s.r.o.", ""), "Faktura 3/2026"), due("cz", 12, "2026-03-01", 8, true, "-4000.00", "CSSZ", "zaloha pojistne OSVC")), answers{"income 50000CZK": c}},
	{"6.1 single instalment 80 days ago", paidIn(one("2026-01-10", "-700.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 0PLN": notC}},
	{"6.1 two instalments, last 75 days ago", paidIn(one("2026-01-15", "-700.00", "Alfa Bank SA", "Rata kredytu"), one("2025-12-15", "-700.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 0PLN": notC}},
	{"4.9 loan account with credits", change(paidIn(), second("Kredyt gotówkowy", secondNumber, "PLN", "-20000.00", w12("900.00", "Anna Łącka", "rata")...)), answers{"without repayments": notC, "obligations-at-most 0PLN": notC, "without loans": r}},
	{"7.8 card only", func(t *testing.T) *world {
		w := newWorld(t)
		card("5000.00", "-100.00", living(60)...)(w)
		return w
	}, answers{"without bailiff": i, "without gambling": i, "without debt collection": i, "obligations-at-most 250PLN": i}},
	{"7.8 loan account only", func(t *testing.T) *world {
		w := newWorld(t)
		w.account("Kredyt gotówkowy", mine, "-20000.00", w12("900.00", "Anna Łącka", "rata")...)
		return w
	}, answers{"without bailiff": i, "without gambling": i, "obligations-at-most 1PLN": notC, "never-below-zero": i}},
	{"7.8 savings only", func(t *testing.T) *world {
		w := newWorld(t)
		w.account("Konto oszczędnościowe", mine, "20000.00", joined(living(60), w12("900.00", "Anna Łącka", "przelew"))...)
		return w
	}, answers{"without bailiff": notR}},
	{"4.6 instalments twice without balances", change(paidIn(w12("-800.00", "Alfa Bank SA", "Rata kredytu"), w12("-800.00", "Alfa Bank SA", "Rata kredytu")), silent("2020-01-01", "2026-12-31")), answers{"obligations-at-most 800PLN": i, "obligations-at-most 1599PLN": i, "obligations-at-most 1600PLN": c, "obligations-at-most 799PLN": r}},
	{"4.6 wage twice without balances", change(paidIn(w12("5000.00", acme, wages), w12("5000.00", acme, wages)), silent("2020-01-01", "2026-12-31")), answers{"income 5000PLN": c, "income 5001PLN": i, "income 10000PLN": i, "income 10001PLN": r, "employer ACME": c}},
	{"7.3 gap and obligations", change(paidIn(w12("-800.00", "Alfa Bank SA", "Rata kredytu")), drop("2025-07-01", "2025-09-01")), answers{"obligations-at-most 800PLN": i, "obligations-at-most 799PLN": r}},
	{"7.9 owner unknown, obligations named", change(paidIn(w12("-800.00", "Alfa Bank SA", "Rata kredytu")), func(w *world) { w.first().Owners, w.imp.Targets[0].Owners = nil, nil }), answers{"name Anna Łącka;obligations-at-most 800PLN": c, "name Anna Łącka;balance 1PLN": i, "balance 1PLN": c}},
	{"7.9 German words on a PL account", change(paidIn(w12("-20.00", "Rewe", "Lastschrift")), func(w *world) {
		for n := range w.first().Transactions {
			if n%4 == 0 {
				w.first().Transactions[n].Title = text.Clean("Lastschrift Einkauf")
			}
		}
	}), answers{"without gambling": i, "income 1PLN": r}},
	{"7.9 no IBAN, EUR", change(paidIn(), func(w *world) { w.first().IBAN = text.Text{}; w.first().Currency = "EUR" }), answers{"without gambling": i, "balance 900000EUR": c}},
	{"5.11 rows in doubt over six months", paidIn(yearly, status("XX9", w12("1000.00", acme, wages))), answers{"income 5000PLN/6": c, "income 5500PLN/6": i, "income 7000PLN/6": r}},
	{"6.1 instalments that stopped 122 days ago", paidIn(every(10, 7, "2025-11-29", "-100.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 0PLN": i}},
	{"6.1 rent that stopped 122 days ago", paidIn(every(10, 7, "2025-11-29", "-100.00", "Ewa Obca", "czynsz najmu")), answers{"obligations-at-most 0PLN": i}},
	{"6.1 rent that stopped 123 days ago", paidIn(every(10, 7, "2025-11-28", "-100.00", "Ewa Obca", "czynsz najmu")), answers{"obligations-at-most 0PLN": c}},
	{"6.1 one instalment 122 days ago", paidIn(one("2025-11-29", "-100.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 0PLN": i}},
	{"6.1 one instalment 123 days ago", paidIn(one("2025-11-28", "-100.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 0PLN": c}},
	// 0.5: nobody is claimed, and the bank names no owner of the login
	{"0.5 a company's account beside a person's", change(change(paidIn(), second("Firmowe", secondNumber, "PLN", "50000.00", slices.Concat(living(365), yearly)...)), both(ownedBy(1, "Omega Sp. z o.o. COMPANY"), noLogin)), answers{"income 1PLN": r, "balance 900000.01PLN": r}},
	{"0.5 only a proxy is named", change(paidIn(yearly), both(ownedBy(0, "Jan Obcy PROXY"), noLogin)), answers{"income 5000PLN": i, "balance 1PLN": i, "without gambling": i, "never-below-zero": i, "employer ACME": i}},
	// 1.6, 3.3, 3.4, 4.5, 8.8
	{"4.5 every instalment bounced", paidIn(w12("-800.00", "Alfa Bank SA", "Rata kredytu"), due("pl", 12, "2026-03-01", 11, true, "800.00", "Alfa Bank SA", "Zwrot polecenia zapłaty - brak środków")), answers{"obligations-at-most 0PLN": notC, "obligations-at-most 799PLN": notC, "without repayments": r, "without returned payments": r}},
	{"4.5 the last two instalments bounced", paidIn(w12("-800.00", "Alfa Bank SA", "Rata kredytu"), due("pl", 2, "2026-03-01", 11, true, "800.00", "Alfa Bank SA", "Zwrot polecenia zapłaty - brak środków")), answers{"obligations-at-most 0PLN": notC, "obligations-at-most 800PLN": notR}},
	{"4.5 rent came back", paidIn(w12("-2000.00", "Ewa Obca", "czynsz najmu"), due("pl", 12, "2026-03-01", 12, true, "2000.00", "Ewa Obca", "Zwrot przelewu rachunek zamknięty")), answers{"obligations-at-most 0PLN": notC}},
	{"1.6 mileage alone", paidIn(w12("800.00", acme, "kilometrówka")), answers{"income 800PLN": notC}},
	{"1.6 letting to a firm", paidIn(w12("3000.00", "Omega Sp. z o.o.", "czynsz najmu lokalu")), answers{"income 3000PLN": i}},
	{"1.6 broker", paidIn(w12("3000.00", "XTB S.A.", "przelew")), answers{"income 1PLN": notC}},
	{"1.6 casino", paidIn(w12("3000.00", "Fortuna Online Zakłady Bukmacherskie Sp. z o.o.", "przelew")), answers{"income 1PLN": r}},
	{"1.6 insurer", paidIn(w12("3000.00", "Warta S.A.", "przelew")), answers{"income 3000PLN": notC}},
	{"1.6 PayU", paidIn(w12("3000.00", "PayU S.A.", "przelew")), answers{"income 3000PLN": notC}},
	{"1.6 shop", paidIn(w12("3000.00", "Media Markt Sp. z o.o.", "przelew")), answers{"income 3000PLN": notC}},
	{"1.6 crypto exchange", paidIn(w12("3000.00", "Zonda Sp. z o.o.", "przelew")), answers{"income 3000PLN": notC}},
	{"8.8 no balance on some days between", change(paidIn(), silent("2026-02-10", "2026-02-12")), answers{"never-below-zero": i}},
	{"8.8 no balance on some days between, below by the rows", change(paidIn(one("2026-02-11", "-9000000.00", "Auto Ficcja", "Samochód"), one("2026-02-12", "9000000.00", "Auto Ficcja", "zwrot")), silent("2026-02-10", "2026-02-12")), answers{"never-below-zero": notC}},
	{"8.8 last rows without balances, which the account tells", change(paidIn(), lastSilent), answers{"never-below-zero": c}},
	{"8.8 last rows without balances, and no other", change(paidIn(), both(lastSilent, noBalance)), answers{"never-below-zero": i}},
	{"8.8 only the newest balance known", change(paidIn(), silent("2020-01-01", "2026-03-28")), answers{"never-below-zero": i}},
	{"8.8 no balances but the header", change(paidIn(), silent("2020-01-01", "2026-12-31")), answers{"never-below-zero": i, "balance 900000PLN": c}},
	{"5.10 a lender's advance", paidIn(w12("1500.00", "Provident Polska S.A.", "zaliczka")), answers{"income 1500PLN": notC, "without loans": notC}},
	{"3.3 merchant behind processor", paidIn(one("2026-03-03", "-50.00", "", "PAYU*BETCLIC WARSZAWA karta")), answers{"without gambling": r}},
	{"3.3 es merchant", on("es", "2026-03-31", one("2026-03-03", "-50.00", "PAYPAL EUROPE", "PAYPAL *BETFAIR")), answers{"without gambling": r}},
	{"3.4 processor shop", paidIn(every(10, 14, "2026-03-20", "-50.00", "PayU S.A.", "PayU*Empik")), answers{"without gambling": c, "without repayments": c}},
	{"6.1 instalments of two processors", paidIn(w12("-150.00", "PayU S.A.", "PayU*PayPo spłata"), due("pl", 12, "2026-03-01", 20, true, "-90.00", "Klarna Bank AB", "Klarna")), answers{"obligations-at-most 150PLN": r, "obligations-at-most 240PLN": c}},
	{"4.5 an instalment bounced and was paid again", paidIn(w12("-800.00", "Alfa Bank SA", "Rata kredytu"), one("2026-02-06", "-800.00", "Alfa Bank SA", "Rata kredytu"), one("2026-02-07", "800.00", "Alfa Bank SA", "Zwrot polecenia zapłaty - brak środków")), answers{"obligations-at-most 800PLN": c, "obligations-at-most 799PLN": r}},
	{"6.1 a debt that the bank shows without a sign", change(paidIn(yearly), other("Kredyt gotówkowy", "PLN", "20000.00")), answers{"obligations-at-most 0PLN": i, "balance 900000PLN": c, "balance 900000.01PLN": r}},
	{"5.8 one large tax on a home", on("es", "2026-03-31", titles(due("es", 12, "2026-03-01", 10, true, "3000.00", "CLIENTE INVENTADO SL", ""), "FACTURA 3/2026"), one("2025-11-05", "-900.00", "AYUNTAMIENTO DE NINGUNA PARTE", "IBI 2025")), answers{"income 2500EUR": i}},
}
