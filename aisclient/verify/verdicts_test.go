package verify

import (
	"context"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/text"
)

// Countries in which a customer of the verdict cases lives.
var places = map[string]struct {
	iban     string
	currency aisclient.Currency
	shops    []string
	title    string
}{
	"pl": {mine, "PLN", []string{"Biedronka", "Lidl", "Orlen", "Zabka Polska"}, "Zakup karta"},
	"cz": {"CZ6508000000192000145399", "CZK", []string{"Albert", "Lidl", "Benzina", "Kaufland"}, "Platba kartou"},
	"es": {"ES9121000418450200051332", "EUR", []string{"Mercadona", "Lidl", "Repsol", "Carrefour"}, "Compra tarjeta"},
	"de": {"DE89370400440532013000", "EUR", []string{"Rewe", "Lidl", "Aral", "Edeka"}, "Kartenzahlung"},
	"sk": {"SK3112000000198742637541", "EUR", []string{"Tesco", "Lidl", "Slovnaft", "Kaufland"}, "Platba kartou"},
	"en": {"GB29NWBK60161331926819", "GBP", []string{"Tesco", "Sainsburys", "Shell", "Aldi"}, "Card payment"},
}

// lives is everyday life in a country for so many days.
func lives(place string, days int) []aisclient.Transaction {
	p := places[place]
	var rows []aisclient.Transaction
	for i, x := range living(days) {
		x.Party, x.Title = text.Clean(p.shops[i%len(p.shops)]), text.Clean(p.title)
		rows = append(rows, x)
	}
	return rows
}

// customer lives in a country for a year on one account with a balance that is never below zero, and has these rows.
func customer(t *testing.T, place string, rows ...[]aisclient.Transaction) *world {
	w := newWorld(t)
	a := w.account("Konto 0", places[place].iban, "900000.00", append(lives(place, 365), slices.Concat(rows...)...)...)
	a.Currency = places[place].currency
	return w
}

// every is a payment every so many days, the newest on the last day.
func every(n, days int, last, x, party, title string) []aisclient.Transaction {
	var rows []aisclient.Transaction
	for i := range n {
		rows = append(rows, tx((day(last)-aisclient.Date(i*days)).String(), x, party, title))
	}
	return rows
}

// until drops rows after a day.
func until(last string, rows []aisclient.Transaction) []aisclient.Transaction {
	return slices.DeleteFunc(slices.Clone(rows), func(x aisclient.Transaction) bool { return x.BookedOn > day(last) })
}

// but changes one row.
func but(rows []aisclient.Transaction, i int, x string) []aisclient.Transaction {
	rows = slices.Clone(rows)
	rows[i].Amount = amount(x)
	return rows
}

// verdictCase is a customer, what is claimed of them, and what a careful analyst accepts, written before it was run.
type verdictCase struct {
	name   string
	world  func(t *testing.T) *world
	claims map[string][]Outcome
	topics []insight.Topic // that must stand out
}

// Short words of the cases.
const (
	acme  = "ACME Sp. z o.o."
	wages = "Wynagrodzenie za prace"
	loan  = "Rata kredytu"
	empty = ""
)

func pl(rows ...[]aisclient.Transaction) func(t *testing.T) *world {
	return func(t *testing.T) *world { return customer(t, "pl", rows...) }
}

func cz(rows ...[]aisclient.Transaction) func(t *testing.T) *world {
	return func(t *testing.T) *world { return customer(t, "cz", rows...) }
}

func es(rows ...[]aisclient.Transaction) func(t *testing.T) *world {
	return func(t *testing.T) *world { return customer(t, "es", rows...) }
}

func one(on, x, party, title string, labels ...string) []aisclient.Transaction {
	return []aisclient.Transaction{tx(on, x, party, title, labels...)}
}

// pay is a year of monthly wages of 5,000.
var pay = monthly(12, 27, "5000.00", acme, wages)

