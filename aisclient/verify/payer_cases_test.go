package verify

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// parties gives rows counterparties in turn.
func parties(rows []aisclient.Transaction, names ...string) []aisclient.Transaction {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Party = text.Clean(names[i%len(names)])
	}
	return rows
}

// titles gives rows titles in turn.
func titles(rows []aisclient.Transaction, names ...string) []aisclient.Transaction {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Title = text.Clean(names[i%len(names)])
	}
	return rows
}

// kinds gives rows a kind of the bank.
func kinds(rows []aisclient.Transaction, k string) []aisclient.Transaction {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Kind = text.Clean(k)
	}
	return rows
}

// labelled gives rows a label of the provider.
func labelled(rows []aisclient.Transaction, k string) []aisclient.Transaction {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Labels = append(rows[i].Labels, text.Clean(k))
	}
	return rows
}

// w12 is a year of payments on the 10th, paidIn a Polish customer at the end of March.
func w12(x, party, title string) []aisclient.Transaction {
	return due("pl", 12, "2026-03-01", 10, true, x, party, title)
}

func paidIn(rows ...[]aisclient.Transaction) func(t *testing.T) *world {
	return on("pl", "2026-03-31", rows...)
}

// livingAt gives the owner an address.
func livingAt(address string) func(w *world) {
	return owner(func(o *aisclient.Owner) { o.Address = text.Clean(address) })
}

