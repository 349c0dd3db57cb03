package verify

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
)

// czech, spanish and british are customers of those countries at the end of March.
func czech(rows ...[]aisclient.Transaction) func(t *testing.T) *world {
	return on("cz", "2026-03-31", rows...)
}

func spanish(rows ...[]aisclient.Transaction) func(t *testing.T) *world {
	return on("es", "2026-03-31", rows...)
}

func british(rows ...[]aisclient.Transaction) func(t *testing.T) *world {
	return on("en", "2026-03-31", rows...)
}

// overdrawn takes the first account to a balance at the end, with what may still be drawn where the bank says so.
func overdrawn(balance, left string) func(w *world) {
	return func(w *world) {
		end, a := amount(balance), w.first()
		a.Balance, a.Transactions = &end, chained(balance, a.Transactions)
		if left != "" {
			funds := amount(left)
			a.FundsAvailable = &funds
		}
	}
}

// countryCases are joint accounts, businesses, debts and borders in four countries.
var countryCases = []statementCase{
	// 7.9: a sign in another language, or through a shop of programs
	{"polish collector in cz", czech(due("cz", 12, "2026-03-01", 10, true, "30000.00", "Zkouska s.r.o.", "Mzda"), one("2026-02-10", "-900.00", "", "windykacja długu")), answers{"without debt-collection": notC, "without gambling": c}},
	{"slovak bookmaker in cz", czech(due("cz", 12, "2026-03-01", 10, true, "30000.00", "Zkouska s.r.o.", "Mzda"), one("2026-02-10", "-900.00", "", "vklad na stávkový účet")), answers{"without gambling": notC, "without bailiff": c}},
	{"catalan seizure", spanish(due("es", 12, "2026-03-01", 28, true, "1500.00", "EMPRESA FICTICIA SL", "NOMINA"), one("2026-02-10", "-90.00", "", "ORDRE D'EMBARGAMENT AJUNTAMENT")), answers{"without bailiff": r}},
	{"ukrainian loan in pl", paidIn(yearly, one("2026-02-10", "-900.00", "", "погашення кредиту")), answers{"without repayments": notC}},
	{"operator in an application", paidIn(yearly, kinds(one("2026-02-10", "-90.00", "", "APPLE.COM/BILL POKERSTARS"), "PLATNOSC KARTA")), answers{"without gambling": r}},
	{"film in an application", paidIn(yearly, kinds(one("2026-02-10", "-90.00", "", "APPLE.COM/BILL"), "PLATNOSC KARTA")), answers{"without gambling": c}},
	{"pay-later application", paidIn(yearly, kinds(one("2026-02-10", "-90.00", "", "KLARNA APP"), "PLATNOSC KARTA")), answers{"without repayments": notC}},
	// a wage that names what was taken off it, or paid with it
	{"wage less a loan", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "Invented Works Ltd", "SALARY LESS STUDENT LOAN")), answers{"income 1500GBP": c, "without loans": c}},
	{"a loan for the wage", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "Invented Works Ltd", "SALARY LOAN")), answers{"income 1GBP": notC}},
	{"mzda a nahrady", czech(due("cz", 12, "2026-03-01", 10, true, "30000.00", "Zkouska s.r.o.", "mzda + cestovní náhrady")), answers{"income 30000CZK": c}},
	{"nomina menos anticipo", spanish(due("es", 12, "2026-03-01", 28, true, "1500.00", "EMPRESA FICTICIA SL", "NOMINA DESCONTADO PRESTAMO")), answers{"income 1500EUR": c, "without loans": c}},
	{"wynagrodzenie po potraceniu", paidIn(w12("5000.00", acme, "wynagrodzenie po potrąceniu raty pożyczki")), answers{"income 5000PLN": c}},
	// 1.6, 5.10: words of wages beside what is no work
	{"wage for shares", paidIn(w12("5000.00", "Alfa Holding Sp. z o.o.", "wynagrodzenie za umorzone udziały")), answers{"income 5000PLN": notC}},
	{"wage for texts", paidIn(w12("5000.00", "Alfa Media Sp. z o.o.", "wynagrodzenie za przeniesienie praw autorskich")), answers{"income 5000PLN": c}},
	{"reward for an easement", czech(due("cz", 12, "2026-03-01", 10, true, "30000.00", "Zkouska s.r.o.", "odměna za věcné břemeno")), answers{"income 30000CZK": notC}},
	{"reward of a bank", czech(due("cz", 12, "2026-03-01", 10, true, "30000.00", "Air Bank a.s.", "odměna za vedení účtu")), answers{"income 30000CZK": notC}},
	{"reward for easements es", spanish(due("es", 12, "2026-03-01", 28, true, "1500.00", "EMPRESA FICTICIA SL", "RETRIBUCION SERVIDUMBRE")), answers{"income 1500EUR": notC}},
	{"lost wages", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "Invented Works Ltd", "LOSS OF EARNINGS CLAIM")), answers{"income 1500GBP": notC}},
	{"earnings", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "Invented Works Ltd", "EARNINGS")), answers{"income 1500GBP": c}},
	{"payout of an exchange office", paidIn(w12("5000.00", "Kantor Zmyślony Sp. z o.o.", "wypłata")), answers{"income 5000PLN": notC}},
	{"payout of a wallet", paidIn(w12("5000.00", "Revolut", "wypłata")), answers{"income 5000PLN": notC}},
	{"payout of a fund", paidIn(w12("5000.00", "Zmyślone TFI SA", "wypłata")), answers{"income 5000PLN": notC}},
	{"payment of a pawnshop", spanish(due("es", 12, "2026-03-01", 28, true, "1500.00", "CASA DE EMPEÑO FICTICIA SL", "PAGO")), answers{"income 1500EUR": notC}},
	{"pay of a lottery", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "Invented Lottery Ltd", "MONTHLY PAY")), answers{"income 1500GBP": notC}},
	{"wage of a pawnshop", paidIn(w12("5000.00", "Lombard Zmyślony Sp. z o.o.", "Wynagrodzenie")), answers{"income 5000PLN": c}},
	{"wage for a lease", paidIn(w12("5000.00", acme, "Wynagrodzenie z umowy dzierżawy")), answers{"income 5000PLN": notC}},
	{"wage of an estate agent", paidIn(w12("5000.00", "Zmyślone Nieruchomości Sp. z o.o.", "Wynagrodzenie Zmyślone Nieruchomości")), answers{"income 5000PLN": c}},
	{"pension of a company", paidIn(w12("5000.00", "Alfa Holding Sp. z o.o.", "emerytura prywatna")), answers{"income 5000PLN": notC}},
	{"pension of a firm whose name begins as a fund's", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "Rentwell Lifestyle Capital Ltd", "PENSION")), answers{"income 1500GBP": notC}},
	{"pension of a fund", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "Invented Pension Trustees Ltd", "PENSION")), answers{"income 1500GBP": c}},
	{"benefit of a company", paidIn(w12("5000.00", "Fundusz Zmyślony Sp. z o.o.", "zasiłek")), answers{"income 5000PLN": notC}},
	// 4.4: money that goes back and counts in no sum yet, or in another currency
	{"pending return", paidIn(yearly, status("Oczekująca", one("2026-03-12", "-3000.00", acme, "zwrot"))), answers{"income 5000PLN": notC}},
	{"pending purchase elsewhere", paidIn(yearly, status("Oczekująca", one("2026-03-12", "-3000.00", "Sklep Zmyślony", "zakupy"))), answers{"income 5000PLN": c}},
	{"returns in another currency", change(paidIn(yearly), second("Euro", secondNumber, "EUR", "900.00", joined(one("2026-02-12", "-900.00", acme, "x"), one("2026-03-12", "-900.00", acme, "x"))...)), answers{"income 5000PLN": notC}},
	// 0.1: what was lent so lately that nothing is due yet, and what is overdrawn
	{"loan of last month", paidIn(yearly, one("2026-03-05", "20000.00", "Vivus Finance Sp. z o.o.", "wypłata pożyczki")), answers{"obligations-at-most 100PLN": i, "obligations-at-most 20000PLN": c}},
	{"loan that is paid back", paidIn(yearly, one("2026-02-20", "20000.00", "Vivus Finance Sp. z o.o.", "wypłata pożyczki"), one("2026-03-10", "-900.00", "Vivus Finance Sp. z o.o.", "rata pożyczki")), answers{"obligations-at-most 900PLN": c}},
	{"overdrawn for long", change(paidIn(yearly), overdrawn("-4000.00", "")), answers{"obligations-at-most 100PLN": i, "obligations-at-most 200PLN": c, "without loans": i}},
	{"overdrawn since yesterday", change(paidIn(yearly, one("2026-03-30", "-900000.00", "Sklep Zmyślony", "zakupy")), overdrawn("-4000.00", "")), answers{"without loans": c}},
	{"overdrawn under a limit", change(paidIn(yearly), overdrawn("-4000.00", "6000.00")), answers{"obligations-at-most 400PLN": i, "obligations-at-most 500PLN": c, "without loans": i}},
	// 8.5: money that is not free
	{"escrow", change(paidIn(yearly), second("Rachunek powierniczy", secondNumber, "PLN", "900000.00")), answers{"balance 900001PLN": i}},
	{"account of a pensioner", change(paidIn(yearly), second("Cuenta Pensión", secondNumber, "PLN", "900000.00")), answers{"balance 1800000PLN": c}},
	{"term deposit", change(paidIn(yearly), second("Lokata terminowa", secondNumber, "PLN", "900000.00")), answers{"balance 1800000PLN": c}},
	// 5.8: who is named in the title, where the bank has no field for it
	{"firm in the title", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "", "INVENTED WORKS LTD SALARY")), answers{"income 1500GBP": c}},
	{"firm in the title is paid", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "", "INVENTED WORKS LTD SALARY"), one("2026-03-20", "-1400.00", "Invented Works", "x")), answers{"income 1500GBP": notC}},
	{"firm in the title where others are named", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "", "INVENTED WORKS LTD SALARY"), one("2026-03-20", "10.00", "Adam Smith", "x")), answers{"income 1500GBP": notC}},
	// schools and firms that are called like people
	{"school called after somebody", spanish(due("es", 12, "2026-03-01", 28, true, "1500.00", "IES ANTONIO MACHADO", "NOMINA")), answers{"income 1500EUR": c}},
	{"shop called like somebody", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "JOHN LEWIS", "SALARY")), answers{"income 1500GBP": c}},
	{"hospital", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "ST GEORGES HOSPITAL", "SALARY")), answers{"income 1500GBP": c}},
	{"somebody", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "JOHN HEWIS", "SALARY")), answers{"income 1500GBP": notC}},
	// 2.3: text that was read by another code page
	{"loan in another code page", paidIn(yearly, one("2026-02-10", "-900.00", "", "sp³ata po¿yczki")), answers{"without repayments": r}},
	{"loan that was coded twice", paidIn(yearly, one("2026-02-10", "-900.00", "", "spÅ‚ata poÅ¼yczki")), answers{"without repayments": r}},
	{"seizure in another code page", czech(due("cz", 12, "2026-03-01", 10, true, "30000.00", "Zkouska s.r.o.", "vÃ½plata mzdy"), one("2026-02-10", "-900.00", "", "exekuèní pøíkaz")), answers{"without bailiff": r, "income 30000CZK": c}},
	{"coffee house", paidIn(yearly, kinds(one("2026-02-10", "-90.00", "", "CAFFÈ GRECO BJØRN"), "PLATNOSC KARTA")), answers{"without gambling": c, "without bailiff": c}},
	{"operator's games", british(due("en", 12, "2026-03-01", 28, true, "1500.00", "Invented Works Ltd", "SALARY"), kinds(one("2026-02-10", "-9.00", "", "Google *Bet365 Games"), "CARD PAYMENT")), answers{"without gambling": r}},
	{"nom/pens of a shop", spanish(due("es", 12, "2026-03-01", 28, true, "1500.00", "EL CORTE INGLES", "NOM/PENS 3")), answers{"income 1500EUR": c}},
	{"cz joint initial", change(czech(due("cz", 12, "2026-03-01", 10, true, "30000.00", "Zkouska s.r.o.", "mzda J. Novák")), ownedBy(0, "Jan Novák", "Petra Nováková CO_OWNER")), answers{"name Jan Novák;income 30000CZK": c, "name Petra Nováková;income 1CZK": r}},
	{"es joint", change(spanish(due("es", 12, "2026-03-01", 28, true, "1500.00", "EMPRESA FICTICIA SL", "NOMINA GARCIA LOPEZ")), ownedBy(0, "Juan García López", "Ana Ruiz Pérez CO_OWNER")), answers{"name Juan García López;income 1500EUR": c, "name Ana Ruiz Pérez;income 1EUR": r}},
	{"joint none named", change(paidIn(yearly), ownedBy(0, "Anna Łącka", "Jan Nowak CO_OWNER")), answers{"name Anna Łącka;income 5000PLN": i, "name Anna Łącka;income 5001PLN": r}},
	{"joint with another's name in the payer", change(paidIn(w12("5000.00", "Nowak Sp. z o.o.", wages)), ownedBy(0, "Anna Łącka", "Jan Nowak CO_OWNER")), answers{"name Anna Łącka;income 5000PLN": i}},
	{"business, one client and VAT", paidIn(titles(w12("12300.00", acme, ""), "Faktura 3/2026", "Faktura 2/2026"), due("pl", 12, "2026-03-01", 20, true, "-2300.00", "Urzad Skarbowy", "VAT-7"), due("pl", 12, "2026-03-01", 20, true, "-1600.00", "ZUS", "Skladki")), answers{"income 8400PLN": c, "income 8401PLN": i, "income 12301PLN": r}},
	{"business quarterly taxes", paidIn(titles(w12("9000.00", acme, ""), "Faktura 3/2026"), every(4, 91, "2026-03-20", "-3000.00", "Urzad Skarbowy", "PIT-5L")), answers{"income 7900PLN": c, "income 8100PLN": i}},
	{"business with costs and refunds", paidIn(titles(w12("9000.00", acme, ""), "Faktura 3/2026"), w12("-1000.00", "Urzad Skarbowy", "PIT-5L"), due("pl", 12, "2026-03-01", 12, true, "-2000.00", "Dostawca Sp. z o.o.", "zaplata za fakture 12")), answers{"income 6000PLN": c, "income 6001PLN": i}},
	{"business for five months", paidIn(titles(w12("9000.00", acme, "")[:5], "Faktura 3/2026"), w12("-1000.00", "Urzad Skarbowy", "PIT-5L")), answers{"income 5000PLN": i}},
	{"the last client stopped", paidIn(titles(due("pl", 12, "2025-12-01", 10, true, "9000.00", acme, ""), "Faktura 3/2026"), w12("-1000.00", "Urzad Skarbowy", "PIT-5L")), answers{"income 3000PLN": notC}},
	{"wage and own business", paidIn(yearly, titles(w12("3000.00", "Omega S.A.", ""), "Faktura 3/2026"), w12("-500.00", "Urzad Skarbowy", "PIT-5L")), answers{"income 7500PLN": c, "income 8001PLN": r}},
	{"uk weekly benefits and wage", british(every(40, 7, "2026-03-27", "300.00", "Invented Works Ltd", "WAGES"), every(13, 28, "2026-03-23", "100.00", "HMRC CHILD BENEFIT", "CHB")), answers{"income 1408GBP": c, "income 1409GBP": r}},
	{"month-end over leap day", on("pl", "2028-03-02", due("pl", 8, "2028-02-01", 31, true, "5000.00", acme, wages)), answers{"income 5000PLN": c, "income 5000PLN/6": c}},
	{"data's day is the pay day", on("pl", "2026-03-10", due("pl", 8, "2026-02-01", 10, true, "5000.00", acme, wages)), answers{"income 5000PLN": c}},
	{"7.2 exactly 90 days of rows", change(paidIn(yearly, one("2026-01-07", "-9.00", "Lidl", "Zakup karta")), drop("2025-01-01", "2026-01-06")), answers{"without bailiff": c}},
	{"below zero on the first day only", change(paidIn(yearly), func(w *world) {
		a := w.first()
		rows := append(slices.Clone(a.Transactions), tx("2025-03-30", "400.00", "Bank", "x"))
		a.Transactions = chained("300.00", rows)
		b := amount("300.00")
		a.Balance = &b
	}), answers{"balance 300PLN": c}},
	{"loans on a euro account", change(paidIn(yearly), second("Euro", secondNumber, "EUR", "9000.00", slices.Concat(living(365), one("2026-03-02", "-90.00", "Vivus Finance Sp. z o.o.", "splata pozyczki"))...)), answers{"without loans": r, "without repayments": r}},
	{"obligations of another", change(change(paidIn(yearly), second("Jego", secondNumber, "PLN", "9000.00", slices.Concat(living(365), w12("-900.00", "Santander Consumer Bank", "rata kredytu"))...)), ownedBy(1, "Jan Obcy")), answers{"name Anna Łącka;obligations-at-most 0PLN": c, "name Jan Obcy;obligations-at-most 899PLN": r}},
	{"employer close", paidIn(w12("5000.00", "Delta Transport i Spedycja Sp. z o.o.", wages)), answers{"employer Delta Transport Sp. z o.o.": i, "employer Delta Transport i Spedycja": notR}},
	{"employer two jobs", paidIn(yearly, due("pl", 12, "2026-03-01", 20, true, "2000.00", "Omega S.A.", wages)), answers{"employer ACME": c, "employer Omega S.A.": c, "employer Beta S.A.": r}},
	{"mortgage paid from the account to the loan in the reply", change(paidIn(yearly, fromNo(secondNumber, w12("-1500.00", "Anna Łącka", "rata"))), second("Kredyt hipoteczny", secondNumber, "PLN", "-300000.00", w12("1500.00", "Anna Łącka", "rata")...)), answers{"obligations-at-most 1500PLN": c, "obligations-at-most 1499PLN": r, "without repayments": r, "income 5000PLN": c, "income 5001PLN": r}},
	{"savings moved out are no sign", paidIn(yearly, w12("-2400.00", "Anna Łącka", "na lokate")), answers{"without gambling": c, "income 5000PLN": c}},
	{"7.8 most of the pay is moved out, whatever for", paidIn(yearly, w12("-3000.00", "Anna Łącka", "na lokate")), answers{"without gambling": i, "obligations-at-most 0PLN": i, "income 5000PLN": c}},
	{"a refund of a purchase nets it", paidIn(yearly, one("2026-03-02", "-900.00", "RTV Euro AGD", "Zakup karta"), one("2026-03-05", "900.00", "RTV Euro AGD", "zwrot")), answers{"income 5000PLN": c, "income 5001PLN": r}},
	{"uk account in euro of a uk bank", change(british(due("en", 8, "2026-03-01", 25, true, "2000.00", "Invented Works Ltd", "SALARY")), func(w *world) { w.first().Currency = "EUR" }), answers{"income 2000EUR": c, "income 2000GBP": i}},
}