var incomeCases = []verdictCase{
	{"a monthly wage", pl(pay), map[string][]Outcome{"income 5000PLN": c, "income 5000.01PLN": r, "income 5000PLN salary": c, "income 1PLN pension": r}, nil},
	{"a weekly wage", pl(every(40, 7, "2026-03-27", "1000.00", acme, wages)), map[string][]Outcome{"income 4333PLN": c, "income 4340PLN": r}, nil},
	{"a wage every two weeks", pl(every(20, 14, "2026-03-27", "2000.00", acme, wages)), map[string][]Outcome{"income 4333PLN": c, "income 4340PLN": r}, nil},
	{"a wage every four weeks", pl(every(12, 28, "2026-03-27", "4000.00", acme, wages)), map[string][]Outcome{"income 4333PLN": c, "income 4340PLN": r}, nil},
	{"a wage in two parts", pl(monthly(12, 10, "2000.00", acme, "Zaliczka na wynagrodzenie"), monthly(12, 25, "3000.00", acme, wages)), map[string][]Outcome{"income 5000PLN": c, "income 5001PLN": r}, nil},
	{"a raise two pays ago", pl(but(but(pay, 0, "6000.00"), 1, "6000.00")), map[string][]Outcome{"income 5000PLN": c, "income 5666PLN": c, "income 6000PLN": i, "income 6001PLN": r}, nil},
	{"a raise three pays ago", pl(but(but(but(pay, 0, "6000.00"), 1, "6000.00"), 2, "6000.00")), map[string][]Outcome{"income 6000PLN": c, "income 6001PLN": r}, nil},
	{"a cut last month", pl(but(pay, 0, "3000.00")), map[string][]Outcome{"income 5000PLN": notC, "income 3000PLN": c}, nil},
	{"a wage that stopped", pl(until("2025-12-31", pay)), map[string][]Outcome{"income 5000PLN": r, "income 1PLN": r}, []insight.Topic{insight.IncomeTopic}},
	{"a wage that is late", pl(until("2026-02-15", pay)), map[string][]Outcome{"income 5000PLN": i}, []insight.Topic{insight.Missed}},
	{"two wages only", pl(pay[:2]), map[string][]Outcome{"income 5000PLN": notC}, nil},
	{"three wages", pl(pay[:3]), map[string][]Outcome{"income 5000PLN": c}, nil},
	{"a bonus in December", pl(pay, one("2025-12-19", "12000.00", acme, "Premia roczna")), map[string][]Outcome{"income 5000PLN": c, "income 6001PLN": notC, "income 7000PLN": r}, nil},
	{"a wage moved by holidays", pl(one("2026-03-31", "5000.00", acme, wages), one("2026-02-27", "5000.00", acme, wages), one("2026-01-30", "5000.00", acme, wages), one("2025-12-31", "5000.00", acme, wages),
		one("2025-11-28", "5000.00", acme, wages)), map[string][]Outcome{"income 5000PLN": c}, nil},
	{"two employers", pl(monthly(12, 5, "3000.00", acme, wages), monthly(12, 20, "2500.00", "Omega S.A.", wages)), map[string][]Outcome{"income 5500PLN": c, "income 5501PLN": r}, nil},
	{"a wage from a person", pl(monthly(12, 27, "5000.00", "Piotr Obcy", wages)), map[string][]Outcome{"income 5000PLN": i, "income 5001PLN": r}, nil},
	{"a wage from a relative", pl(monthly(12, 27, "5000.00", "Piotr Łącki", wages)), map[string][]Outcome{"income 5000PLN": r, "income 1PLN": r}, nil},
	{"a wage from oneself", pl(monthly(12, 27, "5000.00", "ŁĄCKA ANNA", wages)), map[string][]Outcome{"income 5000PLN": notC, "income 1PLN": r}, nil},
	{"a wage of which half goes back", pl(pay, monthly(12, 28, "-2500.00", acme, "Zwrot pozyczki")), map[string][]Outcome{"income 5000PLN": notC, "income 2600PLN": notC}, nil},
	{"a wage of which a tenth goes back", pl(pay, monthly(12, 28, "-500.00", acme, "rozliczenie")), map[string][]Outcome{"income 5000PLN": notC, "income 4400PLN": c}, nil},
	{"a wage that is sent back at once, but for the last", pl(monthly(12, 30, "5000.00", "Piotr Obcy", wages), monthly(12, 31, "-5000.00", "Piotr Obcy", "zwrot")[1:]), map[string][]Outcome{"income 1PLN": r}, nil},
	{"a wage paid twice once, and once back", pl(pay, one("2026-02-28", "5000.00", acme, wages), one("2026-03-02", "-5000.00", acme, "zwrot nadplaty")), map[string][]Outcome{"income 5000PLN": c, "income 5001PLN": r}, nil},
	{"a wage of which little goes back", pl(pay, monthly(12, 28, "-490.00", acme, "rozliczenie")), map[string][]Outcome{"income 5000PLN": c}, nil},
	{"loans every month", pl(monthly(12, 27, "5000.00", "Vivus Finance", "Wyplata pozyczki")), map[string][]Outcome{"income 1PLN": r, "without loans": r}, []insight.Topic{insight.Loans}},
	{"a lender's wage words", pl(monthly(6, 27, "5000.00", "Provident Polska S.A.", "pozyczka nr 12/2026")), map[string][]Outcome{"income 5000PLN": r}, nil},
	{"winnings every month", pl(monthly(12, 27, "5000.00", "STS S.A.", "Wyplata wygranej")), map[string][]Outcome{"income 1PLN": r, "without gambling": r}, []insight.Topic{insight.Gambling}},
	{"an insurer's payouts", pl(monthly(6, 27, "5000.00", "PZU S.A.", "Wyplata odszkodowania")), map[string][]Outcome{"income 5000PLN": notC}, nil},
	{"a shop's refunds", pl(monthly(6, 27, "5000.00", "Allegro", "Zwrot za zakup")), map[string][]Outcome{"income 5000PLN": notC}, nil},
	{"cash paid in", pl(monthly(12, 27, "5000.00", empty, "Wplata gotowki we wplatomacie")), map[string][]Outcome{"income 5000PLN": i}, nil},
	{"letting a flat", pl(monthly(12, 5, "2000.00", "Ewa Obca", "czynsz najmu mieszkanie")), map[string][]Outcome{"income 2000PLN": i}, nil},
	{"a pension", pl(monthly(12, 15, "3000.00", "ZUS", "Emerytura")), map[string][]Outcome{"income 3000PLN": c, "income 3000PLN pension": c, "income 3001PLN": r}, nil},
	{"a family benefit", pl(monthly(12, 15, "800.00", "ZUS", "Rodzina 800+")), map[string][]Outcome{"income 800PLN": c, "income 801PLN": r}, nil},
	{"maintenance for half a year", pl(monthly(6, 10, "1000.00", "Piotr Obcy", "Alimenty")), map[string][]Outcome{"income 1000PLN": c}, nil},
	{"maintenance for five months", pl(monthly(5, 10, "1000.00", "Piotr Obcy", "Alimenty")), map[string][]Outcome{"income 1000PLN": i}, nil},
	{"a business with taxes", pl(monthly(12, 10, "10000.00", "Klient Sp. z o.o.", "Faktura 1/2026"), monthly(12, 20, "-1600.00", "ZUS", "Skladki ZUS"), monthly(12, 21, "-900.00", "Urzad Skarbowy", "PIT-5L")),
		map[string][]Outcome{"income 7000PLN": c, "income 10000PLN": notC}, nil},
	{"turnover without taxes", pl(monthly(12, 10, "10000.00", "Klient Sp. z o.o.", "Faktura 1/2026")), map[string][]Outcome{"income 7000PLN": i}, nil},
	{"a wage reversed each time", pl(pay, monthly(12, 28, "-5000.00", acme, "Storno: "+wages)), map[string][]Outcome{"income 1PLN": notC}, nil},
	{"one large sale", pl(one("2026-02-10", "90000.00", "Jan Obcy", "Sprzedaz samochodu")), map[string][]Outcome{"income 5000PLN": notC}, nil},
	{"a wage to come", pl(one("2026-04-27", "9000.00", acme, wages), one("2026-05-27", "9000.00", acme, wages), pay), map[string][]Outcome{"income 5000PLN": c, "income 5001PLN": r}, nil},
	{"a Czech wage", cz(monthly(12, 10, "35000.00", "Firma s.r.o.", "Mzda")), map[string][]Outcome{"income 35000CZK": c, "income 35001CZK": r}, nil},
	{"a Czech pension", cz(monthly(12, 10, "18000.00", "CSSZ", "Starobni duchod")), map[string][]Outcome{"income 18000CZK": c}, nil},
	{"a Spanish wage", es(monthly(12, 27, "1500.00", "EMPRESA FICTICIA SL", "NOMINA")), map[string][]Outcome{"income 1500EUR": c, "income 1501EUR": r}, nil},
	{"a Spanish wage with two extra pays", es(monthly(12, 27, "1500.00", "EMPRESA FICTICIA SL", "NOMINA"), one("2025-06-27", "1500.00", "EMPRESA FICTICIA SL", "NOMINA PAGA EXTRA"),
		one("2025-12-20", "1500.00", "EMPRESA FICTICIA SL", "NOMINA PAGA EXTRA")), map[string][]Outcome{"income 1750EUR": c, "income 1751EUR": r}, nil},
}

