package verify

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// again adds a copy of the first account, with another number as the bank writes it.
func again(iban string) func(w *world) {
	return func(w *world) {
		b := *w.first()
		b.IBAN = text.Clean(iban)
		w.imp.Targets[0].Accounts = append(w.imp.Targets[0].Accounts, b)
	}
}

// numberless takes the number of the first account away.
func numberless(w *world) { w.first().IBAN = text.Text{} }

// unreadAmount makes the amount of the newest row with a word in its title one that could not be read.
func unreadAmount(title string) func(w *world) {
	return func(w *world) {
		for i := range w.first().Transactions {
			if x := &w.first().Transactions[i]; x.Title.String() == title {
				x.Unread = append(x.Unread, aisclient.UnreadCell{Field: "currencyAmount", Raw: text.Clean("12,5,0")})
				x.Amount, x.HasBalance, x.Balance = 0, false, 0
				return
			}
		}
	}
}

// inCurrency gives an account another currency, or none.
func inCurrency(i int, c aisclient.Currency) func(w *world) {
	return func(w *world) { w.imp.Targets[0].Accounts[i].Currency = c }
}

// euroCard gives a credit card with a purchase, which nothing of its own tells the country of.
func euroCard(w *world) {
	card("2000.00", "-40.00", tx("2026-03-03", "-40.00", "", "COMPRA TARJ. MERCADONA"))(w)
	w.imp.Targets[0].CreditCards[0].Currency = "EUR"
}

// steps are a year of monthly payments, the newest first.
func steps(party, title string, amounts ...string) []aisclient.Transaction {
	rows := due("pl", len(amounts), "2026-03-01", 10, true, "1.00", party, title)
	for i := range rows {
		rows[i].Amount = amount(amounts[i])
	}
	return rows
}

