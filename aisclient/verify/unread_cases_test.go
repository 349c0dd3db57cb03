package verify

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
)

// german and slovak are customers in countries without a lexicon of their own language.
func german(rows ...[]aisclient.Transaction) func(t *testing.T) *world {
	return on("de", "2026-03-31", rows...)
}

func slovak(rows ...[]aisclient.Transaction) func(t *testing.T) *world {
	return on("sk", "2026-03-31", rows...)
}

// year is a year of payments on the 10th in a country, after is the same some days later.
func year(place, x, party, title string) []aisclient.Transaction {
	return due(place, 12, "2026-03-01", 10, true, x, party, title)
}

// later moves rows by some days and drops the newest: what comes back of it is not there yet.
func later(days int, rows []aisclient.Transaction) []aisclient.Transaction {
	rows = slices.Clone(rows[1:])
	for i := range rows {
		rows[i].BookedOn = rows[i].BookedOn.AddDays(days)
		rows[i].TransactionOn = rows[i].BookedOn
	}
	return rows
}

// unreadCases are incomes that rest on words which are not known, or which the customer can write, and their twins.
var unreadCases = []statementCase{
	// 1.6 where nobody can read the words
	{"1.6 invoices in German", german(year("de", "2400.00", "Stahlwerk Muster GmbH", "Rechnung 17")), answers{"income 2400EUR": i, "income 2401EUR": r, "income 1EUR": i}},
	{"1.6 a credit line in German", german(year("de", "2400.00", "Kreditfabrik Muster GmbH", "Auszahlung Rahmen")), answers{"income 2400EUR": i, "income 1EUR": i}},
	{"1.6 rent in Slovak", slovak(year("sk", "1400.00", "Skuska s.r.o.", "najomne")), answers{"income 1400EUR": i}},
	{"1.6 unknown words in Spanish", spanish(year("es", "1400.00", "EMPRESA FICTICIA SL", "ABONO")), answers{"income 1400EUR": c}},
	{"1.6 a German wage", german(year("de", "2400.00", "Stahlwerk Muster GmbH", "Lohn/Gehalt 03")), answers{"income 2400EUR": c, "income 2400.01EUR": r, "employer Stahlwerk Muster GmbH": c}},
	{"1.6 a German wage of five months", german(year("de", "2400.00", "Stahlwerk Muster GmbH", "Bezüge")[:5]), answers{"income 2400EUR": c}},
	{"1.6 a German tax that comes back", german(year("de", "2400.00", "Stahlwerk Muster GmbH", "Erstattung Lohnsteuer")), answers{"income 2400EUR": i}},
	{"1.6 a Slovak wage", slovak(year("sk", "1400.00", "Skuska s.r.o.", "Výplata")), answers{"income 1400EUR": c}},
	// categories: wages from an exchange of coins
	{"an exchange that is paid by card", paidIn(w12("5000.00", "ZONDA BB TRADE", wages), later(10, w12("-4800.00", empty, "ZONDACRYPTO.COM"))), answers{"income 5000PLN": notC, "income 1PLN": r}},
	{"an exchange that is paid nothing here", paidIn(w12("5000.00", "ZONDA BB TRADE", wages)), answers{"income 5000PLN": i, "income 5001PLN": r}},
	{"an exchange whose payments are labelled", paidIn(labelled(w12("5000.00", "ZONDA BB TRADE", wages), "salary")), answers{"income 5000PLN": i}},
	{"a labelled wage", paidIn(labelled(w12("5000.00", acme, wages), "salary")), answers{"income 5000PLN": c}},
	{"an exchange of coins paid beside a wage", paidIn(yearly, later(10, w12("-1000.00", empty, "ZONDACRYPTO.COM"))), answers{"income 5000PLN": c}},
	// categories: wages from a lender who is paid back
	{"a lender paid back under his domain", czech(year("cz", "38000.00", "ZAPLO FINANCE S.R.O.", "Mzda"), later(10, year("cz", "-9000.00", empty, "ZAPLO.CZ"))), answers{"income 38000CZK": notC, "income 1CZK": r}},
	{"a lender paid back under his brand", spanish(year("es", "1700.00", "4FINANCE SPAIN FINANCIAL SERVICES", "NOMINA"), later(10, year("es", "-500.00", empty, "VIVUS.ES"))), answers{"income 1700EUR": notC, "income 1EUR": r}},
	{"a lender's staff", spanish(year("es", "1700.00", "4FINANCE SPAIN FINANCIAL SERVICES", "NOMINA")), answers{"income 1700EUR": c}},
	{"a lender's staff who repays another", czech(year("cz", "38000.00", "ZAPLO FINANCE S.R.O.", "Mzda"), later(10, year("cz", "-9000.00", empty, "KAMALY.CZ"))), answers{"income 38000CZK": c, "without loans": r}},
	{"a lender by its legal form", spanish(year("es", "1700.00", "SERVICIOS INVENTADOS Y MEDIOS DE PAGOS EFC", "NOMINA"), later(10, year("es", "-150.00", "SERVICIOS INVENTADOS Y MEDIOS DE PAGOS EFC", "cuota"))), answers{"income 1700EUR": notC, "without loans": r}},
	{"instalments of a course", spanish(year("es", "1700.00", "EMPRESA FICTICIA SL", "NOMINA"), later(10, year("es", "-150.00", "ACADEMIA INVENTADA SL", "cuota"))), answers{"income 1700EUR": c, "without loans": c}},
	// 4.5 pay that goes back in full, with nobody named
	{"4.5 pay corrected each month", paidIn(w12("5000.00", acme, wages), later(15, w12("-5000.00", empty, "Korekta - zwrot wynagrodzenia"))), answers{"income 5000PLN": notC, "income 2600PLN": notC}},
	{"4.5 German pay recalled each month", german(year("de", "2400.00", "Stahlwerk Muster GmbH", "Gehalt"), later(15, year("de", "-2400.00", empty, "Rueckruf Gehalt"))), answers{"income 2400EUR": notC}},
	{"4.5 a deposit of the same size", paidIn(w12("5000.00", acme, wages), one("2026-01-25", "-5000.00", empty, "Kaucja najem mieszkania")), answers{"income 5000PLN": c}},
	// 0.5 pay that names somebody else
	{"0.5 a relative with both surnames", change(spanish(year("es", "1700.00", "EMPRESA FICTICIA SL", "NOMINA Rosa García López")), ownedBy(0, "Juan García López")), answers{"name Juan García López;income 1700EUR": i}},
	{"0.5 the owner with both surnames", change(spanish(year("es", "1700.00", "EMPRESA FICTICIA SL", "NOMINA Juan García López")), ownedBy(0, "Juan García López")), answers{"name Juan García López;income 1700EUR": c}},
	{"0.5 both surnames of the owner alone", change(spanish(year("es", "1700.00", "EMPRESA FICTICIA SL", "NOMINA García López")), ownedBy(0, "Juan García López")), answers{"name Juan García López;income 1700EUR": c}},
	{"0.5 a German wife's wage", change(german(year("de", "2400.00", "Stahlwerk Muster GmbH", "Lohn/Gehalt Mechthild Muster")), ownedBy(0, "Gunther Muster")), answers{"name Gunther Muster;income 2400EUR": i}},
	{"0.5 a German owner's wage", change(german(year("de", "2400.00", "Stahlwerk Muster GmbH", "Lohn/Gehalt Gunther Muster")), ownedBy(0, "Gunther Muster")), answers{"name Gunther Muster;income 2400EUR": c}},
	// 0.1 the payer says that the job is over
	{"0.1 the last pay of a job", paidIn(w12("5000.00", acme, wages)[1:], one("2026-03-10", "5000.00", acme, "Ekwiwalent za urlop, rozwiązanie umowy")), answers{"income 5000PLN": i, "employer ACME": i, "income 5001PLN": r}},
	{"0.1 severance beside the last pay", spanish(year("es", "1700.00", "EMPRESA FICTICIA SL", "NOMINA"), one("2026-03-16", "4000.00", "EMPRESA FICTICIA SL", "Liquidacion fin de contrato")), answers{"income 1700EUR": i}},
	{"0.1 severance in parts", british(due("en", 11, "2026-03-01", 10, true, "2300.00", "Invented Works Ltd", "SEVERANCE INSTALMENT")), answers{"income 2300GBP": i}},
	{"0.1 severance in parts that ended long ago", british(due("en", 9, "2026-03-01", 10, true, "2300.00", "Invented Works Ltd", "SALARY"), due("en", 3, "2025-06-01", 10, true, "2300.00", "Invented Works Ltd", "SEVERANCE INSTALMENT")), answers{"income 2300GBP": c}},
	{"0.1 a job that began anew", paidIn(w12("5000.00", acme, wages), one("2025-12-17", "2000.00", acme, "Odprawa, rozwiązanie umowy")), answers{"income 5000PLN": c, "employer ACME": c}},
	{"0.1 numbers and names that hold the words", british(due("en", 9, "2026-03-01", 10, true, "2300.00", "Invented Works Ltd", "SALARY EMP45 REF P4512 CLEAVERS")), answers{"income 2300GBP": c, "income 2301GBP": r}},
	{"0.1 another job ended", paidIn(yearly, one("2026-03-12", "2000.00", "Omega S.A.", "Ekwiwalent za urlop")), answers{"income 5000PLN": c}},
}
