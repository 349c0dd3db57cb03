package verify

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// answers are claims, parted by a semicolon, and what a careful analyst answers to the last of them.
type answers = map[string][]Outcome

// statementCase is a customer for one statement of the specification, written before the program saw it.
type statementCase struct {
	name  string
	world func(t *testing.T) *world
	want  answers
}

// secondNumber is the number of a second account in the same reply.
const secondNumber = "PL27114020040000300201355387"

var notR = []Outcome{Confirmed, Inconclusive}

// Every statement on other people, countries, days and borders.
func TestVerdictsByStatement(t *testing.T) {
	n := 0
	for _, k := range slices.Concat(streamCases, peopleCases, dataQualityCases, payerCases, ownerCases, countryCases, borderCases, carefulCases, askedCases, unreadCases) {
		for claims, want := range k.want {
			n++
			if check := k.world(t).one(strings.Split(claims, ";")...); !slices.Contains(want, check.Outcome) {
				t.Errorf("%s: %s is %s, want %v: %s", k.name, claims, check.Outcome, want, check.Reason)
			}
		}
	}
	if n < 450 {
		t.Errorf("only %d verdicts were looked at", n)
	}
}

// streamCases are of sections 1 and 5.
var streamCases = []statementCase{
	// 5.3
	{"5.3 month end, leap day", on("cz", "2024-03-05", due("cz", 8, "2024-02-01", 31, true, "41000.00", "Zkouska s.r.o.", "Mzda")), answers{"income 41000CZK": c, "income 41000.01CZK": r}},
	{"5.3 pay before Christmas", on("pl", "2025-12-29", due("pl", 8, "2025-11-01", 28, true, "6100.00", acme, wages), one("2025-12-19", "6100.00", acme, wages)), answers{"income 6100PLN": notR, "income 6101PLN": r}},
	{"5.3 pay on the 24th moved to 23rd", on("pl", "2026-01-15", due("pl", 10, "2025-12-01", 24, true, "6100.00", acme, wages)), answers{"income 6100PLN": c, "income 6100.01PLN": r}},
	{"5.3 es 6 Jan epiphany", on("es", "2026-01-09", due("es", 9, "2026-01-01", 6, false, "1800.00", "EMPRESA FICTICIA SL", "NOMINA")), answers{"income 1800EUR": c}},
	{"5.3 GB bank holiday Monday", on("en", "2026-05-27", due("en", 9, "2026-05-01", 25, true, "2400.00", "Invented Works Ltd", "SALARY")), answers{"income 2400GBP": c, "income 2400.01GBP": r}},
	{"5.3 due day within tolerance, not come", on("pl", "2026-03-12", due("pl", 10, "2026-02-01", 10, true, "5000.00", acme, wages)), answers{"income 5000PLN": c}},
	{"5.4 due day past tolerance, not come", on("pl", "2026-03-18", due("pl", 10, "2026-02-01", 10, true, "5000.00", acme, wages)), answers{"income 5000PLN": i}},
	{"5.4 two missed", on("pl", "2026-03-20", due("pl", 10, "2026-01-01", 10, true, "5000.00", acme, wages)), answers{"income 5000PLN": r, "income 1PLN": r}},
	{"5.3 Easter Monday", on("cz", "2026-04-10", due("cz", 9, "2026-04-01", 6, false, "30000.00", "Zkouska s.r.o.", "Mzda")), answers{"income 30000CZK": c}},
	{"5.3 long May weekend", on("pl", "2026-05-06", due("pl", 9, "2026-05-01", 2, true, "5200.00", acme, wages)), answers{"income 5200PLN": c}},
	// 5.5 / 5.6
	{"5.5 advance and rest, one month", on("pl", "2026-03-31", due("pl", 9, "2026-03-01", 15, true, "1500.00", acme, "Zaliczka na wynagrodzenie"), due("pl", 9, "2026-03-01", 29, true, "3700.00", acme, wages)), answers{"income 5200PLN": c, "income 5200.01PLN": r}},
	{"5.5 advance has come, rest not", on("pl", "2026-03-20", due("pl", 9, "2026-03-01", 15, true, "1500.00", acme, "Zaliczka na wynagrodzenie"), due("pl", 8, "2026-02-01", 29, true, "3700.00", acme, wages)), answers{"income 5200PLN": c}},
	{"5.5 thirteenth pay", on("pl", "2026-03-31", due("pl", 14, "2026-03-01", 27, true, "5000.00", acme, wages), one("2026-02-13", "5000.00", acme, "Dodatkowe wynagrodzenie roczne 13")), answers{"income 5000PLN": c, "income 5417PLN": r, "income 5400PLN": i}},
	{"5.6 cut to 80 exactly", on("pl", "2026-03-31", due("pl", 9, "2026-02-01", 27, true, "5000.00", acme, wages), one("2026-03-27", "4000.00", acme, wages)), answers{"income 4500PLN": c, "income 5000PLN": notC}},
	{"5.6 varying shifts", on("pl", "2026-03-31", one("2026-03-27", "5200.00", acme, wages), one("2026-02-27", "4800.00", acme, wages), one("2026-01-27", "5000.00", acme, wages), one("2025-12-24", "5100.00", acme, wages), one("2025-11-27", "4900.00", acme, wages), one("2025-10-27", "5000.00", acme, wages)), answers{"income 5000PLN": c, "income 5001PLN": r}},
	{"5.6 four pays into three months biweekly", on("en", "2026-03-31", every(20, 14, "2026-03-27", "1000.00", "Invented Works Ltd", "WAGES")), answers{"income 2166GBP": c, "income 2167GBP": r}},
	{"5.2 four-weekly is not monthly", on("en", "2026-03-31", every(12, 28, "2026-03-20", "1300.00", "Invented Works Ltd", "WAGES")), answers{"income 1408GBP": c, "income 1409GBP": r}},
	{"5.2 semi-monthly 15 and last", on("es", "2026-03-31", due("es", 9, "2026-03-01", 15, true, "800.00", "EMPRESA FICTICIA SL", "NOMINA"), due("es", 9, "2026-03-01", 31, true, "800.00", "EMPRESA FICTICIA SL", "NOMINA")), answers{"income 1600EUR": c, "income 1600.01EUR": r}},
	{"5.2 quarterly pension", on("es", "2026-03-31", one("2026-03-25", "900.00", "SEGURIDAD SOCIAL", "PENSION"), one("2025-12-23", "900.00", "SEGURIDAD SOCIAL", "PENSION"), one("2025-09-25", "900.00", "SEGURIDAD SOCIAL", "PENSION"), one("2025-06-25", "900.00", "SEGURIDAD SOCIAL", "PENSION")), answers{"income 300EUR": c, "income 301EUR": r}},
	{"5.2 two payments are early", on("pl", "2026-03-31", due("pl", 2, "2026-03-01", 27, true, "5000.00", acme, wages)), answers{"income 5000PLN": i, "employer ACME": i}},
	{"5.8 three pays within 56 days", on("pl", "2026-03-31", one("2026-03-27", "5000.00", acme, wages), one("2026-02-27", "5000.00", acme, wages), one("2026-01-31", "5000.00", acme, wages)), answers{"income 5000PLN": notR}},
	// 5.8
	{"5.8 alimony six", on("pl", "2026-03-31", due("pl", 6, "2026-03-01", 10, true, "800.00", "Piotr Obcy", "alimenty")), answers{"income 800PLN": c, "income 800.01PLN": r}},
	{"5.8 benefit from a private payer", on("pl", "2026-03-31", due("pl", 8, "2026-03-01", 10, true, "800.00", "Jan Obcy", "zasilek rodzinny")), answers{"income 800PLN": i}},
	{"5.8 wage named by number only", on("pl", "2026-03-31", fromNo(yours, due("pl", 8, "2026-03-01", 10, true, "5000.00", "", wages))), answers{"income 5000PLN": c}},
	{"5.8 wage by nobody", on("pl", "2026-03-31", due("pl", 8, "2026-03-01", 10, true, "5000.00", "", wages)), answers{"income 5000PLN": i}},
	{"1.6 neutral credits six months company", on("pl", "2026-03-31", due("pl", 7, "2026-03-01", 10, true, "5000.00", "Zaklad Stolarski Deska Sp. z o.o.", "przelew")), answers{"income 5000PLN": c}},
	{"1.6 neutral credits five months company", on("pl", "2026-03-31", due("pl", 5, "2026-03-01", 10, true, "5000.00", "Zaklad Stolarski Deska Sp. z o.o.", "przelew")), answers{"income 5000PLN": i}},
	{"1.6 neutral credits varying above a fifth", on("pl", "2026-03-31", but(but(due("pl", 7, "2026-03-01", 10, true, "5000.00", "Zaklad Stolarski Deska Sp. z o.o.", "przelew"), 2, "7500.00"), 4, "3000.00")), answers{"income 5000PLN": notC}},
	// 5.9/5.10
	{"5.9 letting", on("cz", "2026-03-31", due("cz", 10, "2026-03-01", 5, true, "15000.00", "Petr Cizi", "najemne byt")), answers{"income 15000CZK": i, "income 15001CZK": r}},
	{"5.10 tax refund", on("cz", "2026-03-31", one("2026-03-20", "90000.00", "Financni urad", "preplatek dane")), answers{"income 1CZK": r}},
	{"5.10 insurance", on("es", "2026-03-31", one("2026-03-20", "9000.00", "MAPFRE", "indemnizacion siniestro")), answers{"income 1EUR": r}},
	{"5.10 related with maiden form", on("cz", "2026-03-31", due("cz", 8, "2026-03-01", 10, true, "30000.00", "Petr Łącký", "Mzda")), answers{"income 1CZK": r}},
	{"5.10 wage from relative's sole trade", on("pl", "2026-03-31", due("pl", 8, "2026-03-01", 10, true, "5000.00", "Firma Handlowa Piotr Łącki", wages)), answers{"income 5000PLN": notC}},
	{"5.11 over 6 months a raise", on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 27, true, "5000.00", acme, wages)), answers{"income 5000PLN/6": c, "income 5001PLN/6": r, "income 5000PLN/11": c, "income 5000PLN/13": i}},
	{"5.11 kinds", on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 27, true, "5000.00", acme, wages), due("pl", 12, "2026-03-01", 15, true, "800.00", "ZUS", "Rodzina 800+")), answers{"income 5800PLN": c, "income 5001PLN salary": r, "income 800PLN benefit": c, "income 5800PLN salary,benefit": c}},
}

