package verify

import (
	"aisdesk/aisclient"
)

// m12 are twelve monthly payments of a place to March 2026.
func m12(place, x, party, title string) []aisclient.Transaction {
	return due(place, 12, "2026-03-01", 10, true, x, party, title)
}

// askedCases are customers of whom a confirmation would be wrong, and their twins of whom it is right.
var askedCases = []statementCase{
	{"per diems beside a wage", paidIn(w12("5000.00", acme, wages), w12("1500.00", acme, "Delegacja - dieta 03/2026")), answers{"income 5000PLN": c, "income 6000PLN": notC}},
	{"an advance and the rest", paidIn(due("pl", 12, "2026-03-01", 10, true, "2000.00", acme, "Zaliczka na poczet wynagrodzenia"), due("pl", 12, "2026-03-01", 25, true, "3000.00", acme, "Wynagrodzenie")), answers{"income 5000PLN": c, "income 5001PLN": notC, "employer ACME": notR}},
	{"severance once", paidIn(w12("5000.00", acme, wages), one("2026-03-20", "30000.00", acme, "Odprawa")), answers{"income 5000PLN": c, "income 7600PLN": notC}},
	{"a scholarship is no wage", paidIn(w12("2000.00", "Uniwersytet Wymyślony", "Stypendium socjalne")), answers{"income 2000PLN salary": notC, "employer Uniwersytet Wymyślony": notC}},
	{"money changed at a kantor", paidIn(w12("5000.00", "Internetowy Kantor Sp. z o.o.", "Wymiana walut EUR/PLN")), answers{"income 1000PLN": notC}},
	{"coins sold each month", paidIn(w12("5000.00", "zondacrypto", "Wypłata środków")), answers{"income 1000PLN": notC}},
	{"a marketplace pays out, no tax", paidIn(w12("5000.00", "Allegro sp. z o.o.", "Wypłata środków Allegro")), answers{"income 5000PLN": notC}},
	{"lawyer collects", paidIn(one("2026-03-03", "-300.00", "Kancelaria Radcy Prawnego Zmyślony", "Spłata zadłużenia ugoda 12/2025")), answers{"without debt collection": notC}},
	{"a bailiff's office", paidIn(one("2026-03-03", "-300.00", "Kancelaria Komornicza nr 2 w Łodzi", "sprawa 1234")), answers{"without bailiff": r}},
	{"a bailiff in short", paidIn(one("2026-03-03", "-300.00", "KS przy SR w Gdyni J. Kot", "Km 123/25 rata")), answers{"without bailiff": r}},
	{"a writ of the tax office", paidIn(one("2026-03-03", "-300.00", "Urząd Skarbowy Łódź", "tytuł wykonawczy SM1/123/25")), answers{"without bailiff": r}},
	{"a loan of a friend", paidIn(one("2026-03-03", "5000.00", "Tomasz Kot", "pożyczka")), answers{"without loans": notC, "income 1000PLN": notC}},
	{"hapi", paidIn(one("2026-03-03", "-250.00", "Hapi Pożyczki sp. z o.o.", "umowa 1234")), answers{"without loans": r, "without repayments": r}},
	{"leasing", paidIn(w12("-900.00", "EFL S.A.", "Rata leasingu 3/48")), answers{"without repayments": r, "obligations-at-most 500PLN": r}},
	{"allegro pay", paidIn(one("2026-03-03", "-120.00", "Allegro Pay", "spłata raty")), answers{"without repayments": r}},
	{"a bookmaker by BLIK", paidIn(one("2026-03-03", "-50.00", "", "BLIK Superbet depozyt")), answers{"without gambling": r}},
	{"a bookmaker behind Przelewy24", paidIn(one("2026-03-03", "-50.00", "PayPro SA", "Przelewy24 *fuksiarz.pl")), answers{"without gambling": r}},
	{"the lottery's shop", paidIn(kinds(one("2026-03-03", "-24.00", "", "LOTTO KOLEKTURA 1234 WARSZAWA"), "Płatność kartą")), answers{"without gambling": r}},
	{"winnings alone", paidIn(one("2026-03-03", "500.00", "STS S.A.", "Wypłata środków")), answers{"without gambling": r, "income 100PLN": notC}},
	{"a surname more is claimed", paidIn(), answers{"name Anna Łącka-Nowak": notC, "name Anna Maria Łącka": notR, "name A. Łącka": notC}},
	{"two employers, one ended", paidIn(w12("5000.00", acme, wages), w12("3000.00", "Beta SA", wages)[2:]), answers{"income 8000PLN": notC, "income 5000PLN": c, "employer Beta SA": notC}},
	{"the last pay is half", paidIn(steps(acme, wages, "2500.00", "5000.00", "5000.00", "5000.00", "5000.00", "5000.00", "5000.00")), answers{"income 3125PLN": c, "income 3200PLN": notC}},
	{"a wage paid back in cash to the payer", paidIn(w12("5000.00", acme, wages), w12("-4000.00", acme, "zwrot")), answers{"income 5000PLN": notC, "income 1000PLN": notC}},
	{"ZUS funeral grant", paidIn(one("2026-03-02", "4000.00", "ZUS", "Zasiłek pogrzebowy")), answers{"income 1000PLN": notC}},

	{"cz parents' allowance", on("cz", "2026-03-31", m12("cz", "10000.00", "Úřad práce ČR", "Rodičovský příspěvek")), answers{"income 10000CZK": c, "income 10000CZK salary": r}},
	{"cz a loan at work", on("cz", "2026-03-31", one("2026-03-03", "50000.00", "Zonky s.r.o.", "výplata půjčky")), answers{"without loans": r, "income 1000CZK": notC}},
	{"cz bookmakers", on("cz", "2026-03-31", one("2026-03-03", "-500.00", "", "PLATBA KARTOU SYNOT TIP ONLINE")), answers{"without gambling": r}},
	{"cz lottery", on("cz", "2026-03-31", one("2026-03-03", "-200.00", "Loterie Korunka", "vklad")), answers{"without gambling": r}},
	{"cz skip pay", on("cz", "2026-03-31", one("2026-03-03", "-900.00", "Skip Pay s.r.o.", "1234567890")), answers{"without repayments": r}},
	{"cz essox", on("cz", "2026-03-31", one("2026-03-03", "-900.00", "ESSOX s.r.o.", "1234567890")), answers{"without loans": r, "without repayments": r}},
	{"cz intrum", on("cz", "2026-03-31", one("2026-03-03", "-900.00", "Intrum Czech, s.r.o.", "1234567890")), answers{"without debt collection": r}},
	{"cz trustee of an insolvency", on("cz", "2026-03-31", one("2026-03-03", "-900.00", "Mgr. Jana Smyšlená, insolvenční správce", "INS 1234/2025")), answers{"without bailiff": notC}},
	{"cz wage in cash", on("cz", "2026-03-31", kinds(m12("cz", "30000.00", "", "mzda ACME"), "Vklad hotovosti")), answers{"income 30000CZK": notC}},
	{"cz seizure by the bank", on("cz", "2026-03-31", one("2026-03-03", "-2500.00", "", "Blokace - exekuční příkaz 123 EX 45/26-11")), answers{"without bailiff": r}},
	{"cz a wage", on("cz", "2026-03-31", m12("cz", "30000.00", "Zkouška s.r.o.", "Mzda 03/2026")), answers{"income 30000CZK": c, "employer Zkouška s.r.o.": c, "without loans": c}},

	{"es nomina reversed", on("es", "2026-03-31", m12("es", "1500.00", "EMPRESA FICTICIA SL", "NOMINA"), due("es", 12, "2026-03-01", 11, true, "-1500.00", "EMPRESA FICTICIA SL", "DEVOLUCION NOMINA")), answers{"income 1500EUR": notC}},
	{"es unemployment ended", on("es", "2026-03-31", m12("es", "900.00", "SEPE", "PRESTACION POR DESEMPLEO")[3:]), answers{"income 900EUR": notC}},
	{"es direct debit came back", on("es", "2026-03-31", one("2026-03-03", "35.00", "", "DEVOLUCION RECIBO LUZ IMPAGADO")), answers{"without returned payments": r}},
	{"es wizink", on("es", "2026-03-31", m12("es", "-80.00", "WIZINK BANK SA", "RECIBO TARJETA")), answers{"without repayments": r}},
	{"es wandoo", on("es", "2026-03-31", one("2026-03-03", "-150.00", "WANDOO FINANCE SLU", "PAGO")), answers{"without loans": r}},
	{"es dineo", on("es", "2026-03-31", one("2026-03-03", "300.00", "DINEO CREDITO SL", "TRANSFERENCIA")), answers{"without loans": r, "income 50EUR": notC}},
	{"es judicial retention", on("es", "2026-03-31", one("2026-03-03", "-150.00", "", "RETENCION JUDICIAL EXP 12/2026")), answers{"without bailiff": r}},
	{"es social security enforces", on("es", "2026-03-31", one("2026-03-03", "-150.00", "TGSS URE 28/01", "DILIGENCIA DE EMBARGO")), answers{"without bailiff": r}},
	{"es the blind's lottery", on("es", "2026-03-31", one("2026-03-03", "-10.00", "", "PAGO TARJETA JUEGOS ONCE")), answers{"without gambling": r}},
	{"es sportium", on("es", "2026-03-31", one("2026-03-03", "-10.00", "", "BIZUM SPORTIUM")), answers{"without gambling": r}},
	{"es two extra pays", on("es", "2026-03-31", m12("es", "1500.00", "EMPRESA FICTICIA SL", "NOMINA"), one("2025-06-20", "1500.00", "EMPRESA FICTICIA SL", "PAGA EXTRA"), one("2025-12-19", "1500.00", "EMPRESA FICTICIA SL", "PAGA EXTRA")), answers{"income 1750EUR": c, "income 1760EUR": notC}},
	{"es own money, name turned round", on("es", "2026-03-31", m12("es", "1500.00", "LACKA, ANNA", "TRASPASO NOMINA")), answers{"income 100EUR": notC}},
	{"es collectors", on("es", "2026-03-31", one("2026-03-03", "-40.00", "INTRUM SERVICING SPAIN", "ACUERDO DE PAGO")), answers{"without debt collection": r}},

	{"en universal credit", on("en", "2026-03-31", m12("en", "900.00", "DWP UC", "UNIVERSAL CREDIT")), answers{"income 900GBP": c, "income 900GBP salary": r}},
	{"en pay before payday", on("en", "2026-03-31", m12("en", "200.00", "WAGESTREAM", "ADVANCE")), answers{"income 200GBP": notC}},
	{"en lending stream", on("en", "2026-03-31", one("2026-03-03", "300.00", "LENDING STREAM", "LOAN")), answers{"without loans": r, "income 50GBP": notC}},
	{"en collectors", on("en", "2026-03-31", one("2026-03-03", "-20.00", "CABOT FINANCIAL", "DD")), answers{"without debt collection": r}},
	{"en enforcement agents", on("en", "2026-03-31", one("2026-03-03", "-120.00", "NEWLYN PLC", "REF 1234")), answers{"without bailiff": r}},
	{"en a bounced debit", on("en", "2026-03-31", one("2026-03-03", "-25.00", "", "UNPAID ITEM CHARGE")), answers{"without returned payments": notC}},
	{"en postcode lottery", on("en", "2026-03-31", one("2026-03-03", "-12.00", "PEOPLES POSTCODE LOTTERY", "DD")), answers{"without gambling": r}},
	{"en another firm of that name", on("en", "2026-03-31", m12("en", "1900.00", "TESCO STORES LTD", "SALARY")), answers{"income 1900GBP": c, "employer Tesco Bank": notC, "employer Tesco Stores": c}},
	{"en what is shown is compared", on("en", "2026-03-31", every(13, 28, "2026-03-27", "1400.00", "ACME LTD", "WAGES")), answers{"income 1516.67GBP": c, "income 1516.68GBP": r}},
	{"en obligations as shown", on("en", "2026-03-31", every(13, 28, "2026-03-27", "-100.01", "Alfa Bank PLC", "LOAN REPAYMENT")), answers{"obligations-at-most 108.34GBP": c, "obligations-at-most 108.33GBP": r}},
	{"en paid every four weeks", on("en", "2026-03-31", every(13, 28, "2026-03-27", "2000.00", "ACME LTD", "WAGES")), answers{"income 2166GBP": c, "income 2170GBP": notC}},
	{"en weekly pay that stopped", on("en", "2026-03-31", every(40, 7, "2026-03-06", "400.00", "ACME LTD", "WAGES")), answers{"income 1700GBP": notC}},
	{"en pocket money", on("en", "2026-03-31", every(40, 7, "2026-03-27", "100.00", "Moira Elsewhere", "from mum")), answers{"income 400GBP": notC}},
	{"en buy now pay later", on("en", "2026-03-31", one("2026-03-03", "-33.33", "", "CARD PAYMENT KLARNA*ASOS")), answers{"without repayments": r}},
}