var signCases = []verdictCase{
	{"a writ in another case", pl(one("2026-03-10", "-300.00", "Komornik Sadowy", "tytulem egzekucji Km 1/26")), map[string][]Outcome{"without bailiff": r}, []insight.Topic{insight.Bailiff}},
	{"a seizure by the tax office", pl(one("2026-03-10", "-300.00", "Urzad Skarbowy", "zajecie egzekucyjne")), map[string][]Outcome{"without bailiff": r}, []insight.Topic{insight.Bailiff}},
	{"tax as it is due", pl(one("2026-03-10", "-300.00", "Urzad Skarbowy", "PIT-36")), map[string][]Outcome{"without bailiff": c}, nil},
	{"a street of bailiffs", pl(one("2026-03-10", "-30.00", "Kawiarnia ul. Komornicza 5 61-001 Poznan", "obiad")), map[string][]Outcome{"without bailiff": c}, nil},
	{"a bailiff's café", pl(one("2026-03-10", "-30.00", "Lidl ul. Egzekucyjna 5 61-001 Poznan", "Zakup karta")), map[string][]Outcome{"without bailiff": c}, nil},
	{"money from a bailiff", pl(one("2026-03-10", "300.00", "Komornik Sadowy", "alimenty Kmp 1/25")), map[string][]Outcome{"without bailiff": c}, nil},
	{"a Czech writ", cz(one("2026-03-10", "-3000.00", "JUDr. Exekutor, exekutorsky urad", "exekuce 12 EX 34/25")), map[string][]Outcome{"without bailiff": r}, []insight.Topic{insight.Bailiff}},
	{"a Spanish embargo", es(one("2026-03-10", "-300.00", "AEAT", "DILIGENCIA DE EMBARGO")), map[string][]Outcome{"without bailiff": r}, []insight.Topic{insight.Bailiff}},
	{"a bookmaker behind a processor", pl(one("2026-03-10", "-100.00", "PayU S.A.", "PayU*STS.PL wplata")), map[string][]Outcome{"without gambling": r}, []insight.Topic{insight.Gambling}},
	{"a French supermarket", pl(one("2026-03-10", "-30.00", "SUPERMARCHE CASINO NICE", "Platnosc karta")), map[string][]Outcome{"without gambling": c}, nil},
	{"a Czech lottery", cz(one("2026-03-10", "-100.00", "SAZKA a.s.", "vklad")), map[string][]Outcome{"without gambling": r}, nil},
	{"a Spanish bookmaker", es(one("2026-03-10", "-100.00", "CODERE ONLINE", "apuesta")), map[string][]Outcome{"without gambling": r}, nil},
	{"a lender by its name", pl(one("2026-03-10", "-100.00", "Vivus Finance", "przelew")), map[string][]Outcome{"without loans": r, "without repayments": r}, []insight.Topic{insight.Repayments}},
	{"a mortgage", pl(monthly(6, 10, "-1500.00", "Bank Hipoteczny", "Rata kredytu hipotecznego")), map[string][]Outcome{"without loans": r, "without repayments": r, "obligations-at-most 1500PLN": c, "obligations-at-most 1499PLN": r}, nil},
	{"pay later", pl(one("2026-03-10", "-100.00", "PayPo Sp. z o.o.", "splata")), map[string][]Outcome{"without repayments": r}, nil},
	{"a collector", pl(one("2026-03-10", "-100.00", "Ultimo S.A.", "splata")), map[string][]Outcome{"without debt collection": r}, []insight.Topic{insight.Collection}},
	{"wages from a collector", pl(monthly(6, 27, "5000.00", "KRUK S.A.", wages)), map[string][]Outcome{"without debt collection": c, "income 5000PLN": c}, nil},
	{"a label going out", pl(one("2026-03-10", "-100.00", "Bank", "przelew", "loan")), map[string][]Outcome{"without repayments": r}, nil},
	{"a reminder's fee", pl(one("2026-03-10", "-15.00", empty, "Oplata za monit")), map[string][]Outcome{"without late payments": r}, []insight.Topic{insight.LatePayment}},
	{"a payment that came back", pl(one("2026-03-10", "100.00", empty, "Zwrot przelewu - brak srodkow")), map[string][]Outcome{"without returned payments": r}, []insight.Topic{insight.Returned}},
	{"rent", pl(monthly(12, 10, "-2000.00", "Ewa Obca", "czynsz najmu")), map[string][]Outcome{"obligations-at-most 2000PLN": c, "obligations-at-most 1999PLN": r}, nil},
	{"maintenance paid", pl(monthly(12, 10, "-700.00", "Ewa Obca", "alimenty")), map[string][]Outcome{"obligations-at-most 700PLN": c, "obligations-at-most 699PLN": r, "without alimony out": r}, nil},
	{"nothing of it", pl(pay), map[string][]Outcome{"without bailiff": c, "without gambling": c, "without debt collection": c, "without loans": c, "without repayments": c, "without returned payments": c,
		"without late payments": c, "without crypto": c, "obligations-at-most 0PLN": c, "never-below-zero": c}, nil},
}