// peopleCases are of sections 4, 6 and 8.
var peopleCases = []statementCase{ // 4
	{"4.1 own money by name", on("pl", "2026-03-31", due("pl", 8, "2026-03-01", 10, true, "5000.00", "ŁĄCKA ANNA UL. DŁUGA 5 00-001 WARSZAWA", "Wynagrodzenie")), answers{"income 1PLN": r}},
	{"4.4 half goes back exactly", on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 25, true, "5000.00", acme, wages), due("pl", 12, "2026-03-01", 27, true, "-2500.00", acme, "rozliczenie")), answers{"income 1PLN": r}},
	{"4.4 just under half", on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 25, true, "5000.00", acme, wages), due("pl", 12, "2026-03-01", 27, true, "-2490.00", acme, "rozliczenie")), answers{"income 2500PLN": c, "income 2600PLN": r}},
	{"4.4 back to another number of the name", on("pl", "2026-03-31", fromNo("PL27114020040000300201355387", due("pl", 12, "2026-03-01", 25, true, "5000.00", acme, wages)), fromNo("PL83101010230000261395100000", due("pl", 12, "2026-03-01", 27, true, "-4000.00", acme, "rozliczenie"))), answers{"income 1PLN": r}},
	{"4.4 contributions to an office", on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 25, true, "3000.00", "ZUS", "Emerytura"), due("pl", 12, "2026-03-01", 27, true, "-1700.00", "ZUS", "Skladki")), answers{"income 3000PLN": c}},
	{"4.5 wage reversed by words after 12 days", on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 10, true, "5000.00", acme, wages), one("2026-03-22", "-5000.00", acme, "Storno wynagrodzenia")), answers{"income 5000PLN": notC}},
	{"4.8 joint, initial", change(on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 10, true, "5000.00", acme, "wynagrodzenie A. Łącka")), func(w *world) { w.first().Owners = owners("Anna Łącka", "Jan Nowak CO_OWNER") }), answers{"name Anna Łącka;income 5000PLN": c, "name Jan Nowak;income 1PLN": r, "name Anna Łącka;employer ACME": c}},
	{"4.8 joint, both wages from one firm", change(on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 10, true, "5000.00", acme, "wynagrodzenie A. Łącka"), due("pl", 12, "2026-03-01", 10, true, "7000.00", acme, "wynagrodzenie J. Nowak")), func(w *world) { w.first().Owners = owners("Anna Łącka", "Jan Nowak CO_OWNER") }), answers{"name Anna Łącka;income 5000PLN": c, "name Anna Łącka;income 5001PLN": r, "name Jan Nowak;income 7000PLN": c, "income 12000PLN": c}},
	{"4.8 joint balance by heads", change(on("pl", "2026-03-31"), func(w *world) { w.first().Owners = owners("Anna Łącka", "Jan Nowak CO_OWNER") }), answers{"name Anna Łącka;balance 450000PLN": c, "name Anna Łącka;balance 450000.01PLN": i, "balance 900000PLN": c, "name Anna Łącka;balance 900000.01PLN": r}},
	{"4.7 account twice", change(on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 10, true, "5000.00", acme, wages)), func(w *world) { w.imp.Targets[0].Accounts = append(w.imp.Targets[0].Accounts, *w.first()) }), answers{"income 5000PLN": c, "income 5000.01PLN": r, "balance 900000PLN": c, "balance 900000.01PLN": r}},
	{"4.9 loan account gets a wage", change(on("pl", "2026-03-31"), func(w *world) {
		w.account("Kredyt gotowkowy", yours, "-20000.00", due("pl", 12, "2026-03-01", 10, true, "5000.00", acme, wages)...)
	}), answers{"income 1PLN": r, "without loans": r, "balance 900000PLN": c, "balance 900000.01PLN": r}},
	// 6
	{"6.1 rent and loan and bnpl", on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 10, true, "-2000.00", "Ewa Obca", "czynsz najmu"), due("pl", 12, "2026-03-01", 15, true, "-800.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 2800PLN": c, "obligations-at-most 2799.99PLN": r}},
	{"6.1 early instalment", on("pl", "2026-03-31", one("2026-03-20", "-700.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 700PLN": c, "obligations-at-most 600PLN": i}},
	// 0.1: paid off or in arrears, nobody knows, unless the last payment says so or another took its place; what is rented leaves no debt
	{"6.1 loan that stopped long ago", on("pl", "2026-03-31", due("pl", 6, "2025-09-01", 15, true, "-800.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 0PLN": i, "obligations-at-most 799PLN": i, "obligations-at-most 800PLN": c}},
	{"6.1 loan that was paid off long ago", on("pl", "2026-03-31", due("pl", 6, "2025-09-01", 15, true, "-800.00", "Alfa Bank SA", "Rata kredytu"), one("2025-10-02", "-9000.00", "Alfa Bank SA", "Całkowita spłata kredytu")), answers{"obligations-at-most 0PLN": c}},
	{"6.1 the last of six instalments", on("pl", "2026-03-31", titles(due("pl", 6, "2025-09-01", 15, true, "-800.00", "Alfa Bank SA", ""), "Rata kredytu 6/6", "Rata kredytu 5/6", "Rata kredytu 4/6", "Rata kredytu 3/6", "Rata kredytu 2/6", "Rata kredytu 1/6")), answers{"obligations-at-most 0PLN": c}},
	{"6.1 the last of twelve instalments is not seen", on("pl", "2026-03-31", titles(due("pl", 6, "2025-09-01", 15, true, "-800.00", "Alfa Bank SA", ""), "Rata kredytu 6/12", "Rata kredytu 5/12", "Rata kredytu 4/12", "Rata kredytu 3/12", "Rata kredytu 2/12", "Rata kredytu 1/12")), answers{"obligations-at-most 0PLN": i}},
	{"6.1 a loan that another took over", on("pl", "2026-03-31", due("pl", 6, "2025-09-01", 15, true, "-800.00", "Alfa Bank SA", "Rata kredytu"), due("pl", 6, "2026-03-01", 20, true, "-700.00", "Omega Bank SA", "Rata kredytu")), answers{"obligations-at-most 700PLN": c}},
	{"6.1 a flat that was left long ago", on("pl", "2026-03-31", due("pl", 6, "2025-09-01", 15, true, "-1800.00", "Ewa Obca", "czynsz najmu")), answers{"obligations-at-most 0PLN": c}},
	{"6.1 cs a loan that stopped long ago", on("cz", "2026-03-31", due("cz", 5, "2025-08-01", 12, true, "-4000.00", "Home Credit a.s.", "splátka úvěru")), answers{"obligations-at-most 3999CZK": i, "obligations-at-most 4000CZK": c}},
	{"6.1 cs a loan paid off before its time", on("cz", "2026-03-31", due("cz", 5, "2025-08-01", 12, true, "-4000.00", "Home Credit a.s.", "splátka úvěru"), one("2025-08-20", "-30000.00", "Home Credit a.s.", "Předčasné splacení úvěru")), answers{"obligations-at-most 0CZK": c}},
	{"6.1 en a collector who is paid no longer", on("en", "2026-03-31", due("en", 5, "2025-08-01", 12, true, "-40.00", "LOWELL FINANCIAL LTD", "")), answers{"obligations-at-most 39GBP": i, "obligations-at-most 40GBP": c}},
	{"6.1 loan that stopped just now", on("pl", "2026-03-31", due("pl", 9, "2026-01-01", 10, true, "-800.00", "Alfa Bank SA", "Rata kredytu")), answers{"obligations-at-most 0PLN": notC}},
	{"6.1 weekly alimony", on("en", "2026-03-31", every(30, 7, "2026-03-27", "-60.00", "Mary Stranger", "child maintenance")), answers{"obligations-at-most 260GBP": c, "obligations-at-most 259GBP": r}},
	{"6.2 card limit", change(on("pl", "2026-03-31"), func(w *world) {
		l, b := amount("10000"), amount("-1000")
		w.imp.Targets[0].CreditCards = []aisclient.CreditCard{{Name: text.Clean("Visa"), Currency: "PLN", Owners: owners("Anna Łącka"), Limit: &l, Balance: &b}}
	}), answers{"obligations-at-most 500PLN": c, "obligations-at-most 499PLN": r, "without loans": i}},
	{"8.7 card drawn to 75", change(on("pl", "2026-03-31"), func(w *world) {
		l, b := amount("10000"), amount("-7500")
		w.imp.Targets[0].CreditCards = []aisclient.CreditCard{{Name: text.Clean("Visa"), Currency: "PLN", Owners: owners("Anna Łącka"), Limit: &l, Balance: &b}}
	}), answers{"without loans": r}},
	{"8.7 card drawn to 74.99", change(on("pl", "2026-03-31"), func(w *world) {
		l, b := amount("10000"), amount("-7499")
		w.imp.Targets[0].CreditCards = []aisclient.CreditCard{{Name: text.Clean("Visa"), Currency: "PLN", Owners: owners("Anna Łącka"), Limit: &l, Balance: &b}}
	}), answers{"without loans": i}},
	// 8
	{"8.2 surname of two", on("es", "2026-03-31"), answers{"name Anna Łącka": c, "name Anna Łącka López": i, "name Ana Łącka": notC, "name Łącka Anna": c, "name Anna": notC, "name Anna Lacka": c}},
	{"8.5 balance exact", on("es", "2026-03-31"), answers{"balance 900000EUR": c, "balance 900000.01EUR": r, "balance 1PLN": i}},
	{"8.6 active since", on("es", "2026-03-31"), answers{"active-since 2025-04-01": c, "active-since 2025-03-30": i, "active-since 2026-04-05": i, "max-age 0": c}},
	{"8.7 pending sign", on("pl", "2026-03-31", status("Oczekująca", one("2026-03-31", "-200.00", "STS S.A.", "depozyt"))), answers{"without gambling": r, "without bailiff": c}},
	{"8.7 cancelled sign", on("pl", "2026-03-31", status("Anulowana", one("2026-03-30", "-200.00", "STS S.A.", "depozyt"))), answers{"without gambling": c}},
	{"8.7 future sign", on("pl", "2026-03-31", one("2026-04-02", "-200.00", "STS S.A.", "depozyt")), answers{"without gambling": c}},
	{"8.7 winnings only", on("cz", "2026-03-31", one("2026-03-02", "2000.00", "Tipsport.net a.s.", "vyplata vyhry")), answers{"without gambling": r}},
	{"8.7 unknown status sign", on("pl", "2026-03-31", status("Q7", one("2026-03-31", "-200.00", "STS S.A.", "depozyt"))), answers{"without gambling": r}},
	{"8.7 a charge for an unpaid instalment", on("es", "2026-03-31", joined(living(365), one("2026-03-02", "-12.00", "", "COMISION RECLAMACION CUOTA IMPAGADA"))), answers{"without returned payments": c, "without late_fee": r}},
	{"8.7 a charge for an unpaid direct debit", on("es", "2026-03-31", joined(living(365), one("2026-03-02", "-12.00", "", "COMISION RECIBO IMPAGADO"))), answers{"without returned payments": r}},
	{"8.7 a charge for an unpaid balance", on("en", "2026-03-31", joined(living(365), one("2026-03-02", "-12.00", "", "LATE PAYMENT FEE UNPAID CARD BALANCE"))), answers{"without returned payments": c}},
	{"8.7 bounced fee", on("en", "2026-03-31", one("2026-03-02", "-12.00", "", "UNPAID DIRECT DEBIT CHARGE")), answers{"without returned payments": r}},
	{"8.7 unarranged overdraft", on("en", "2026-03-31", one("2026-03-02", "-12.00", "", "UNARRANGED OVERDRAFT FEE")), answers{"without returned payments": c, "without late payments": r}},
	{"8.8 employer other form", on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 10, true, "5000.00", "Delta Transport Sp. z o.o.", wages)), answers{"employer Delta Transport Sp. z o.o.": c, "employer Delta Transport": notR, "employer Delta Transport S.A.": i, "employer Gamma S.A.": r}},
	{"8.8 obligations zero", on("cz", "2026-03-31"), answers{"obligations-at-most 0CZK": c}},
}