// carefulCases are customers of whom a hasty reader would believe what is claimed, and a careful analyst asks.
var carefulCases = []statementCase{
	// histories put together, incomes that ended or changed
	{"5.4 a firm until autumn, a person since", paidIn(w12("5000.00", acme, wages)[5:], w12("5000.00", "Adam Czarnecki", wages)[:5]), answers{"income 5000PLN": notC, "employer ACME": notC}},
	{"5.4 maternity after the wage", paidIn(w12("5000.00", acme, wages)[4:], w12("4000.00", "ZUS", "Zasiłek macierzyński")[:4]), answers{"income 5000PLN": r, "income 4000PLN": c, "income 4000PLN salary": r, "employer ACME": i}},
	{"5.6 a wage that shrinks", paidIn(steps(acme, wages, "3500.00", "4000.00", "4500.00", "5000.00", "5000.00", "5000.00", "5000.00")), answers{"income 3750PLN": c, "income 3751PLN": i, "income 4001PLN": r}},
	{"5.5 a premium each quarter", paidIn(w12("4000.00", acme, wages), every(4, 91, "2026-03-20", "3000.00", acme, "Premia kwartalna")), answers{"income 5000PLN": c, "income 5010PLN": r}},
	{"5.8 two of three pays are to come", paidIn(w12("5000.00", acme, wages)[:2], one("2026-04-10", "5000.00", acme, wages), one("2026-05-08", "5000.00", acme, wages)), answers{"income 5000PLN": notC, "employer ACME": notC}},
	{"5.8 thirteenth pension alone", paidIn(one("2026-03-02", "1900.00", "ZUS", "Trzynasta emerytura")), answers{"income 1900PLN": notC, "income 600PLN": notC}},
	{"5.8 birth grant once", paidIn(one("2026-03-02", "1000.00", "Miejski Ośrodek Pomocy Społecznej", "Becikowe")), answers{"income 1000PLN": notC, "income 300PLN": notC}},
	{"0.6 obligations in two currencies", change(paidIn(w12("5000.00", acme, wages), w12("-100.00", "Bank Zmyślony SA", "Rata kredytu")), second("Euro", secondNumber, "EUR", "90000.00", joined(living(365), w12("-900.00", "Bank Zmyślony SA", "Rata kredytu"))...)), answers{"obligations-at-most 200PLN": i, "obligations-at-most 99PLN": r, "obligations-at-most 900EUR": i}},
	{"4.5 a friend is paid back", paidIn(joined(w12("5000.00", acme, wages), living(365)), one("2026-03-10", "40.00", "Marek Zmyślony", "dzięki"), one("2026-03-12", "-40.00", "Marek Zmyślony", "dzięki")), answers{"without returned payments": c}},
	{"7.9 a card in euros is of its bank's country", change(on("es", "2026-03-31"), euroCard), answers{"without crypto": c}},
	{"7.9 a card in euros of no country", change(change(on("es", "2026-03-31"), euroCard), func(w *world) { w.imp.Targets[0].Accounts[0].IBAN = text.Clean("0049 12") }), answers{"without crypto": i}},
	{"7.9 a wage in euros, small change in zlotys", change(paidIn(one("2026-03-02", "155.00", "Jan Serafin", "za kino")), second("Euro", secondNumber, "EUR", "9000.00", w12("2000.00", acme, wages)...)), answers{"income 7000PLN": i, "income 2000EUR": c}},
	{"7.9 a wage in each currency", change(paidIn(w12("3000.00", acme, wages)), second("Euro", secondNumber, "EUR", "9000.00", w12("2000.00", "Zweite GmbH", wages)...)), answers{"income 7000PLN": r, "income 3000PLN": c}},
	{"2.4 a wage in German on a British account", on("en", "2026-03-31", w12("2000.00", "Rheinwerk Beispiel GmbH", "Gehalt")), answers{"income 2000GBP": c}},
	{"2.4 a wage in Ukrainian on a British account", on("en", "2026-03-31", w12("2000.00", "Otterburn Sample Ltd", "Заробітна плата")), answers{"income 2000GBP": c}},
	{"2.4 a wage given back in German on a British account", on("en", "2026-03-31", w12("2000.00", "Rheinwerk Beispiel GmbH", "Rückzahlung Gehalt")), answers{"income 2000GBP": notC}},
	{"5.10 two sick pays in autumn", paidIn(w12("5000.00", acme, wages), w12("3000.00", "ZUS", "Zasiłek chorobowy")[5:7]), answers{"income 5000PLN": c, "income 5100PLN": r}},
	{"5.9 two sick pays just now", paidIn(w12("5000.00", acme, wages), w12("3000.00", "ZUS", "Zasiłek chorobowy")[:2]), answers{"income 5000PLN": c, "income 8000PLN": i, "income 8100PLN": r}},
	// money that is not earned
	{"5.10 payouts of an unknown lender", paidIn(w12("2000.00", "Szybka Kasa Sp. z o.o.", "Umowa pożyczki 12/2026")), answers{"income 1PLN": r, "without loans": r}},
	{"1.5 salary label on a loan's payout", paidIn(labelled(w12("2000.00", "Szybka Kasa Sp. z o.o.", "Wypłata pożyczki"), "salary")), answers{"income 2000PLN": notC, "without loans": notC}},
	{"5.10 es anticipo", on("es", "2026-03-31", due("es", 8, "2026-03-01", 10, true, "900.00", "", "ANTICIPO DE NOMINA BBVA DISPOSICION")), answers{"income 900EUR": notC, "without loans": notC}},
	{"1.4 es wages from a lender to which nothing is paid", on("es", "2026-03-31", due("es", 8, "2026-03-01", 10, true, "900.00", "ID FINANCE SPAIN SAU MONEYMAN", "NOMINA")), answers{"income 900EUR": c, "employer ID Finance Spain": notR}},
	{"5.10 en a lender called Salary Finance", on("en", "2026-03-31", due("en", 8, "2026-03-01", 10, true, "900.00", "SALARY FINANCE LOANS LTD", "LOAN ADVANCE")), answers{"income 900GBP": r, "without loans": r}},
	{"5.10 en student finance", on("en", "2026-03-31", due("en", 3, "2026-03-01", 10, true, "1900.00", "STUDENT LOANS COMPANY", "SLC MAINTENANCE LOAN")), answers{"income 1900GBP": notC, "without loans": r}},
	{"5.10 cz pujcka with a wage word", on("cz", "2026-03-31", due("cz", 8, "2026-03-01", 10, true, "20000.00", "Zaplo Finance s.r.o.", "Mzda"), due("cz", 8, "2026-03-01", 20, true, "-2000.00", "Zaplo Finance s.r.o.", "")), answers{"income 20000CZK": notC}},
	{"5.10 winnings behind a processor", on("en", "2026-03-31", due("en", 8, "2026-03-01", 10, true, "1900.00", "TRUSTLY GROUP AB", "BETSSON PAYOUT")), answers{"income 1GBP": r, "without gambling": r}},
	{"5.10 loans to strangers paid back", paidIn(w12("3000.00", "AS Mintos Marketplace", "withdrawal")), answers{"income 3000PLN": notC}},
	{"5.9 dividends", paidIn(w12("3000.00", "Omega S.A.", "Dywidenda za 2025")), answers{"income 3000PLN": notC}},
	{"5.9 crowdfunding", paidIn(w12("3000.00", "Zrzutka.pl Sp. z o.o.", "Wypłata ze zbiórki")), answers{"income 3000PLN": notC}},
	{"5.9 own things sold", paidIn(every(20, 14, "2026-03-27", "900.00", "Vinted UAB", "Vinted payout")), answers{"income 1900PLN": notC}},
	{"5.9 platform without tax", paidIn(every(20, 7, "2026-03-27", "900.00", "Bolt Operations OU", "Bolt driver payout")), answers{"income 3000PLN": notC}},
	{"5.9 pay for letting", paidIn(w12("3000.00", "Omega Sp. z o.o.", "Wynagrodzenie za najem lokalu")), answers{"income 3000PLN": notC}},
	{"5.9 es renta of a flat", on("es", "2026-03-31", due("es", 10, "2026-03-01", 5, true, "800.00", "Marta Ajena Soler", "RENTA PISO")), answers{"income 800EUR": i, "income 800EUR pension": r}},
	{"5.8 es pension alimenticia", on("es", "2026-03-31", due("es", 10, "2026-03-01", 5, true, "300.00", "Luis Ajeno Soler", "PENSION ALIMENTICIA")), answers{"income 300EUR": c, "income 300EUR pension": r, "income 300EUR alimony_in": c}},
	{"5.9 cash with the firm's words", paidIn(kinds(w12("5000.00", "", "ACME wynagrodzenie"), "Wpłata gotówkowa")), answers{"income 5000PLN": i}},
	{"5.10 overpaid purchases", paidIn(w12("3000.00", "Zalando SE", "Zwrot zamówienia 8812")), answers{"income 1PLN": r}},
	{"5.10 wages sent back by the office", paidIn(w12("3000.00", "Urząd Skarbowy", "Zwrot nadpłaty podatku")), answers{"income 1PLN": r}},
	// money in circles and from near people
	{"4.4 back to the number under another name", paidIn(fromNo(yours, w12("5000.00", acme, wages)), fromNo(yours, due("pl", 12, "2026-03-01", 12, true, "-4900.00", "Jan Kot", "dla ciebie"))), answers{"income 1PLN": r}},
	{"4.4 back each quarter in one sum", paidIn(w12("5000.00", acme, wages), every(4, 91, "2026-03-20", "-12000.00", acme, "rozliczenie")), answers{"income 1PLN": notC}},
	{"4.1 the own company's account in the reply", change(change(paidIn(fromNo(secondNumber, w12("5000.00", "Łącka Usługi Sp. z o.o.", wages))), second("Firmowe", secondNumber, "PLN", "50000.00", living(365)...)), ownedBy(1, "Łącka Usługi Sp. z o.o. COMPANY")), answers{"income 5000PLN": notC}},
	{"4.1 the own trade pays", paidIn(w12("5000.00", "Anna Łącka Usługi Fryzjerskie", wages)), answers{"income 5000PLN": notC}},
	{"4.3 cz husband with the trade", on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 12, true, "30000.00", "Ing. Karel Łącký", "Mzda")), answers{"income 30000CZK": notC}},
	{"4.4 through a friend and the firm", paidIn(w12("5000.00", "Jan Kot", "Wynagrodzenie"), due("pl", 12, "2026-03-01", 7, true, "-4990.00", "KOT JAN", "na wynagrodzenie")), answers{"income 1PLN": r}},
	// the same money twice
	{"4.7 a copy without a number", change(paidIn(w12("5000.00", acme, wages)), both(numberless, again(""))), answers{"income 10000PLN": notC, "balance 900001PLN": notC, "income 5000PLN": notR}},
	{"4.7 a copy with a masked number", change(paidIn(w12("5000.00", acme, wages)), again("PL61 **** **** **** **** **** 2874")), answers{"income 10000PLN": notC, "balance 900001PLN": notC}},
	{"4.7 a copy in groups of four", change(paidIn(w12("5000.00", acme, wages)), again("61 1090 1014 0000 0712 1981 2874")), answers{"income 10000PLN": notC, "balance 900000PLN": c, "balance 900001PLN": r}},
	{"8.5 an overpaid card", change(paidIn(), card("5000.00", "50000.00")), answers{"balance 900001PLN": r, "balance 900000PLN": c}},
	{"8.5 a loan account with money on it", change(paidIn(), other("Kredyt gotówkowy", "PLN", "50000.00")), answers{"balance 900001PLN": r}},
	// other currencies, other people
	{"0.6 wage in euro, claim in zloty", change(paidIn(), second("Euro", secondNumber, "EUR", "9000.00", w12("1500.00", acme, wages)...)), answers{"income 1500PLN": i, "income 1500EUR": c}},
	{"0.5 mother's account with a proxy", change(paidIn(w12("5000.00", "ZUS", "Emerytura")), ownedBy(0, "Maria Wilk", "Anna Łącka PROXY")), answers{"name Anna Łącka;income 5000PLN": i, "name Anna Łącka": notC, "name Anna Łącka;employer ACME": notC, "name Anna Łącka;balance 1PLN": i}},
	{"4.8 the pension of the other owner", change(paidIn(w12("5000.00", "ZUS", "Emerytura Jan Łącki")), ownedBy(0, "Anna Łącka", "Jan Łącki CO_OWNER")), answers{"name Anna Łącka;income 5000PLN": notC}},
	{"4.8 wages that name nobody", change(paidIn(w12("5000.00", acme, wages)), ownedBy(0, "Anna Łącka", "Jan Obcy CO_OWNER")), answers{"name Anna Łącka;income 5000PLN": i, "name Anna Łącka;balance 450001PLN": notC, "name Anna Łącka;balance 450000PLN": c}},
	{"9.5 the father of that name", change(paidIn(), ownedBy(0, "Jan Nowak")), answers{"name Jan Nowak junior": notC, "name Janina Nowak": notC, "name Jan Nowakowski": notC}},
	{"9.6 namesake of the employer", paidIn(w12("5000.00", "Delta Transport Sp. z o.o.", wages)), answers{"employer Delta": notC, "employer Delta Trans": notC, "employer Delta Transport": c}},
	// rows that could not be read
	// 0.5, 4.8: whose wage it is where the title names somebody
	{"0.5 a wage that names somebody else", paidIn(w12("5000.00", acme, "Wynagrodzenie Marek Obcy 10/2026")), answers{"income 5000PLN": i, "employer ACME": i}},
	{"0.5 a wage that names the husband", paidIn(w12("5000.00", acme, "WYNAGRODZENIE ŁĄCKI MAREK")), answers{"income 5000PLN": i}},
	{"0.5 a wage that names the applicant", paidIn(w12("5000.00", acme, "Wynagrodzenie Anna Łącka")), answers{"income 5000PLN": c, "employer ACME": c}},
	{"0.5 a wage that names her, surname first", paidIn(w12("5000.00", acme, "WYNAGRODZENIE LACKA ANNA M. 10/2026")), answers{"income 5000PLN": c}},
	{"0.5 a wage that names her in another case", paidIn(w12("5000.00", acme, "Wynagrodzenie Anny Łąckiej za maj")), answers{"income 5000PLN": c}},
	{"0.5 a wage from a school called after somebody", paidIn(w12("5000.00", "Szkoła Podstawowa nr 5", "Wynagrodzenie SP 5 im. Jana Zmyślonego")), answers{"income 5000PLN": c}},
	{"0.5 a wage whose title names the payer", paidIn(w12("5000.00", "Adam Zmyślony Transport Sp. z o.o.", "Wynagrodzenie Adam Zmyślony Transport")), answers{"income 5000PLN": c}},
	{"0.5 cz wage that names somebody else", on("cz", "2026-03-31", due("cz", 9, "2026-03-01", 12, true, "31000.00", "Zkouska s.r.o.", "Mzda Petr Cizí")), answers{"income 31000CZK": i}},
	{"0.5 es wage that names somebody else", on("es", "2026-03-31", due("es", 9, "2026-03-01", 12, true, "1800.00", "EMPRESA FICTICIA SL", "NOMINA MARIA INVENTADA SOTO")), answers{"income 1800EUR": i}},
	{"0.5 es wage of July", on("es", "2026-03-31", due("es", 9, "2026-03-01", 12, true, "1800.00", "EMPRESA FICTICIA SL", "NOMINA JULIO EMPRESA FICTICIA")), answers{"income 1800EUR": c}},
	{"0.5 en wage of January", on("en", "2026-03-31", due("en", 9, "2026-03-01", 12, true, "2400.00", "Invented Works Ltd", "SALARY JAN PAYROLL")), answers{"income 2400GBP": c}},
	{"0.5 en wage that names somebody else", on("en", "2026-03-31", due("en", 9, "2026-03-01", 12, true, "2400.00", "Invented Works Ltd", "SALARY PETER MADEUP")), answers{"income 2400GBP": i}},
	// 4.3, 5.8: a company under the applicant's surname is no relative and no trade; it pays wages as any other
	{"4.3 an employer with the applicant's surname", paidIn(w12("5000.00", "Łącki Sp. z o.o.", wages)), answers{"income 5000PLN": c, "employer Łącki Sp. z o.o.": c}},
	{"4.3 a relative's trade as employer", paidIn(w12("5000.00", "Firma Handlowa Piotr Łącki", wages)), answers{"income 5000PLN": i}},
	{"7.1 a wage that cannot be read", change(paidIn(w12("5000.00", acme, wages)), unreadAmount(wages)), answers{"income 5000PLN": i, "income 9000PLN": i, "without gambling": i, "never-below-zero": i, "balance 900000PLN": i}},
	{"7.1 a payment that cannot be read", change(paidIn(w12("5000.00", acme, wages)), unreadAmount("Zakup karta")), answers{"income 5000PLN": i, "without loans": i, "obligations-at-most 0PLN": i, "employer ACME": c, "employer Omega S.A.": i}},
	{"7.1 a writ whose amount cannot be read", change(paidIn(one("2026-03-03", "-1.00", "Komornik Sądowy Jan Obcy", "Km 12/26")), unreadAmount("Km 12/26")), answers{"without bailiff": i, "income 1PLN": i}},
	// no currency: it may be any
	{"0.6 an account without a currency", change(paidIn(w12("5000.00", acme, wages)), inCurrency(0, "")), answers{"income 5000PLN": i, "income 9000PLN": i, "balance 1PLN": i, "obligations-at-most 0PLN": i, "without gambling": i, "never-below-zero": i, "name Anna Łącka": c}},
	{"0.6 the wage on an account without a currency", change(paidIn(), second("Drugie", secondNumber, "", "9000.00", w12("5000.00", acme, wages)...)), answers{"income 5000PLN": i, "balance 900000PLN": notR, "balance 905000PLN": i, "employer ACME": c}},
	{"0.6 instalments on an account without a currency", change(paidIn(), second("Drugie", secondNumber, "", "9000.00", w12("-800.00", "Alfa Bank SA", "Rata kredytu")...)), answers{"obligations-at-most 0PLN": i, "obligations-at-most 900PLN": i, "without loans": r}},
	// signs that hide
	{"8.7 pay later by card in our countries", paidIn(one("2026-03-03", "-150.00", "", "PAYPO SP Z O O WARSZAWA karta")), answers{"without repayments": r}},
	{"8.7 cz twisto", on("cz", "2026-03-31", one("2026-03-03", "-1500.00", "Twisto payments a.s.", "Twisto")), answers{"without repayments": r}},
	{"8.7 es aplazame", on("es", "2026-03-31", one("2026-03-03", "-50.00", "APLAZAME SL", "recibo")), answers{"without repayments": r}},
	{"8.7 en clearpay", on("en", "2026-03-31", one("2026-03-03", "-50.00", "CLEARPAY", "CARD PAYMENT")), answers{"without repayments": r}},
	{"8.7 a stake among subscriptions", paidIn(one("2026-03-03", "-9.99", "PayPal Europe", "PAYPAL *LOTTOLAND")), answers{"without gambling": r}},
	{"8.7 a bailiff as first word of a title", paidIn(one("2026-03-03", "-300.00", "Jan Obcy", "Komornik Km 12/26 rata")), answers{"without bailiff": r}},
	{"8.7 returned by the receiver", paidIn(one("2026-03-03", "300.00", "", "Zwrot przelewu - błędny numer rachunku")), answers{"without returned payments": r, "income 1PLN": r}},
	{"8.7 a pawnbroker", paidIn(one("2026-03-03", "3000.00", "Lombard Złoty", "Pożyczka pod zastaw")), answers{"without loans": notC, "income 900PLN": notC}},
	{"2.6 words of collection to a telephone", paidIn(kinds(one("2026-03-03", "-300.00", "Anna Zmyślona", "nakaz zapłaty"), "PRZELEW NA TELEFON BLIK")), answers{"without debt collection": i, "without bailiff": c}},
	{"2.6 words of a bailiff to a telephone", paidIn(kinds(one("2026-03-03", "-300.00", "Anna Zmyślona", "komornik"), "PRZELEW NA TELEFON BLIK")), answers{"without bailiff": i, "without debt collection": c}},
	// ages and days
	{"8.6 first row only a pending one", paidIn(status("Oczekująca", one("2024-03-03", "-5.00", "Lidl", "Zakup"))), answers{"active-since 2024-03-03": i}},
	{"8.6 first row after a hole of two years", paidIn(one("2023-03-03", "-5.00", "Lidl", "Zakup"), one("2023-03-04", "-5.00", "Lidl", "Zakup")), answers{"active-since 2023-03-03": notR}},
	{"7.2 rows of ninety days, wages of three", change(paidIn(w12("5000.00", acme, wages)), drop("2020-01-01", "2026-01-15")), answers{"income 5000PLN": i, "without bailiff": i, "never-below-zero": i, "obligations-at-most 0PLN": i, "employer ACME": notR}},
	{"7.3 the month of the stake is missing", change(paidIn(w12("5000.00", acme, wages)), drop("2026-01-15", "2026-02-28")), answers{"without gambling": i, "income 5000PLN": i, "never-below-zero": i}},
	// what was not paid is owed all the same
	{"6.1 a bailiff who went without a month", paidIn(w12("5000.00", acme, wages), slices.Delete(w12("-350.00", "Komornik Sądowy Jan Obcy", "Km 12/26"), 1, 2)), answers{"obligations-at-most 349PLN": i, "obligations-at-most 350PLN": c, "obligations-at-most 100PLN": r}},
	{"6.1 cs two instalments not paid", czech(due("cz", 12, "2026-03-01", 10, true, "30000.00", "Zkouska s.r.o.", "Mzda"), slices.Delete(due("cz", 12, "2026-03-01", 12, true, "-4000.00", "Home Credit a.s.", "splátka úvěru"), 1, 3)), answers{"obligations-at-most 3999CZK": notC, "obligations-at-most 4000CZK": c}},
	// an account that names no owner is its login's
	{"4.1 own money, no owner at the account", change(paidIn(due("pl", 12, "2026-03-01", 10, true, "6000.00", "ANNA LACKA", "WYNAGRODZENIE")), ownedBy(0)), answers{"income 1000PLN": r}},
	{"4.3 a father's money, no owner at the account", change(paidIn(due("pl", 12, "2026-03-01", 10, true, "3000.00", "ZENON ŁĄCKI", "na zycie")), ownedBy(0)), answers{"income 1000PLN": r}},
	{"7.8 wages leave, no owner at the account", change(paidIn(w12("5000.00", acme, wages), due("pl", 12, "2026-03-01", 10, true, "-4800.00", "Łącka Anna", "na moje konto")), ownedBy(0)), answers{"without loans": i, "obligations-at-most 0PLN": i, "income 5000PLN": c}},
	{"7.8 wages leave the same day", paidIn(w12("5000.00", acme, wages), due("pl", 12, "2026-03-01", 10, true, "-4800.00", "Łącka Anna", "na moje konto")), answers{"without loans": i, "without bailiff": i, "obligations-at-most 0PLN": i, "income 5000PLN": c}},
}