// change makes a case of a changed customer.
func change(base func(t *testing.T) *world, do func(w *world)) func(t *testing.T) *world {
	return func(t *testing.T) *world {
		w := base(t)
		do(w)
		return w
	}
}

var dataCases = []verdictCase{
	{"rows twice without balances", change(pl(pay), func(w *world) {
		a := w.first()
		for n := range a.Transactions {
			a.Transactions[n].HasBalance = false
		}
		a.Transactions = slices.Concat(a.Transactions, a.Transactions)
	}), map[string][]Outcome{"income 5000PLN": c, "income 10000PLN": notC, "income 10001PLN": notC}, []insight.Topic{"duplicates"}},
	{"rows twice with equal balances", change(pl(pay), func(w *world) {
		var twice []aisclient.Transaction
		for _, x := range w.first().Transactions {
			twice = append(twice, x, x)
		}
		w.first().Transactions = twice
	}), map[string][]Outcome{"income 5000PLN": c, "income 10000PLN": r}, nil},
	{"a pending wage", change(pl(pay[1:]), func(w *world) {
		x := tx("2026-03-31", "5000.00", acme, wages)
		x.Status = text.Clean("Oczekująca")
		w.first().Transactions = append(w.first().Transactions, x)
	}), map[string][]Outcome{"income 5000PLN": {Confirmed, Inconclusive}, "income 9000PLN": r}, nil},
	{"a wage of unknown status", change(pl(pay), func(w *world) {
		for n := range w.first().Transactions {
			if x := &w.first().Transactions[n]; x.Party.String() == acme {
				x.Status = text.Clean("Q7")
			}
		}
	}), map[string][]Outcome{"income 5000PLN": notC}, nil},
	{"a cancelled wage", change(pl(), func(w *world) {
		for _, x := range pay {
			x.Status = text.Clean("Anulowana")
			w.first().Transactions = append(w.first().Transactions, x)
		}
	}), map[string][]Outcome{"income 1PLN": r}, nil},
	{"a joint account", change(pl(pay), func(w *world) { w.first().Owners = owners("Anna Łącka", "Jan Nowak CO_OWNER") }),
		map[string][]Outcome{"income 5000PLN": c, "name Anna Łącka": c}, nil},
	{"the account of a company", change(pl(pay), func(w *world) { w.first().Owners = owners("Łącka i Wspólnicy Sp. j. COMPANY") }),
		map[string][]Outcome{"income 5000PLN": i, "balance 1PLN": i}, nil},
	{"only a proxy", change(pl(pay), func(w *world) { w.first().Owners = owners("Jan Nowak", "Anna Łącka PROXY") }),
		map[string][]Outcome{"income 5000PLN": i, "balance 1PLN": i, "iban " + mine: r}, nil},
	{"balances rounded to whole units", change(pl(pay), func(w *world) {
		for n := range w.first().Transactions {
			x := &w.first().Transactions[n]
			x.Balance = (x.Balance + aisclient.AmountScale/2) / aisclient.AmountScale * aisclient.AmountScale
		}
	}), map[string][]Outcome{"without bailiff": c, "income 5000PLN": c, "never-below-zero": c}, nil},
	{"a balance that does not follow", change(pl(pay), func(w *world) {
		for n := range w.first().Transactions {
			if x := &w.first().Transactions[n]; x.BookedOn < day("2026-02-01") {
				x.Balance += amount("250.00")
			}
		}
	}), map[string][]Outcome{"without bailiff": i, "income 5000PLN": i, "balance 1PLN": i}, []insight.Topic{insight.BrokenBalance}},
	{"eighty days", change(pl(pay), func(w *world) {
		w.first().Transactions = chained("900000.00", slices.DeleteFunc(w.first().Transactions, func(x aisclient.Transaction) bool { return x.BookedOn < day("2026-01-10") }))
	}), map[string][]Outcome{"without bailiff": i, "income 5000PLN": i, "income 50000PLN": i, "balance 900000PLN": c}, nil},
	{"eighty days of ninety that were asked for", change(pl(pay), func(w *world) {
		w.first().Transactions = chained("900000.00", slices.DeleteFunc(w.first().Transactions, func(x aisclient.Transaction) bool { return x.BookedOn < day("2026-01-10") }))
		w.o.Since = today - 90
	}), map[string][]Outcome{"without bailiff": c, "income 5000PLN": c}, nil},
	{"a German account", change(pl(pay), func(w *world) { w.first().IBAN = text.Clean("DE89370400440532013000") }), map[string][]Outcome{"without bailiff": i, "balance 1PLN": c}, nil},
}