// yearly is a wage of a year.
var yearly = due("pl", 12, "2026-03-01", 10, true, "5000.00", acme, wages)

// dataQualityCases are of sections 0, 7 and 8.
var dataQualityCases = []statementCase{
	// 7.2
	{"7.2 83 days and 7 of grace", change(on("pl", "2026-03-31", yearly, one("2026-01-07", "-9.00", "Lidl", "Zakup karta")), drop("2025-01-01", "2026-01-06")), answers{"income 5000PLN": c, "without bailiff": c}}, // first row 7 Jan: 83 days and 7 of grace
	{"7.2 82 days", change(on("pl", "2026-03-31", yearly), drop("2025-01-01", "2026-01-09")), answers{"income 5000PLN": i, "income 99999PLN": i, "without bailiff": i, "never-below-zero": i, "balance 900000PLN": c, "obligations-at-most 0PLN": i}},
	{"7.2 a second account is young", change(on("pl", "2026-03-31", yearly), second("Drugie", secondNumber, "PLN", "10.00", one("2026-03-20", "10.00", "", "Wplata")...)), answers{"without gambling": i, "income 5000PLN": notR}},
	{"7.2 a savings account is young", change(on("pl", "2026-03-31", yearly), second("Konto oszczędnościowe", secondNumber, "PLN", "10.00", one("2026-03-20", "10.00", "ANNA ŁĄCKA", "przelew")...)), answers{"without gambling": c, "income 5000PLN": c}},
	{"7.2 silent account with money", change(on("pl", "2026-03-31", yearly), second("Drugie", secondNumber, "PLN", "70.00")), answers{"without gambling": i}},
	{"7.2 silent account without money", change(on("pl", "2026-03-31", yearly), second("Drugie", secondNumber, "PLN", "0.00")), answers{"without gambling": c, "income 5000PLN": c}},
	// 7.3
	{"7.3 gap of 36 days", change(on("pl", "2026-03-31", yearly), drop("2026-01-15", "2026-02-20")), answers{"without gambling": i, "income 5000PLN": notR, "income 5001PLN": i, "balance 900000PLN": c}},
	{"7.3 gap of 30 days", change(on("pl", "2026-03-31", yearly), drop("2026-01-15", "2026-02-09")), answers{"without gambling": c, "income 5000PLN": c}},
	{"7.3 gap long ago", change(on("pl", "2026-03-31", yearly), drop("2025-06-11", "2025-07-30")), answers{"income 5000PLN": c, "without gambling": i}},
	{"7.3 gap at the end", change(on("pl", "2026-03-31", due("pl", 12, "2026-02-01", 10, true, "5000.00", acme, wages)), drop("2026-02-15", "2026-03-31")), answers{"income 5000PLN": i, "without gambling": i}},
	{"8.8 two pays unseen at the end", change(on("pl", "2026-03-31", yearly), drop("2026-01-16", "2026-03-31")), answers{"employer ACME": i, "employer Omega S.A.": notC}},
	{"8.8 one pay unseen at the end", change(on("pl", "2026-03-31", yearly), drop("2026-02-15", "2026-03-31")), answers{"employer ACME": c}},
	{"8.8 two pays unseen in between", change(on("pl", "2026-03-31", yearly), drop("2025-10-01", "2025-11-30")), answers{"employer ACME": c}},
	// 7.6
	{"7.6 last wage pending", on("pl", "2026-03-31", due("pl", 11, "2026-02-01", 29, true, "5000.00", acme, wages), status("Oczekująca", one("2026-03-31", "5000.00", acme, wages))), answers{"income 5000PLN": c, "income 5001PLN": r}},
	{"7.6 statuses of our languages", on("cz", "2026-03-31", status("Zaúčtováno", due("cz", 12, "2026-03-01", 10, true, "30000.00", "Zkouska s.r.o.", "Mzda"))), answers{"income 30000CZK": c}},
	{"7.6 refused", on("pl", "2026-03-31", status("Odrzucona", due("pl", 12, "2026-03-01", 10, true, "5000.00", acme, wages))), answers{"income 1PLN": r}},
	// 7.7
	{"7.7 a lone old row", change(on("pl", "2026-03-31", yearly, one("2021-01-04", "-1.00", "Lidl", "Zakup karta")), func(w *world) {}), answers{"active-since 2021-06-01": i, "active-since 2025-05-01": c}},
	{"7.7 two old rows on a day", on("pl", "2026-03-31", one("2021-01-04", "-1.00", "Lidl", "Zakup karta"), one("2021-01-04", "-2.00", "Orlen", "Zakup karta")), answers{"active-since 2021-06-01": {Confirmed, Inconclusive}}},
	{"7.7 epoch", on("pl", "2026-03-31", one("1970-01-01", "-1.00", "Lidl", "Zakup karta")), answers{"active-since 1980-06-01": i, "without bailiff": i}},
	{"8.6 the bank's day", change(on("pl", "2026-03-31"), func(w *world) { w.first().ActiveSinceAtLeast = day("2019-05-05") }), answers{"active-since 2019-05-05": c, "active-since 2019-05-04": i}},
	{"8.6 placeholder", change(on("pl", "2026-03-31"), func(w *world) { w.first().ActiveSinceAtLeast = day("1900-01-01") }), answers{"active-since 1950-01-01": i}},
	// 7.8
	{"7.8 half leaves for own account outside", change(on("pl", "2026-03-31", yearly, due("pl", 12, "2026-03-01", 12, true, "-2500.00", "Anna Łącka", "przelew wlasny")), func(w *world) {}), answers{"without gambling": i, "income 5000PLN": c, "obligations-at-most 0PLN": i}},
	{"7.8 under half leaves", on("pl", "2026-03-31", yearly, due("pl", 12, "2026-03-01", 12, true, "-2400.00", "Anna Łącka", "przelew wlasny")), answers{"without gambling": c}},
	{"7.8 half to one person", on("pl", "2026-03-31", yearly, due("pl", 12, "2026-03-01", 12, true, "-2600.00", "Ewa Obca", "przelew")), answers{"without gambling": i}},
	{"7.8 half is rent", on("pl", "2026-03-31", yearly, due("pl", 12, "2026-03-01", 12, true, "-2600.00", "Ewa Obca", "czynsz najmu")), answers{"without gambling": c}},
	{"7.8 own account inside", change(on("pl", "2026-03-31", yearly, fromNo(secondNumber, due("pl", 12, "2026-03-01", 12, true, "-2600.00", "Anna Łącka", "przelew wlasny"))), second("Drugie", secondNumber, "PLN", "90000.00", slices.Concat(due("pl", 12, "2026-03-01", 12, true, "2600.00", "Anna Łącka", "przelew"), living(365))...)), answers{"without gambling": c, "income 5000PLN": c, "income 5001PLN": r}},
	{"7.8 another's everyday life", change(change(on("pl", "2026-03-31"), second("Moje", secondNumber, "PLN", "90000.00", yearly...)), ownedBy(0, "Piotr Obcy")), answers{"name Anna Łącka;without gambling": i, "name Anna Łącka;income 5000PLN": c}},
	// 7.4 7.5
	{"7.5 header far off", change(on("pl", "2026-03-31", yearly), func(w *world) { b := amount("700000.00"); w.first().Balance = &b }), answers{"balance 700000PLN": c, "balance 700000.01PLN": i, "balance 900000PLN": i, "balance 900000.01PLN": r, "without gambling": i, "income 5000PLN": c}},
	{"7.5 header explained by a pending row", change(on("pl", "2026-03-31", yearly, status("Oczekująca", one("2026-03-31", "-120.00", "Lidl", "Zakup karta"))), func(w *world) { b := amount("899880.00"); w.first().Balance = &b }), answers{"without gambling": c, "balance 899880PLN": c}},
	{"7.4 edited wage", change(on("pl", "2026-03-31", yearly), func(w *world) {
		for n := range w.first().Transactions {
			if x := &w.first().Transactions[n]; x.Amount == amount("5000.00") {
				x.Amount = amount("8000.00")
			}
		}
	}), answers{"income 8000PLN": notC, "income 5000PLN": notC, "without bailiff": i}},
	// 7.1
	{"7.1 cut", change(on("pl", "2026-03-31", yearly), func(w *world) { w.first().PartialDueToTimeout = true }), answers{"income 5000PLN": i, "income 6000PLN": i, "name Anna Łącka": c, "name Jan Obcy": i, "balance 1000000PLN": i, "iban " + yours: i, "without bailiff": i}},
	{"7.1 the import failed", change(on("pl", "2026-03-31", yearly), func(w *world) { w.imp.Command = &aisclient.Command{State: "FAILED"} }), answers{"income 5000PLN": i}},
	// 0.5 scope
	{"0.5 attorney", change(on("pl", "2026-03-31", yearly), ownedBy(0, "Jan Obcy", "Anna Łącka ATTORNEY")), answers{"name Anna Łącka": i, "name Anna Łącka;income 5000PLN": i, "name Jan Obcy;income 5000PLN": c, "name Anna Łącka;iban PL61109010140000071219812874": notC}},
	{"0.5 two people's accounts", change(change(on("pl", "2026-03-31", yearly), second("Jego", secondNumber, "PLN", "5000.00", slices.Concat(living(365), due("pl", 12, "2026-03-01", 10, true, "9000.00", "Omega S.A.", wages), one("2026-03-02", "-200.00", "STS S.A.", "depozyt"))...)), ownedBy(1, "Jan Obcy")), answers{"name Anna Łącka;income 5000PLN": c, "name Anna Łącka;income 5001PLN": r, "name Anna Łącka;without gambling": c, "name Jan Obcy;without gambling": r, "name Jan Obcy;income 9000PLN": c, "name Anna Łącka;balance 900001PLN": r, "name Anna Łącka;employer Omega S.A.": r}},
	{"0.5 close owner", change(on("pl", "2026-03-31", yearly), ownedBy(0, "Anna M. Łącka")), answers{"name Anna Łącka": notR, "name Anna Łącka;income 5000PLN": c}},
	{"0.5 owners unknown", change(on("pl", "2026-03-31", yearly), func(w *world) { w.first().Owners, w.imp.Targets[0].Owners = nil, nil }), answers{"income 5000PLN": c, "name Anna Łącka;income 5000PLN": i, "name Anna Łącka": i, "name Anna Łącka;balance 900000PLN": i, "name Anna Łącka;without bailiff": c}},
	{"0.5 one owner unknown, the wage on the known", change(on("pl", "2026-03-31", yearly), both(second("Drugie", secondNumber, "PLN", "10.00", living(365)...), func(w *world) { w.imp.Targets[0].Accounts[1].Owners = nil; w.imp.Targets[0].Owners = nil })), answers{"name Anna Łącka;income 5000PLN": c, "name Anna Łącka;balance 900000PLN": c, "name Anna Łącka;balance 900010PLN": i}},
	// 0.6
	{"0.6 euro wage", change(on("pl", "2026-03-31"), second("Euro", secondNumber, "EUR", "9000.00", slices.Concat(living(365), due("pl", 12, "2026-03-01", 10, true, "1000.00", "Beta GmbH", "Gehalt"))...)), answers{"income 4000PLN": i, "income 1000EUR": c, "income 1001EUR": r, "balance 9000EUR": c, "balance 9001EUR": r}},
	// 8.3
	{"8.3 masked", change(on("pl", "2026-03-31"), func(w *world) { w.first().IBAN = text.Clean("PL61 **** **** **** **** 1981 2874") }), answers{"iban PL61109010140000071219812874": i, "iban PL27114020040000300201355387": r}},
	{"8.3 transposed", on("pl", "2026-03-31"), answers{"iban PL61109010140000071219812847": i, "iban PL61 1090 1014 0000 0712 1981 2874": c, "iban 61109010140000071219812874": c, "iban PL61.1090-1014-0000.0712-1981-2874": c, "iban PL61********2874": i, "iban PL27********5387": r, "iban " + yours: r}},
	{"8.3 cz national", change(on("cz", "2026-03-31"), func(w *world) { w.first().IBAN = text.Clean("CZ6508000000192000145399") }), answers{"iban 19-2000145399/0800": c, "iban 19-2000145399/0300": notC}},
	{"8.3 es national", on("es", "2026-03-31"), answers{"iban 21000418450200051332": c, "iban 2100 0418 45 0200051332": c}},
	// 8.5
	{"8.5 silent account", change(on("pl", "2026-03-31"), both(second("Drugie", secondNumber, "PLN", "", status("DONE", living(100))...))), answers{"balance 900000PLN": i, "balance 950000PLN": i}},
	{"8.5 overdrawn one reduces", change(on("pl", "2026-03-31"), second("Drugie", secondNumber, "PLN", "-1000.00", living(100)...)), answers{"balance 899000PLN": c, "balance 899000.01PLN": r, "never-below-zero": r}},
	// 8.8
	{"8.8 below zero one day", on("pl", "2026-03-31", one("2026-02-10", "-950000.00", "Dealer", "zakup"), one("2026-02-11", "950000.00", "Dealer", "zwrot czesci")), answers{"never-below-zero": r}},
	{"8.8 below zero within a day", on("pl", "2026-03-31", one("2026-02-10", "-950000.00", "Dealer", "zakup"), one("2026-02-10", "950000.00", "Inny Dealer", "sprzedaz")), answers{"never-below-zero": c}},
	{"8.8 late employer", on("pl", "2026-03-31", due("pl", 12, "2026-02-01", 10, true, "5000.00", acme, wages)), answers{"employer ACME": i, "employer Omega S.A.": notC}},
	{"8.8 employer by a person's name", on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 10, true, "5000.00", "Jan Obcy", wages)), answers{"employer Jan Obcy": i}},
	{"8.1 wages from a lender to which nothing is paid", on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 10, true, "5000.00", "Provident Polska S.A.", wages)), answers{"income 5000PLN": c, "without loans": c}},
	{"wage word on a loan", on("pl", "2026-03-31", due("pl", 3, "2026-03-01", 10, true, "5000.00", "Vivus Finance Sp. z o.o.", wages), due("pl", 3, "2026-03-01", 20, true, "-5600.00", "Vivus Finance Sp. z o.o.", "splata")), answers{"income 1PLN": r, "without loans": r}},
}
