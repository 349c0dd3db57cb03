package verify

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// card adds a credit card.
func card(limit, balance string, rows ...aisclient.Transaction) func(w *world) {
	return func(w *world) {
		c := aisclient.CreditCard{Name: text.Clean("Visa"), Currency: "PLN", Owners: owners("Anna Łącka"), Transactions: rows}
		if limit != "" {
			l := amount(limit)
			c.Limit = &l
		}
		if balance != "" {
			b := amount(balance)
			c.Balance = &b
		}
		w.imp.Targets[0].CreditCards = append(w.imp.Targets[0].CreditCards, c)
	}
}

// owner changes what the bank says of the owner.
func owner(f func(o *aisclient.Owner)) func(w *world) {
	return func(w *world) { f(&w.first().Owners[0]) }
}

// ownerCases are names and numbers of owners, signs and their decoys, obligations, and odd replies.
var ownerCases = []statementCase{
	// names
	{"9 hyphenated", change(paidIn(), ownedBy(0, "Anna Łącka-Nowak")), answers{"name Anna Łącka-Nowak": c, "name Anna Nowak-Łącka": c, "name Anna Łącka": i, "name Anna Nowak": i, "name Anna Kowalska": r}},
	{"9 two given names", change(paidIn(), ownedBy(0, "Anna Maria Łącka")), answers{"name Anna Łącka": c, "name Maria Łącka": notR, "name Anna Maria Łącka": c, "name A. Łącka": i, "name Ania Łącka": i, "name Anna Lacka": c, "name Anna Łącki": notC, "name Hanna Łącka": notC}},
	{"9 joint in one field", change(paidIn(), ownedBy(0, "Anna Łącka, Jan Łącki")), answers{"name Jan Łącki": c, "name Anna Łącka": c, "name Jan Łącka": notC, "name Anna Jan": notC}},
	{"9 company", change(paidIn(), ownedBy(0, "Alfa Sp. z o.o. COMPANY")), answers{"name Alfa Sp. z o.o.": c, "name Alfa Spółka z ograniczoną odpowiedzialnością": c, "name Alfa S.A.": notC, "name Alfa": c, "name Beta Sp. z o.o.": r, "name Anna Alfa": notC, "name Alfa Sp. z o.o.;balance 900000PLN": c}},
	{"9 sole trader", change(paidIn(), ownedBy(0, "Anna Łącka Usługi Księgowe")), answers{"name Anna Łącka": i}},
	{"9 es two surnames", change(on("es", "2026-03-31"), ownedBy(0, "GARCIA LOPEZ MARIA JOSE")), answers{"name María José García López": c, "name María García": i, "name Maria Jose Garcia Perez": notC, "name Jose Garcia Lopez": notC}},
	{"9 transliterated", change(paidIn(), ownedBy(0, "Олександр Шевченко")), answers{"name Oleksandr Shevchenko": notR}},
	{"9 damaged", change(paidIn(), ownedBy(0, "Micha? ??cki")), answers{"name Michał Łącki": notR, "name Jan Obcy": notC}},
	{"8.2 login alone", change(paidIn(), func(w *world) { w.first().Owners = nil }), answers{"name Anna Łącka": c, "name Jan Obcy": r}},
	{"8.2 login and others' account", change(paidIn(), ownedBy(0, "Jan Obcy")), answers{"name Anna Łącka": i}},
	// pesel
	{"8.8 pesel", change(paidIn(), owner(func(o *aisclient.Owner) { o.PolishPESEL = text.Clean("44051401359") })), answers{"pesel 44051401359": c, "pesel 44051401358": i, "pesel 02070803628": r, "birth-date 1944-05-14": c, "birth-date 1944-05-15": r}},
	{"8.8 pesel masked", change(paidIn(), owner(func(o *aisclient.Owner) { o.PolishPESEL = text.Clean("440514*****") })), answers{"pesel 44051401359": i}},
	{"8.8 pesel absent, born given", change(paidIn(), owner(func(o *aisclient.Owner) { o.BirthDate = text.Clean("1944-05-14") })), answers{"pesel 44051401359": i, "pesel 02070803628": r, "birth-date 1944-05-14": c, "birth-date 1944-04-15": r}},
	{"4.9 what is left of a credit line is no balance", change(paidIn(), second("Limit kredytowy", secondNumber, "PLN", "20000.00")), answers{"balance 900000PLN": c, "balance 919000PLN": r, "without loans": notC}},
	{"4.9 a Spanish credit line", change(paidIn(), second("Póliza de crédito 0012", secondNumber, "PLN", "20000.00")), answers{"balance 919000PLN": r}},
	{"4.9 a current account with a limit", change(paidIn(), second("Konto z limitem kredytowym", secondNumber, "PLN", "20000.00")), answers{"balance 919000PLN": c}},
	{"4.9 an account that is called without credit", change(paidIn(), second("Konto Bez Kredytu", secondNumber, "PLN", "20000.00")), answers{"balance 919000PLN": c}},
	{"8.8 address", change(paidIn(), owner(func(o *aisclient.Owner) { o.Address = text.Clean("ul. Długa 5/3, 00-001 Warszawa") })), answers{"address ul. Długa 5/3, 00-001 Warszawa": c, "address Dluga 5 m. 3 00-001 Warszawa": notR, "address ul. Krótka 8, 31-001 Kraków": r, "address ul. Długa 7/3, 00-001 Warszawa": i}},
	// signs
	{"1.2 money from a bailiff", paidIn(one("2026-03-03", "500.00", "Komornik Sądowy Jan Obcy", "zwrot nadpłaty Km 12/25")), answers{"without bailiff": c}},
	{"2.7 a street", paidIn(one("2026-03-03", "-30.00", "Bar u Ewy ul. Komornicka 3 61-001 Poznań", "Zakup karta")), answers{"without bailiff": c}},
	{"2.7 a surname", paidIn(one("2026-03-03", "-300.00", "Jan Komornik", "za rower")), answers{"without bailiff": c}},
	{"2.7 a surname Kruk", paidIn(one("2026-03-03", "-300.00", "Anna Kruk", "prezent")), answers{"without debt collection": c}},
	{"2.6 tax office seizes", paidIn(one("2026-03-03", "-300.00", "Naczelnik Urzędu Skarbowego", "zajęcie wierzytelności tytuł wykonawczy SW 12/26")), answers{"without bailiff": r}},
	{"2.6 es embargo judicial", on("es", "2026-03-31", one("2026-03-03", "-300.00", "JUZGADO DE PRIMERA INSTANCIA 3", "RETENCION JUDICIAL")), answers{"without bailiff": r}},
	{"2.6 cs srazky", on("cz", "2026-03-31", one("2026-03-03", "-3000.00", "Exekutorský úřad Praha 5", "145 EX 1234/22")), answers{"without bailiff": r}},
	{"2.6 a Czech insolvency in Poland", paidIn(one("2026-03-03", "-300.00", "INSOLVENČNÍ SPRÁVCE", "INS 1234/2025 splátka")), answers{"without bailiff": r}},
	{"2.6 a number of insurance in Poland", paidIn(one("2026-03-03", "-300.00", "Ubezpieczenia Zmyślone S.A.", "INS 1234/2025 polisa")), answers{"without bailiff": c}},
	{"2.3 bold letters of formulas", paidIn(one("2026-03-03", "-300.00", "X", "\U0001d424\U0001d428\U0001d426\U0001d428\U0001d42b\U0001d427\U0001d422\U0001d424 Km 12/25")), answers{"without bailiff": r}},
	{"2.3 bold letters alone", paidIn(one("2026-03-03", "-300.00", "X", "\U0001d424\U0001d428\U0001d426\U0001d428\U0001d42b\U0001d427\U0001d422\U0001d424")), answers{"without bailiff": notC}},
	{"2.6 en attachment", on("en", "2026-03-31", one("2026-03-03", "-300.00", "MARSTON HOLDINGS", "ENFORCEMENT")), answers{"without bailiff": r}},
	{"1.4 chargeback of a gambling stake", paidIn(one("2026-03-03", "-300.00", "STS S.A.", "depozyt"), one("2026-03-04", "300.00", "STS S.A.", "zwrot depozytu")), answers{"without gambling": {Refuted, Inconclusive}}},
	{"8.7 voucher", paidIn(one("2026-03-03", "-100.00", "Paysafecard", "Zakup karta")), answers{"without gambling": i}},
	{"8.7 crypto", paidIn(one("2026-03-03", "-100.00", "Binance", "Zakup karta")), answers{"without crypto": r, "without gambling": c}},
	{"8.7 mortgage account only", change(paidIn(), second("Kredyt hipoteczny", secondNumber, "PLN", "-300000.00")), answers{"without loans": r, "without repayments": {Confirmed, Inconclusive}, "balance 900000PLN": c, "never-below-zero": c}},
	{"8.7 signs on another's account", change(change(paidIn(), second("Jego", secondNumber, "PLN", "100.00", slices.Concat(living(365), one("2026-03-03", "-300.00", "Komornik Sądowy", "Km 1/26"))...)), ownedBy(1, "Jan Obcy")), answers{"name Anna Łącka;without bailiff": c, "name Jan Obcy;without bailiff": r, "without bailiff": notR}},
	{"8.7 sign on a card", change(paidIn(), card("5000.00", "-100.00", one("2026-03-03", "-100.00", "STS.PL", "payment")...)), answers{"without gambling": r}},
	{"8.7 card without a limit", change(paidIn(), card("", "-4000.00")), answers{"without loans": i}},
	{"8.7 card paid off", change(paidIn(), card("5000.00", "0.00")), answers{"without loans": c, "obligations-at-most 250PLN": c, "obligations-at-most 249PLN": r}},
	{"8.7 card repaid more than 5 %", change(paidIn(w12("-900.00", "", "Spłata karty kredytowej")), card("5000.00", "-400.00")), answers{"obligations-at-most 900PLN": c, "obligations-at-most 899PLN": notC, "without repayments": r}},
	// obligations
	{"6.1 half-yearly insurance is none", paidIn(one("2026-03-03", "-600.00", "PZU S.A.", "skladka"), one("2025-09-03", "-600.00", "PZU S.A.", "skladka")), answers{"obligations-at-most 0PLN": c}},
	{"6.1 irregular collector", paidIn(one("2026-03-03", "-300.00", "Ultimo S.A.", "splata"), one("2026-01-20", "-300.00", "Ultimo S.A.", "splata"), one("2025-11-02", "-600.00", "Ultimo S.A.", "splata")), answers{"obligations-at-most 200PLN": notR, "obligations-at-most 199PLN": {Refuted, Inconclusive}, "obligations-at-most 1500PLN": c}},
	{"6.1 instalment raised", paidIn(due("pl", 9, "2025-12-01", 10, true, "-800.00", "Alfa Bank SA", "Rata kredytu"), due("pl", 3, "2026-03-01", 10, true, "-950.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 950PLN": c, "obligations-at-most 900PLN": r}},
	{"6.1 raised once", paidIn(due("pl", 9, "2026-02-01", 10, true, "-800.00", "Alfa Bank SA", "Rata kredytu"), one("2026-03-10", "-1400.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 1000PLN": notC, "obligations-at-most 800PLN": notC, "obligations-at-most 1400PLN": c}},
	{"6.1 euro loan", change(paidIn(), second("Euro", secondNumber, "EUR", "90000.00", slices.Concat(living(365), due("pl", 12, "2026-03-01", 10, true, "-300.00", "Alfa Bank SA", "Rata kredytu"))...)), answers{"obligations-at-most 100PLN": i, "obligations-at-most 300EUR": c, "obligations-at-most 299EUR": r}},
	{"6.1 bailiff every month", paidIn(w12("-400.00", "Komornik Sądowy przy SR w Pile", "Km 1/25 egzekucja")), answers{"obligations-at-most 400PLN": c, "obligations-at-most 399.99PLN": r}},
	{"8.8 below zero unknown before the first balance", change(paidIn(), func(w *world) {
		a := w.first()
		for i := len(a.Transactions) - 10; i < len(a.Transactions); i++ {
			a.Transactions[i].HasBalance = false
		}
	}), answers{"never-below-zero": i}},
	{"5.11 six months with a week of grace", change(paidIn(due("pl", 7, "2026-03-01", 10, true, "5000.00", acme, wages)), drop("2025-01-01", "2025-10-02")), answers{"income 5000PLN/6": c, "income 5000PLN/7": i}},
	// odd
	{"0 amounts", paidIn(one("2026-03-03", "0.00", "STS S.A.", "depozyt")), answers{"income 1PLN": r}},
	{"huge", paidIn(w12("92000000000000.00", acme, wages)), answers{"income 5000PLN": notR}},
	{"a company applicant's wages", change(paidIn(w12("5000.00", acme, wages)), ownedBy(0, "Alfa Sp. z o.o. COMPANY")), answers{"income 5000PLN": notR, "name Anna Łącka;income 5000PLN": i}},
	{"4.7 twice with other rows", change(change(paidIn(w12("5000.00", acme, wages)), second("Konto 0 znowu", mine, "PLN", "900000.00", w12("5000.00", acme, wages)...)), func(w *world) {}), answers{"income 5000PLN": notR, "income 5001PLN": notC, "balance 900000PLN": notR, "balance 900001PLN": notC}},
	{"4.7 twice with other balances", change(change(paidIn(w12("5000.00", acme, wages)), second("Konto 0 znowu", mine, "PLN", "70.00")), func(w *world) {}), answers{"balance 900000PLN": notC, "balance 100PLN": notC}},
	{"4.6 rows twice with other balances", paidIn(w12("5000.00", acme, wages), one("2026-03-03", "-77.00", "Lidl", "Zakup karta"), one("2026-03-03", "-77.00", "Lidl", "Zakup karta")), answers{"income 5000PLN": c, "without gambling": c}},
}