// Every case comes out as a careful analyst accepts it, and what has to stand out does.
func TestVerdictsOfInventedCustomers(t *testing.T) {
	n := 0
	for _, k := range slices.Concat(incomeCases, signCases, dataCases) {
		for said, want := range k.claims {
			n++
			if check := k.world(t).one(said); !slices.Contains(want, check.Outcome) {
				t.Errorf("%s: %s is %s, want %v: %s", k.name, said, check.Outcome, want, check.Reason)
			}
		}
		if len(k.topics) > 0 {
			k.stands(t)
		}
	}
	if n < 120 {
		t.Errorf("only %d verdicts were looked at", n)
	}
}

// stands checks that the topics of a case stand out.
func (k verdictCase) stands(t *testing.T) {
	t.Helper()
	w := k.world(t)
	w.o.Today = today
	checker, err := NewChecker(context.Background(), insight.NewCache(w.ledger(), w.o), today)
	if err != nil {
		t.Fatal(err)
	}
	notable, err := checker.Notable(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var topics []string
	for _, f := range notable {
		topics = append(topics, string(f.Topic))
	}
	for _, topic := range k.topics {
		if !slices.Contains(topics, string(topic)) {
			t.Errorf("%s: %s does not stand out; what does: %s", k.name, topic, strings.Join(topics, ", "))
		}
	}
}