// payerCases are payers as banks write them: spellings, numbers, titles that change, labels, circles, bonuses.
var payerCases = []statementCase{
	{"3.1 spellings of one payer by name", paidIn(parties(w12("5000.00", "", wages), "ACME SP Z O.O.", "ACME SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ", "ACME Sp. z o.o. ul. Długa 5 00-001 Warszawa")), answers{"income 5000PLN": c, "income 5001PLN": r, "employer ACME Sp. z o.o.": c}},
	{"3.1 one number, other spellings", paidIn(fromNo(yours, parties(w12("5000.00", "", wages), "ACME", "Acme Polska", "PAYROLL ACME"))), answers{"income 5000PLN": c, "income 5001PLN": r}},
	{"3.4 two numbers of one payer", paidIn(fromNo(yours, w12("5000.00", acme, wages))[:6], fromNo(secondNumber, w12("5000.00", acme, wages))[6:]), answers{"income 5000PLN": c, "income 5001PLN": r}},
	{"5.1 titles change with the month", paidIn(titles(w12("5000.00", acme, ""), "Wynagrodzenie za 03/2026", "wynagrodzenie luty", "WYNAGR. ZA PRACE 1/26", "Przelew wynagrodzenia")), answers{"income 5000PLN": c, "income 5001PLN": r}},
	{"5.1 some titles without the word", paidIn(titles(w12("5000.00", acme, ""), "Wynagrodzenie", "przelew", "Wynagrodzenie")), answers{"income 5000PLN": c, "income 5001PLN": r}},
	{"5.2 a pay day that moved", paidIn(due("pl", 6, "2025-09-01", 10, true, "5000.00", acme, wages), due("pl", 6, "2026-03-01", 28, true, "5000.00", acme, wages)), answers{"income 5000PLN": c, "income 5001PLN": r}},
	{"5.4 one month unpaid in the middle", paidIn(slices.Delete(w12("5000.00", acme, wages), 4, 5)), answers{"income 5000PLN": c, "income 5001PLN": r}},
	{"5.4 the month before last unpaid", paidIn(slices.Delete(w12("5000.00", acme, wages), 1, 2)), answers{"income 5000PLN": notC}},
	{"5.6 weekly with a week off", on("en", "2026-03-31", slices.Delete(every(30, 7, "2026-03-27", "500.00", "Invented Works Ltd", "WAGES"), 5, 6)), answers{"income 1895GBP": c, "income 1900GBP": i, "income 2166GBP": r}},
	{"5.8 wage through a payroll firm", paidIn(w12("5000.00", "Adecco Poland Sp. z o.o.", wages)), answers{"income 5000PLN": c}},
	{"5.8 wage by a wallet", paidIn(w12("5000.00", "PayPal Europe", "wynagrodzenie")), answers{"income 5000PLN": i}},
	{"5.8 label salary without words", paidIn(labelled(w12("5000.00", "Zaklad Deska", "przelew 12"), "salary")), answers{"income 5000PLN": c}},
	{"1.5 label salary on a lender", paidIn(labelled(w12("5000.00", "Vivus Finance Sp. z o.o.", "wyplata pozyczki"), "salary")), answers{"income 1PLN": r}},
	{"1.4 wage words from a lender, repaid to its domain", paidIn(w12("5000.00", "VIVUS FINANCE SP. Z O.O.", wages), fromNo(yours, w12("-5000.00", "VIVUS.PL", "spłata"))), answers{"income 5000PLN": notC}},
	{"1.4 wage words from a lender, repaid to its brand", paidIn(w12("5000.00", "PROVIDENT POLSKA S.A.", wages), fromNo(yours, w12("-900.00", "PROVIDENT", "rata"))), answers{"income 5000PLN": notC}},
	{"1.4 wage words from a lender, repaid behind a processor", paidIn(w12("5000.00", "VIVUS FINANCE SP. Z O.O.", wages), w12("-900.00", "PAYU*VIVUS.PL", "rata")), answers{"income 5000PLN": notC}},
	{"1.4 wage words from a lender, repaid by a title alone", paidIn(w12("5000.00", "VIVUS FINANCE SP. Z O.O.", wages), w12("-900.00", "", "spłata pożyczki vivus.pl")), answers{"income 5000PLN": notC}},
	{"1.4 es wage words from a lender, repaid by direct debit", on("es", "2026-03-31", due("es", 9, "2026-03-01", 12, false, "1800.00", "CETELEM", "NOMINA"), due("es", 9, "2026-03-01", 20, false, "-500.00", "", "RECIBO CETELEM")), answers{"income 1800EUR": notC}},
	{"1.4 wages of a lender, another lender repaid", paidIn(w12("5000.00", "VIVUS FINANCE SP. Z O.O.", wages), fromNo(yours, w12("-900.00", "PROVIDENT", "rata"))), answers{"income 5000PLN": c}},
	{"1.4 wages of a lender to which nothing is paid", paidIn(w12("5000.00", "VIVUS FINANCE SP. Z O.O.", wages)), answers{"income 5000PLN": c}},
	{"1.4 cz wages of one lender of a long list, another repaid", on("cz", "2026-03-31", due("cz", 9, "2026-03-01", 12, false, "31000.00", "Zaplo Finance s.r.o.", "Mzda"), due("cz", 9, "2026-03-01", 20, false, "-900.00", "Acema Credit", "splátka")), answers{"income 31000CZK": c}},
	{"1.4 wage words from a bookmaker, stakes behind a processor", paidIn(w12("5000.00", "STS S.A.", wages), w12("-500.00", "PAYU*STS", "stawka")), answers{"income 5000PLN": notC}},
	{"1.4 wage words from a bookmaker, stakes to its domain", paidIn(w12("5000.00", "STS S.A.", wages), w12("-500.00", "STS.PL", "depozyt")), answers{"income 5000PLN": notC}},
	{"1.4 wages of a bookmaker to which nothing is paid", paidIn(w12("5000.00", "STS S.A.", wages)), answers{"income 5000PLN": c}},
	{"1.4 a win that is called a wage", paidIn(w12("5000.00", "STS S.A.", "Wynagrodzenie - wypłata wygranej")), answers{"income 5000PLN": notC}},
	{"1.4 a win beside a word of wages", paidIn(w12("5000.00", "STS S.A.", "wygrana wynagrodzenie")), answers{"income 5000PLN": notC}},
	{"1.6 a title of number, month and payer", paidIn(titles(w12("5000.00", acme, ""), "przelew 03/2026 ACME SP. Z O.O.", "za luty Anna Łącka", "REF 4471/22", "")), answers{"income 5000PLN": c}},
	{"1.6 an agreement in instalments", paidIn(w12("5000.00", acme, "ugoda rata 3/12")), answers{"income 5000PLN": i}},
	{"1.6 a price in parts", paidIn(w12("5000.00", acme, "cena nabycia 3")), answers{"income 5000PLN": i}},
	{"1.6 the payout of a profit", paidIn(w12("5000.00", acme, "wypłata zysku za 03/2026")), answers{"income 5000PLN": i}},
	{"1.6 the payout of a deposit", paidIn(w12("5000.00", acme, "wypłata wadium")), answers{"income 5000PLN": notC}},
	{"1.6 a payout", paidIn(titles(w12("5000.00", acme, ""), "wypłata 03/2026", "wypłata za luty", "wypłata Anna Łącka")), answers{"income 5000PLN": c}},
	{"1.6 cz a payout of invoices", on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 12, false, "31000.00", "Zkouska s.r.o.", "vyplata za faktury 3")), answers{"income 31000CZK": notC}},
	{"1.6 cz a payout for a month", on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 12, false, "31000.00", "Zkouska s.r.o.", "vyplata za 03/2026")), answers{"income 31000CZK": c}},
	{"1.6 cz bonds that are bought back", on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 12, false, "31000.00", "Zkouska s.r.o.", "odkup dluhopisu")), answers{"income 31000CZK": notC}},
	{"1.6 es a share of the profits", spanish(year("es", "1400.00", "EMPRESA FICTICIA SL", "REPARTO DE BENEFICIOS")), answers{"income 1400EUR": i}},
	{"5.8 es an office with a word that is a given name", spanish(year("es", "1400.00", "JUNTA DE CASTILLA Y LEON", "NOMINA 03/26")), answers{"income 1400EUR": c, "employer Junta de Castilla y León": c}},
	{"5.8 es a workshop with a word that is a given name", spanish(year("es", "1400.00", "TALLERES LEON", "NOMINA 03/26")), answers{"income 1400EUR": c}},
	{"5.8 es a person with such a name", spanish(year("es", "1400.00", "LEON CASTILLO RUIZ", "NOMINA 03/26")), answers{"income 1400EUR": i}},
	{"5.8 es a payroll in three letters", spanish(year("es", "1400.00", "EMPRESA FICTICIA SL", "NOM 03/26")), answers{"income 1400EUR": c}},
	{"1.6 es a transfer that came", spanish(year("es", "1400.00", "EMPRESA FICTICIA SL", "TRANSFERENCIA A SU FAVOR MES 11")), answers{"income 1400EUR": {Confirmed, Inconclusive}}},
	{"1.6 en a licence", on("en", "2026-03-31", due("en", 12, "2026-03-01", 12, true, "2400.00", "Invented Works Ltd", "licence fee 3")), answers{"income 2400GBP": i}},
	{"1.6 en a capital that comes back", on("en", "2026-03-31", due("en", 12, "2026-03-01", 12, true, "2400.00", "Invented Works Ltd", "return of capital")), answers{"income 2400GBP": notC}},
	{"1.6 en a credit by giro", on("en", "2026-03-31", due("en", 12, "2026-03-01", 12, true, "2400.00", "Invented Works Ltd", "BACS CREDIT REF 22")), answers{"income 2400GBP": c}},
	{"1.6 a firm that calls itself a lender", paidIn(w12("5000.00", "Fast Zmyslone Finance Sp. z o.o.", "przelew 3")), answers{"income 5000PLN": i, "without loans": i}},
	{"1.6 cz such a firm", on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 12, false, "31000.00", "Zkouska Kredit s.r.o.", "platba 3")), answers{"income 31000CZK": i, "without loans": i}},
	{"1.6 es such a firm", spanish(year("es", "1400.00", "DINERO INVENTADO SL", "TRANSFERENCIA 3")), answers{"income 1400EUR": i, "without loans": i}},
	{"1.6 en such a firm", on("en", "2026-03-31", due("en", 12, "2026-03-01", 12, true, "2400.00", "Invented Credit Finance Ltd", "payment 3")), answers{"income 2400GBP": i, "without loans": i}},
	{"8.7 en such a firm is paid monthly", on("en", "2026-03-31", due("en", 12, "2026-03-01", 12, true, "-240.00", "Invented Credit Finance Ltd", "agreement 771")), answers{"without repayments": i, "obligations-at-most 100GBP": notC}},
	{"5.8 its staff are paid wages all the same", paidIn(w12("5000.00", "Fast Zmyslone Finance Sp. z o.o.", wages)), answers{"income 5000PLN": c, "without loans": c}},
	{"1.6 an insurer that no register names", paidIn(w12("5000.00", "Zmyslone Ubezpieczenia S.A.", "przelew 3")), answers{"income 5000PLN": notC}},
	{"1.6 cz a broker that no register names", on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 12, false, "31000.00", "Zkouska Makler a.s.", "platba 3")), answers{"income 31000CZK": i}},
	{"1.6 es a shop that no register names", spanish(year("es", "1400.00", "TIENDA INVENTADA SL", "TRANSFERENCIA 3")), answers{"income 1400EUR": i}},
	{"4.3 a name that no list has, with the owner's surname", paidIn(w12("5000.00", "Xyzuzanna Łącka", wages)), answers{"income 5000PLN": i}},
	{"5.8 en a given name of Wales", on("en", "2026-03-31", due("en", 12, "2026-03-01", 12, true, "2400.00", "Aneurin Invented", "salary 3")), answers{"income 2400GBP": i}},
	{"1.5 wage words from a broker", paidIn(w12("5000.00", "XTB S.A.", wages)), answers{"income 5000PLN": i}},
	{"5.10 advances of a factor", paidIn(w12("5000.00", "Zmyślony Faktor S.A.", "FAKTORING zaliczka")), answers{"income 5000PLN": notC}},
	{"5.8 money to pay the staff with", paidIn(w12("5000.00", acme, "środki na wypłatę wynagrodzeń pracowników")), answers{"income 5000PLN": notC}},
	{"5.8 wages of the staff", paidIn(w12("5000.00", acme, "wypłata wynagrodzenia pracownika")), answers{"income 5000PLN": c}},
	{"5.10 cz wages that came back", on("cz", "2026-03-31", due("cz", 9, "2026-03-01", 12, false, "31000.00", "Zkouska s.r.o.", "vrácení mzdy")), answers{"income 31000CZK": notC}},
	{"1.5 label salary from oneself", paidIn(labelled(w12("5000.00", "Anna Łącka", "przelew"), "salary")), answers{"income 1PLN": r}},
	{"5.9 b2b without taxes", paidIn(titles(w12("12000.00", acme, ""), "Faktura 3/2026", "Faktura 2/2026", "FV 1/2026")), answers{"income 12000PLN": i, "income 12001PLN": r}},
	{"5.8 en a household pays COUNCIL TAX", on("en", "2026-03-31", due("en", 12, "2026-03-01", 10, true, "3000.00", "KLIENT ZET LTD", "INVOICE 12"), due("en", 12, "2026-03-01", 15, true, "-300.00", "NINGTOWN CITY COUNCIL", "COUNCIL TAX")), answers{"income 2000GBP": i}},
	{"5.8 en a household pays VEHICLE TAX", on("en", "2026-03-31", due("en", 12, "2026-03-01", 10, true, "3000.00", "KLIENT ZET LTD", "INVOICE 12"), due("en", 12, "2026-03-01", 15, true, "-300.00", "DVLA", "VEHICLE TAX")), answers{"income 2000GBP": i}},
	{"5.8 es a household pays IMPUESTO VEHICULOS", on("es", "2026-03-31", due("es", 12, "2026-03-01", 10, true, "3000.00", "KLIENT ZET LTD", "FACTURA 3/2026"), due("es", 12, "2026-03-01", 15, true, "-300.00", "AYUNTAMIENTO DE NINGUNA PARTE", "IMPUESTO VEHICULOS")), answers{"income 2000EUR": i}},
	{"5.8 cz a household pays daň z nemovitých věcí", on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 10, true, "40000.00", "KLIENT ZET LTD", "Faktura 3"), due("cz", 12, "2026-03-01", 15, true, "-3000.00", "FINANČNÍ ÚŘAD", "daň z nemovitých věcí")), answers{"income 30000CZK": i}},
	{"5.8 cz the tax on income goes to the same office", on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 10, true, "40000.00", "KLIENT ZET S.R.O.", "Faktura 3"), due("cz", 12, "2026-03-01", 15, true, "-3000.00", "Finanční úřad pro hlavní město Prahu", "záloha na daň z příjmů")), answers{"income 30000CZK": c}},
	{"5.8 b2b with taxes", paidIn(titles(w12("12000.00", acme, ""), "Faktura 3/2026", "Faktura 2/2026"), due("pl", 12, "2026-03-01", 20, true, "-1600.00", "ZUS", "Skladki"), due("pl", 12, "2026-03-01", 20, true, "-1400.00", "Urzad Skarbowy", "PIT-5L")), answers{"income 9000PLN": c, "income 9001PLN": i, "income 12001PLN": r}},
	{"4.1 wage word between own accounts outside", paidIn(w12("5000.00", "Anna Łącka", wages)), answers{"income 1PLN": r}},
	{"4.3 address of the owner", change(paidIn(w12("5000.00", "Ewa Obca ul. Długa 5/3 00-001 Warszawa", wages)), func(w *world) {
		w.first().Owners[0].Address = text.Clean("ul. Długa 5/3, 00-001 Warszawa")
	}), answers{"income 5000PLN": notC}},
	{"4.3 a firm at the flat of the owner", change(paidIn(w12("5000.00", "Obca Consulting ul. Długa 5/3 00-001 Warszawa", wages)), livingAt("ul. Długa 5/3, 00-001 Warszawa")), answers{"income 5000PLN": i}},
	{"4.3 a company at the flat of the owner", change(paidIn(w12("5000.00", "Obca Consulting Sp. z o.o. ul. Długa 5/3 00-001 Warszawa", wages)), livingAt("ul. Długa 5/3, 00-001 Warszawa")), answers{"income 5000PLN": i}},
	{"4.3 a company at the address of the login", change(paidIn(w12("5000.00", "Obca Consulting Sp. z o.o. ul. Długa 5/3 00-001 Warszawa", wages)), func(w *world) {
		w.imp.Targets[0].Owners[0].Address = text.Clean("ul. Długa 5/3, 00-001 Warszawa")
	}), answers{"income 5000PLN": i}},
	{"4.3 a company in the house of the owner, another flat", change(paidIn(w12("5000.00", "Obca Consulting Sp. z o.o. ul. Długa 5/4 00-001 Warszawa", wages)), livingAt("ul. Długa 5/3, 00-001 Warszawa")), answers{"income 5000PLN": c}},
	{"4.3 a partnership of relatives", paidIn(w12("5000.00", "ŁĄCCY S.C. PIOTR ŁĄCKI, EWA ŁĄCKA", wages)), answers{"income 5000PLN": i}},
	{"4.3 a partnership of others", paidIn(w12("5000.00", "OBCY S.C. PIOTR OBCY, EWA OBCA", wages)), answers{"income 5000PLN": c}},
	{"4.3 a relative named as the sender", paidIn(fromNo(yours, w12("5000.00", "", "Wynagrodzenie od Piotra Łąckiego"))), answers{"income 5000PLN": i}},
	{"4.3 oneself named as the sender", paidIn(fromNo(yours, w12("5000.00", "", "PRZELEW OD ANNA ŁĄCKA WYNAGRODZENIE"))), answers{"income 5000PLN": i}},
	{"4.3 a day behind the word for from", paidIn(fromNo(yours, w12("5000.00", "", "Wynagrodzenie od 1.03 do 31.03 Anna Łącka"))), answers{"income 5000PLN": c}},
	{"4.3 a company with the full name of the applicant", paidIn(w12("5000.00", "ANNA ŁĄCKA SP. Z O.O.", wages)), answers{"income 5000PLN": i}},
	{"4.3 a company with the full name of the applicant in Spain", change(spanish(due("es", 12, "2026-03-01", 27, true, "1700.00", "PEDRO GARCIA LOPEZ SL", "NOMINA MARZO")), ownedBy(0, "Pedro García López")), answers{"income 1700EUR": i}},
	{"4.3 a company with the surname", paidIn(w12("5000.00", "ŁĄCKA SP. Z O.O.", wages)), answers{"income 5000PLN": c}},
	{"4.3 a company with the name of another Anna", paidIn(w12("5000.00", "ANNA OBCA SP. Z O.O.", wages)), answers{"income 5000PLN": c}},
	{"4.4 goes out first and comes back", paidIn(w12("5000.00", "Omega Sp. z o.o.", wages), due("pl", 12, "2026-03-01", 5, true, "-4800.00", "Omega Sp. z o.o.", "przelew")), answers{"income 1PLN": r}},
	{"4.4 back to a branch", paidIn(fromNo(yours, w12("5000.00", "Alfa Budowa Sp. z o.o.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-4900.00", "Alfa Budowa Sp. z o.o. Oddział Kraków", "przelew"))), answers{"income 5000PLN": notC}},
	{"4.4 back to a name with a letter of another script", paidIn(fromNo(yours, w12("5000.00", "Alfa Budowa Sp. z o.o.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-4900.00", "\u0410LF\u0410 BUDOWA SP. Z O.O.", "przelew"))), answers{"income 5000PLN": notC}},
	{"4.4 through a person, named in the title", paidIn(w12("5000.00", "Alfa Budowa Sp. z o.o.", wages), due("pl", 12, "2026-03-01", 20, true, "-4600.00", "Marek Zmyślny", "dla Alfa Budowa Sp. z o.o. 03")), answers{"income 5000PLN": i}},
	{"4.4 a little through a person, named in the title", paidIn(w12("5000.00", "Alfa Budowa Sp. z o.o.", wages), due("pl", 12, "2026-03-01", 20, true, "-700.00", "Marek Zmyślny", "składka w Alfa Budowa Sp. z o.o.")), answers{"income 5000PLN": c}},
	{"4.4 to the payer's number in the title alone", paidIn(fromNo(yours, w12("5000.00", "Alfa Budowa Sp. z o.o.", wages)), due("pl", 12, "2026-03-01", 20, true, "-4600.00", "", "na "+yours)), answers{"income 5000PLN": i}},
	{"4.4 to another number in the title alone", paidIn(fromNo(yours, w12("5000.00", "Alfa Budowa Sp. z o.o.", wages)), due("pl", 12, "2026-03-01", 20, true, "-4600.00", "", "na "+secondNumber)), answers{"income 5000PLN": c}},
	{"4.4 back to a name in one word", paidIn(fromNo(yours, w12("5000.00", "Alfa Budowa Sp. z o.o.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-4900.00", "ALFABUDOWA SP. Z O.O.", "przelew"))), answers{"income 5000PLN": notC}},
	{"4.4 back to a branch in Spain", on("es", "2026-03-31", due("es", 12, "2026-03-01", 27, true, "1700.00", "ALFA OBRAS SL", "NOMINA MARZO"), due("es", 12, "2026-03-01", 5, true, "-1600.00", "ALFA OBRAS SL SUCURSAL MADRID", "transferencia")), answers{"income 1700EUR": notC}},
	{"4.4 a bank to which nothing is paid", paidIn(w12("5000.00", "Revolut Bank UAB", wages)), answers{"income 5000PLN": c}},
	{"4.4 a bank into which the money went before", paidIn(fromNo(yours, w12("5000.00", "Revolut Bank UAB", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 5, true, "-4800.00", "Revolut Bank UAB", "top up"))), answers{"income 5000PLN": i}},
	{"4.4 a bank that is filled by card", paidIn(w12("5000.00", "Revolut Bank UAB", wages), kinds(due("pl", 12, "2026-03-01", 5, true, "-4800.00", "", "REVOLUT**4471* DUBLIN"), "Zakup kartą")), answers{"income 5000PLN": i}},
	{"4.4 a bank that is filled by card, its name alone", paidIn(w12("5000.00", "Revolut Bank UAB", wages), kinds(due("pl", 12, "2026-03-01", 5, true, "-4800.00", "", "REVOLUT**4471*"), "Zakup kartą")), answers{"income 5000PLN": i}},
	{"4.4 an exchange that is filled by card", paidIn(w12("5000.00", "WALUTOMAT", wages), kinds(due("pl", 12, "2026-03-01", 5, true, "-4800.00", "", "WALUTOMAT.PL"), "Zakup kartą")), answers{"income 5000PLN": i}},
	{"4.4 en a wallet in two words", on("en", "2026-03-31", due("en", 12, "2026-03-01", 12, true, "2400.00", "CASHAPP", "SALARY"), kinds(due("en", 12, "2026-03-01", 5, true, "-2300.00", "", "CASH APP*PETER"), "DEB")), answers{"income 2400GBP": i}},
	{"4.4 a bank with which the home is financed", paidIn(w12("5000.00", "PKO Bank Polski SA", wages), due("pl", 12, "2026-03-01", 20, true, "-2600.00", "PKO Bank Polski SA", "rata kredytu hipotecznego")), answers{"income 5000PLN": c}},
	{"4.4 cash from the machines of a bank that pays", paidIn(w12("5000.00", "PKO Bank Polski SA", wages), kinds(w12("-3000.00", "", "PKO BP BANKOMAT KRAKOW"), "Wypłata z bankomatu")), answers{"income 5000PLN": c}},
	{"4.4 a television of the shop that pays", paidIn(w12("5000.00", "Media Markt Sp. z o.o.", wages), kinds(one("2026-03-15", "-3900.00", "", "MEDIA MARKT KRAKOW"), "Zakup kartą")), answers{"income 5000PLN": c}},
	{"4.4 shopping at the firm that pays", paidIn(w12("2000.00", "Zmyślny Market Sp. z o.o.", wages), kinds(every(60, 5, "2026-03-28", "-300.00", "", "ZMYSLNY MARKET 12"), "Zakup kartą")), answers{"income 2000PLN": c}},
	{"4.4 large purchases by card at a firm that keeps no money", paidIn(w12("5000.00", "Zmyślny Market Sp. z o.o.", wages), kinds(w12("-4600.00", "", "ZMYSLNY MARKET 12"), "Zakup kartą")), answers{"income 5000PLN": c}},
	{"4.4 back to a name in another order", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-4500.00", "GAMMA WYTWÓRNIA LAMP", "przelew"))), answers{"income 1PLN": r}},
	{"4.4 back to a name with another letter", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-4500.00", "WYTWÓRNIA LAMP GANMA", "przelew"))), answers{"income 1PLN": r}},
	{"4.4 back to a branch behind the legal form", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-4500.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O. (RADOM ODDZIAŁ)", "przelew"))), answers{"income 1PLN": r}},
	{"4.4 cz back to a branch", on("cz", "2026-03-31", fromNo(yours, due("cz", 12, "2026-03-01", 12, true, "31000.00", "SKLÁRNA GAMMA S.R.O.", "Mzda")), fromNo(secondNumber, due("cz", 12, "2026-03-01", 20, true, "-28000.00", "SKLÁRNA GAMMA S.R.O. - ODŠTĚPNÝ ZÁVOD TÁBOR", "platba"))), answers{"income 1CZK": r}},
	{"4.4 back to the person who trades", paidIn(fromNo(yours, w12("5000.00", "JAN OBCY USŁUGI TRANSPORTOWE", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-4500.00", "Jan Obcy", "przelew"))), answers{"income 1PLN": r}},
	{"4.4 rent to another with the trader's surname", paidIn(fromNo(yours, w12("5000.00", "JAN OBCY USŁUGI TRANSPORTOWE", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-2600.00", "Ewa Obca", "czynsz"))), answers{"income 5000PLN": c}},
	{"4.4 a firm of the same trade", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-2600.00", "WYTWÓRNIA LAMP DELTA", "przelew"))), answers{"income 5000PLN": c}},
	{"4.4 rent to another firm", paidIn(fromNo(yours, w12("5000.00", "Alfa Budowa Sp. z o.o.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-2900.00", "Alfa Dom Sp. z o.o. Oddział Kraków", "czynsz"))), answers{"income 5000PLN": c}},
	{"4.3 a private employer by a title and a letter", paidIn(w12("5000.00", "Mgr A. Lis", wages)), answers{"income 5000PLN": notC}},
	{"4.3 cz a private employer by a title and a letter", on("cz", "2026-03-31", due("cz", 12, "2026-03-01", 10, true, "30000.00", "Ing. P. Malý", "Mzda")), answers{"income 30000CZK": notC}},
	{"4.3 en a private employer by two letters", on("en", "2026-03-31", due("en", 12, "2026-03-01", 10, true, "1500.00", "MRS A B JONES", "Salary")), answers{"income 1500GBP": notC}},
	{"4.3 es a private employer by a letter and two surnames", on("es", "2026-03-31", due("es", 12, "2026-03-01", 10, true, "1500.00", "M. GIL SOTO", "Nomina")), answers{"income 1500EUR": notC}},
	{"4.3 a letter that is a firm's", paidIn(w12("5000.00", "B. Braun Medical", wages)), answers{"income 5000PLN": c}},
	{"4.3 a relative's trade by a letter", paidIn(w12("5000.00", "P. Łącki - Biuro rachunkowe", wages)), answers{"income 5000PLN": notC}},
	{"4.4 back to a group with the payer's word", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-4500.00", "GRUPA GAMMA SP. Z O.O.", "przelew"))), answers{"income 5000PLN": i}},
	{"4.4 back to a name with a word cut and one less", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-4500.00", "WYTW. LAMP GAMMA", "przelew"))), answers{"income 5000PLN": i}},
	{"4.4 back to a firm in bankruptcy", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-4500.00", "WYTWÓRNIA LAMP GAMMA W UPADŁOŚCI", "przelew"))), answers{"income 5000PLN": i}},
	{"4.4 a fifth back to the payer's word alone", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-1000.00", "GAMMA S.A.", "przelew"))), answers{"income 5000PLN": i}},
	{"4.4 a twentieth to a firm with the payer's word", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-250.00", "GAMMA S.A.", "przelew"))), answers{"income 5000PLN": c}},
	{"4.4 meals at the group of the payer", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-700.00", "GAMMA RESTAURACJA", "obiady"))), answers{"income 5000PLN": c}},
	{"4.4 rent to the group of the payer", paidIn(fromNo(yours, w12("5000.00", "WYTWÓRNIA LAMP GAMMA SP. Z O.O.", wages)), fromNo(secondNumber, due("pl", 12, "2026-03-01", 20, true, "-2000.00", "GAMMA NIERUCHOMOŚCI SP. Z O.O.", "czynsz najmu"))), answers{"income 5000PLN": c}},
	{"4.4 cz back to a plant", on("cz", "2026-03-31", fromNo(yours, due("cz", 12, "2026-03-01", 12, true, "31000.00", "SKLÁRNA GAMMA S.R.O.", "Mzda")), fromNo(secondNumber, due("cz", 12, "2026-03-01", 20, true, "-28000.00", "GAMMA SKLO S.R.O.", "platba"))), answers{"income 31000CZK": i}},
	{"4.4 es back to a delegation", on("es", "2026-03-31", due("es", 12, "2026-03-01", 27, true, "1700.00", "VIDRIOS GAMMA SL", "NOMINA MARZO"), due("es", 12, "2026-03-01", 5, true, "-1600.00", "DELEGACION VID. GAMMA", "transferencia")), answers{"income 1700EUR": i}},
	{"4.4 en back to the head office", on("en", "2026-03-31", due("en", 12, "2026-03-01", 12, true, "2400.00", "GAMMA GLASSWORKS LTD", "SALARY"), due("en", 12, "2026-03-01", 5, true, "-2300.00", "HEAD OFFICE GAMMA GLASSWKS", "transfer")), answers{"income 2400GBP": i}},
	{"4.4 en a firm of the same trade", on("en", "2026-03-31", due("en", 12, "2026-03-01", 12, true, "2400.00", "GAMMA GLASSWORKS LTD", "SALARY"), due("en", 12, "2026-03-01", 5, true, "-1300.00", "DELTA GLASSWORKS LTD", "transfer")), answers{"income 2400GBP": c}},
	{"4.4 a wallet that no list has, filled by card", paidIn(w12("5000.00", "KREZUM LTD", wages), kinds(due("pl", 12, "2026-03-01", 5, true, "-4800.00", "", "KREZUM*TOPUP"), "Zakup kartą")), answers{"income 5000PLN": i}},
	{"4.4 most of it by card at an employer whose name says what he sells", paidIn(w12("5000.00", "WYTWÓRNIA KREZUM LTD", wages), kinds(due("pl", 12, "2026-03-01", 5, true, "-4800.00", "", "WYTWÓRNIA KREZUM"), "Zakup kartą")), answers{"income 5000PLN": c}},
	{"4.4 a tenth by card at an employer that no list has", paidIn(w12("5000.00", "KREZUM LTD", wages), kinds(due("pl", 12, "2026-03-01", 5, true, "-500.00", "", "KREZUM 12"), "Zakup kartą")), answers{"income 5000PLN": c}},
	{"4.4 en back to the sort code and number of an IBAN", on("en", "2026-03-31", fromNo("GB93LOYD30266517610430", due("en", 12, "2026-03-01", 12, true, "2400.00", "GAMMA GLASSWORKS LTD", "SALARY")), fromNo("30-26-65 17610430", due("en", 12, "2026-03-01", 5, true, "-2300.00", "", "transfer"))), answers{"income 2400GBP": r}},
	{"4.4 card purchases at the employer", paidIn(w12("5000.00", "Lidl Sp. z o.o.", wages), kinds(parties(w12("-3000.00", "", "Zakup karta"), "Lidl Sp. z o.o."), "Zakup karta")), answers{"income 5000PLN": c}},
	{"4.4 card purchases of a kind without the word", paidIn(w12("5000.00", "Lidl Sp. z o.o.", wages), kinds(parties(w12("-3000.00", "", ""), "Lidl"), "Transakcja bezgotówkowa")), answers{"income 5000PLN": c}},
	{"4.4 transfers of a kind without a word", paidIn(w12("5000.00", "Lidl Sp. z o.o.", wages), kinds(parties(w12("-3000.00", "", ""), "Lidl Sp. z o.o."), "Transakcja")), answers{"income 1PLN": notC}},
	{"4.4 es back under words with a card's name inside", on("es", "2026-03-31", due("es", 12, "2026-03-01", 10, true, "1800.00", "OBRAS LUNA SL", "NOMINA"), kinds(parties(due("es", 12, "2026-03-01", 14, true, "-1700.00", "", "FACTURA REVISADA"), "OBRAS LUNA SL"), "Transferencia")), answers{"income 1EUR": r}},
	{"4.4 back under words with the beginning of a card inside", paidIn(w12("5000.00", "Lidl Sp. z o.o.", wages), kinds(parties(w12("-4800.00", "", "Kartuzy zwrot"), "Lidl Sp. z o.o."), "Przelew wychodzący")), answers{"income 1PLN": r}},
	{"5.5 en an advance, the bank's kind says credit", on("en", "2026-03-31", kinds(joined(due("en", 12, "2026-03-01", 3, true, "700.00", "HEATHER MILL LTD", "Wage advance"), due("en", 12, "2026-03-01", 10, true, "1500.00", "HEATHER MILL LTD", "Salary")), "Bank giro credit")), answers{"income 2200GBP": c, "income 2210GBP": r}},
	{"5.10 en an advance from a credit union", on("en", "2026-03-31", kinds(due("en", 12, "2026-03-01", 3, true, "700.00", "Meadow Credit Union", "Wage advance"), "Bank giro credit")), answers{"income 1GBP": notC}},
	{"4.5 wages with a reference that stands on what goes out to somebody else", paidIn(w12("5000.00", acme, "Wynagrodzenie REF 2026/88123"), fromNo(yours, due("pl", 12, "2026-03-01", 13, false, "-5000.00", "Jolanta Obca", "REF 2026/88123"))), answers{"income 5000PLN": notC, "income 1000PLN": notC}},
	{"4.5 three wages sent back with their reference", paidIn(w12("5000.00", acme, "Wynagrodzenie REF 2026/88123"), fromNo(yours, due("pl", 3, "2026-03-01", 13, false, "-5000.00", "Jolanta Obca", "zwrot REF 2026/88123"))), answers{"income 5000PLN": notC}},
	{"4.5 wages sent back by words to another name", paidIn(w12("5000.00", acme, wages), fromNo(yours, due("pl", 12, "2026-03-01", 13, false, "-5000.00", "Kadry Beta", "Zwrot omyłkowego przelewu wynagrodzenia"))), answers{"income 5000PLN": notC, "income 1000PLN": notC}},
	{"4.5 wages sent back to a person as overpaid", paidIn(w12("5000.00", acme, wages), fromNo(yours, due("pl", 12, "2026-03-01", 14, false, "-5000.00", "Jolanta Obca", "zwrot nadpłaconego wynagrodzenia"))), answers{"income 5000PLN": notC, "income 1000PLN": notC}},
	{"4.5 half of the wages sent back as overpaid", paidIn(w12("5000.00", acme, wages), fromNo(yours, due("pl", 12, "2026-03-01", 13, false, "-2500.00", "ZUS", "ZWROT NADPŁACONEGO WYNAGRODZENIA"))), answers{"income 5000PLN": notC, "income 2501PLN": notC}},
	{"4.5 half of the wages sent back, in another word for them", paidIn(w12("5000.00", acme, wages), fromNo(yours, due("pl", 12, "2026-03-01", 13, false, "-2500.00", "ZUS", "Zwrot nadpłaconych poborów"))), answers{"income 5000PLN": notC, "income 2501PLN": notC}},
	{"4.5 a fifth of the wages sent back as overpaid", paidIn(w12("5000.00", acme, wages), fromNo(yours, due("pl", 12, "2026-03-01", 13, false, "-1000.00", "Jolanta Obca", "Zwrot nadpłaconego wynagrodzenia"))), answers{"income 4000PLN": {Confirmed, Inconclusive}, "income 4001PLN": notC}},
	{"4.5 a transfer sent back under the bank's name for it", paidIn(w12("5000.00", acme, wages), fromNo(yours, due("pl", 12, "2026-03-01", 13, false, "-5000.00", "PRZELEW ZWROTNY", "ZWROT PRZELEWU"))), answers{"income 5000PLN": notC, "income 1000PLN": notC}},
	{"4.5 storno to another number", paidIn(w12("5000.00", acme, wages), fromNo(yours, due("pl", 12, "2026-03-01", 13, false, "-5000.00", "Beta", "storno"))), answers{"income 5000PLN": notC, "income 1000PLN": notC}},
	{"4.5 a credit corrected on its day", paidIn(w12("5000.00", acme, wages), due("pl", 12, "2026-03-01", 10, true, "-5000.00", "", "Korekta uznania")), answers{"income 5000PLN": notC, "income 1000PLN": notC}},
	{"4.5 cz wages sent back to another name", on("cz", "2026-03-31", due("cz", 9, "2026-03-01", 12, false, "31000.00", "Zkouska s.r.o.", "Mzda"), due("cz", 9, "2026-03-01", 15, false, "-31000.00", "Petr Cizí", "Vrácení mzdy")), answers{"income 31000CZK": notC}},
	{"4.5 es wages sent back to another name", on("es", "2026-03-31", due("es", 9, "2026-03-01", 12, false, "1800.00", "EMPRESA FICTICIA SL", "NOMINA"), due("es", 9, "2026-03-01", 15, false, "-1800.00", "LUIS AJENO SOLER", "DEVOLUCION NOMINA")), answers{"income 1800EUR": notC}},
	{"4.5 en wages sent back to another name", on("en", "2026-03-31", due("en", 9, "2026-03-01", 12, false, "2400.00", "Invented Works Ltd", "SALARY"), due("en", 9, "2026-03-01", 15, false, "-2400.00", "PETER MADEUP", "RETURNED SALARY")), answers{"income 2400GBP": notC}},
	{"4.5 an equal amount to somebody else", paidIn(w12("5000.00", acme, wages), fromNo(yours, due("pl", 3, "2026-03-01", 13, false, "-5000.00", "Jolanta Obca", "przelew"))), answers{"income 5000PLN": c}},
	{"4.5 a friend's loan of the same size given back", paidIn(w12("5000.00", acme, wages), fromNo(yours, one("2026-03-13", "-5000.00", "Jolanta Obca", "zwrot pożyczki"))), answers{"income 5000PLN": c}},
	{"4.5 goods of the same size returned to a shop", paidIn(w12("5000.00", acme, wages), one("2026-03-05", "-5000.00", "RTV Zmyślone Sp. z o.o.", "zakup, możliwy zwrot do 14 dni")), answers{"income 5000PLN": c}},
	{"4.5 the month on both titles is no reference", paidIn(w12("5000.00", acme, "Wynagrodzenie 03/2026"), one("2026-03-12", "-5000.00", "Jolanta Obca", "remont 03/2026")), answers{"income 5000PLN": c}},
	{"4.6 wage twice, two balances chain", paidIn(w12("5000.00", acme, wages), one("2026-03-10", "5000.00", acme, wages)), answers{"income 5000PLN": c, "income 5001PLN": notC}},
	{"5.5 holiday pay twice a year proven", paidIn(w12("5000.00", acme, wages), one("2025-06-20", "3000.00", acme, "premia"), one("2025-12-19", "3000.00", acme, "premia")), answers{"income 5500PLN": c, "income 5501PLN": r}},
	{"5.5 one premium possible", paidIn(w12("5000.00", acme, wages), one("2025-12-19", "6000.00", acme, "premia")), answers{"income 5500PLN": i, "income 5501PLN": r}},
	{"5.5 large last pay without words", paidIn(but(w12("5000.00", acme, wages), 0, "11000.00")), answers{"income 5000PLN": c, "income 5500PLN": i, "income 6000PLN": r}},
	{"gross boundaries", paidIn(w12("4999.99", acme, wages)), answers{"income 4999.99PLN": c, "income 5000PLN": r}},
	{"pension with allowance", paidIn(due("pl", 12, "2026-03-01", 15, true, "2500.00", "Zakład Ubezpieczeń Społecznych", "Emerytura"), due("pl", 12, "2026-03-01", 15, true, "350.00", "Zakład Ubezpieczeń Społecznych", "Dodatek pielegnacyjny")), answers{"income 2850PLN": {Confirmed, Inconclusive}, "income 2500PLN": c, "income 2851PLN": r}},
	// what is called after an office and has a legal form is a firm
	{"5.8 a firm called after an office pays no proven benefit", paidIn(w12("2000.00", "ZUS Porady Sp. z o.o.", "zasiłek 03/2026")), answers{"income 2000PLN": notC}},
	{"5.8 cz a firm called after an office", on("cz", "2026-03-31", due("cz", 8, "2026-03-01", 12, false, "21000.00", "Úřad práce servis s.r.o.", "dávka")), answers{"income 21000CZK": notC}},
	{"5.8 es a firm called after an office", on("es", "2026-03-31", due("es", 8, "2026-03-01", 12, false, "1300.00", "SEPE GESTIONES SLU", "prestación 03/2026")), answers{"income 1300EUR": notC}},
	{"5.8 en a firm called after an office", on("en", "2026-03-31", due("en", 8, "2026-03-01", 12, true, "1300.00", "DWP CLAIMS LTD", "BENEFIT 0326")), answers{"income 1300GBP": notC}},
	{"5.8 a firm that advises on pensions pays none", on("en", "2026-03-31", due("en", 8, "2026-03-01", 12, true, "1300.00", "Better Pensions Advisers Ltd", "PENSION 0326")), answers{"income 1300GBP": notC}},
	{"5.8 cz a firm called after a pension", on("cz", "2026-03-31", due("cz", 8, "2026-03-01", 12, false, "21000.00", "Důchod Klid s.r.o.", "důchod")), answers{"income 21000CZK": notC}},
	{"5.8 a pension fund with a legal form", on("cz", "2026-03-31", due("cz", 8, "2026-03-01", 12, false, "21000.00", "Klidná penzijní společnost a.s.", "důchod")), answers{"income 21000CZK": c}},
	{"5.8 en the trustees of a pension scheme", on("en", "2026-03-31", due("en", 8, "2026-03-01", 12, true, "1300.00", "Madeup Pension Trustees Ltd", "PENSION 0326")), answers{"income 1300GBP": c}},
	{"5.8 es the office itself", on("es", "2026-03-31", due("es", 8, "2026-03-01", 12, false, "1300.00", "SEPE", "prestación 03/2026")), answers{"income 1300EUR": c}},
	// a wage of which something was taken off
	{"a wage less a loan's instalment", paidIn(w12("5000.00", acme, "Wynagrodzenie 03/2026 po potrąceniu rat pożyczki")), answers{"income 5000PLN": c, "income 5001PLN": r}},
	{"cz a wage less a loan's instalment", on("cz", "2026-03-31", due("cz", 8, "2026-03-01", 12, false, "31000.00", "Zkouska s.r.o.", "Mzda 03/2026 po odečtení splátky úvěru")), answers{"income 31000CZK": c, "income 31001CZK": r}},
	{"es a wage less a loan's instalment", on("es", "2026-03-31", due("es", 8, "2026-03-01", 12, false, "1800.00", "EMPRESA FICTICIA SL", "NOMINA 03/2026 DESCONTADO EL PRESTAMO")), answers{"income 1800EUR": c, "income 1801EUR": r}},
	{"en a wage less a loan's instalment", on("en", "2026-03-31", due("en", 8, "2026-03-01", 12, true, "2400.00", "Invented Works Ltd", "SALARY 03/26 LESS LOAN INSTALMENT")), answers{"income 2400GBP": c, "income 2401GBP": r}},
	{"a loan less its charge is none", paidIn(w12("5000.00", "Vivus Finance Sp. z o.o.", "Wypłata pożyczki po potrąceniu prowizji")), answers{"income 1000PLN": notC, "without loans": r}},
	// what a lender or an insurer calls pay
	{"an insurer pays for lost wages", paidIn(w12("5000.00", "PZU SA", "rekompensata utraty wynagrodzenia")), answers{"income 5000PLN": notC}},
	{"an insurer's wage", paidIn(w12("5000.00", "PZU SA", "wynagrodzenie 03/2026")), answers{"income 5000PLN": c}},
	{"es a card's cash called pay", on("es", "2026-03-31", due("es", 8, "2026-03-01", 12, false, "1800.00", "CETELEM EFC SA", "NOMINA ADELANTO DE TARJETA DE CREDITO")), answers{"income 1800EUR": notC, "without loans": notC}},
	{"es a lender's wage", on("es", "2026-03-31", due("es", 8, "2026-03-01", 12, false, "1800.00", "CETELEM EFC SA", "ABONO NOMINA")), answers{"income 1800EUR": c}},
	{"es a plan after insolvency", on("es", "2026-03-31", due("es", 8, "2026-03-01", 12, false, "-90.00", "MARTA AJENA SOLER", "pago exoneracion"), due("es", 8, "2026-03-01", 12, false, "-90.00", "MARTA AJENA SOLER", "plan de pago ley de segunda oportunidad")), answers{"without bailiff": notC}},
	// a sum that comes in and goes back in equal parts
	{"a friend lends and is paid back monthly", paidIn(w12("5000.00", acme, wages), fromNo(secondNumber, one("2025-10-20", "9000.00", "Jolanta Obca", "na remont")), fromNo(secondNumber, due("pl", 4, "2026-03-01", 16, true, "-500.00", "Jolanta Obca", "zgodnie z umową"))), answers{"without loans": i, "without repayments": i, "obligations-at-most 100PLN": notC, "income 5000PLN": c}},
	{"es a firm's sum goes back monthly", on("es", "2026-03-31", one("2025-10-20", "4000.00", "CASTAÑO VIEJO SL", "contrato 71/2025"), due("es", 5, "2026-03-01", 16, true, "-210.00", "CASTAÑO VIEJO SL", "contrato 71/2025")), answers{"without loans": i, "obligations-at-most 100EUR": notC}},
	{"a friend's gift, and payments that were there before", paidIn(fromNo(secondNumber, one("2025-12-20", "9000.00", "Jolanta Obca", "prezent")), fromNo(secondNumber, due("pl", 8, "2026-03-01", 16, true, "-500.00", "Jolanta Obca", "na życie"))), answers{"without loans": c, "without repayments": c}},
	{"a friend's small sum, and payments", paidIn(fromNo(secondNumber, one("2025-11-20", "900.00", "Jolanta Obca", "za koncert")), fromNo(secondNumber, due("pl", 4, "2026-03-01", 16, true, "-500.00", "Jolanta Obca", "na życie"))), answers{"without loans": c, "without repayments": c}},
	// firms that say in their name that they lend
	{"a lender by its name pays monthly", paidIn(w12("5000.00", "Kredyt Od Ręki Sp. z o.o.", "transza")), answers{"income 5000PLN": notC, "without loans": notC}},
	{"cz a lender by its name pays monthly", on("cz", "2026-03-31", due("cz", 8, "2026-03-01", 12, false, "31000.00", "Úvěr Hned a.s.", "tranše")), answers{"income 31000CZK": notC, "without loans": notC}},
	{"es a lender by its name", on("es", "2026-03-31", due("es", 8, "2026-03-01", 12, false, "-180.00", "PRESTAMO AMIGO SL", "88123")), answers{"without loans": notC}},
	{"en a lender by its name", on("en", "2026-03-31", due("en", 8, "2026-03-01", 12, true, "-180.00", "MADEUP LENDERS LTD", "88123")), answers{"without loans": notC}},
	{"unemployment benefit", on("cz", "2026-03-31", due("cz", 8, "2026-03-01", 12, false, "9000.00", "Urad prace CR", "Podpora v nezamestnanosti")), answers{"income 9000CZK": c, "income 9000CZK salary": r}},
	{"scholarship by a university", paidIn(w12("1500.00", "Uniwersytet Zmyslony", "stypendium doktoranckie")), answers{"income 1500PLN": i}},
	{"expenses are no wage", paidIn(w12("5000.00", acme, wages), w12("400.00", acme, "zwrot kosztow delegacji")), answers{"income 5000PLN": c, "income 5001PLN": notC}},
	{"severance last", paidIn(slices.Concat(due("pl", 9, "2026-01-01", 10, true, "5000.00", acme, wages), one("2026-01-20", "30000.00", acme, "odprawa"))), answers{"income 5000PLN": notC}},
	{"employer's loan", paidIn(w12("5000.00", acme, wages), one("2026-03-15", "9000.00", acme, "pozyczka z ZFSS")), answers{"income 5000PLN": c, "income 5001PLN": r, "without loans": r}},
	{"a parent's monthly help", paidIn(w12("1000.00", "Ewa Obca", "dla Ani")), answers{"income 1000PLN": i, "income 1001PLN": r}},
	{"cash deposits", paidIn(w12("3000.00", "", "Wplata wlasna gotowki")), answers{"income 3000PLN": i}},
	{"blik from friends", paidIn(every(20, 9, "2026-03-28", "150.00", "Jan Obcy", "Przelew na telefon BLIK")), answers{"income 5000PLN": r}},
	{"savings interest", paidIn(w12("30.00", "", "Kapitalizacja odsetek")), answers{"income 30PLN": {Inconclusive, Refuted}}},
	{"from abroad in another script", paidIn(w12("5000.00", "ТОВ Вигадка", "заробітна плата")), answers{"income 5000PLN": {Confirmed, Inconclusive}}},
	{"es NOMINA by an ayuntamiento", on("es", "2026-03-31", due("es", 12, "2026-03-01", 27, true, "1700.00", "AYUNTAMIENTO DE NINGUNA PARTE", "NOMINA MARZO")), answers{"income 1700EUR": c, "employer Ayuntamiento de Ninguna Parte": c}},
	{"es pension seguridad social", on("es", "2026-03-31", due("es", 12, "2026-03-01", 25, true, "1100.00", "TESORERIA GENERAL SEG SOCIAL", "PENSION JUBILACION")), answers{"income 1100EUR": c}},
	{"en universal credit", on("en", "2026-03-31", due("en", 8, "2026-03-01", 12, true, "820.00", "DWP UC", "UNIVERSAL CREDIT")), answers{"income 820GBP": c}},
	{"en HMRC child benefit four-weekly", on("en", "2026-03-31", every(10, 28, "2026-03-23", "100.00", "HMRC CHILD BENEFIT", "CHB")), answers{"income 108GBP": c, "income 109GBP": r}},
	{"en tax refund HMRC", on("en", "2026-03-31", one("2026-03-12", "2820.00", "HMRC", "TAX REPAYMENT")), answers{"income 1GBP": r}},
}
