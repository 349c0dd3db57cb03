package verify

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

// at is the moment, in UTC, at which the bank answered; empty for a reply without one.
func at(moment string) func(w *world) {
	return func(w *world) {
		w.imp.Envelope.ResponseTimestamp = time.Time{}
		if moment != "" {
			w.imp.Envelope.ResponseTimestamp, _ = time.Parse(time.RFC3339, moment)
		}
	}
}

// clockCases are about which day it is where the account is: a row of tomorrow is in nothing, one of today counts.
var clockCases = []statementCase{
	{"0.4 pl an hour after midnight in summer", change(paidIn(w12("5000.00", acme, wages), one("2026-03-31", "-50.00", "Komornik Sądowy Jan Obcy", "Km 12/26")), at("2026-03-30T22:30:00Z")), answers{"without bailiff": r, "income 5000PLN": c}},
	{"0.4 pl an hour before it", change(paidIn(w12("5000.00", acme, wages), one("2026-03-31", "-50.00", "Komornik Sądowy Jan Obcy", "Km 12/26")), at("2026-03-30T21:30:00Z")), answers{"without bailiff": notR, "income 5000PLN": c}},
	{"0.4 cs after midnight in winter", change(on("cz", "2026-01-31", one("2026-02-01", "-500.00", "Tipsport", "sázka")), at("2026-01-31T23:10:00Z")), answers{"without gambling": r}},
	{"0.4 cs before midnight in winter", change(on("cz", "2026-01-31", one("2026-02-01", "-500.00", "Tipsport", "sázka")), at("2026-01-31T22:50:00Z")), answers{"without gambling": notR}},
	{"0.4 es before midnight in summer", change(spanish(one("2026-04-01", "-50.00", "CODERE APUESTAS", "apuesta")), at("2026-03-31T21:50:00Z")), answers{"without gambling": notR}},
	{"0.4 es after it", change(spanish(one("2026-04-01", "-50.00", "CODERE APUESTAS", "apuesta")), at("2026-03-31T22:10:00Z")), answers{"without gambling": r}},
	{"0.4 en an hour behind them", change(british(one("2026-04-01", "-50.00", "BET365", "stake")), at("2026-03-31T22:10:00Z")), answers{"without gambling": notR}},
	{"0.4 en after midnight in summer", change(british(one("2026-04-01", "-50.00", "BET365", "stake")), at("2026-03-31T23:10:00Z")), answers{"without gambling": r}},
	{"0.4 without a clock the newest booked day", change(on("pl", "2024-03-31", due("pl", 12, "2024-03-01", 10, true, "5000.00", acme, wages)), at("")), answers{"income 5000PLN": c, "without bailiff": c, "max-age 30": r}},
	{"0.4 without a clock a row to come moves no day", change(on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 10, true, "5000.00", acme, wages), one("2026-12-01", "-1.00", "Lidl", "Zakup karta")), at("")), answers{"income 5000PLN": c, "employer ACME": c}},
	{"0.4 two years old, as good as then", on("pl", "2024-03-31", due("pl", 12, "2024-03-01", 10, true, "5000.00", acme, wages)), answers{"income 5000PLN": c, "balance 900000PLN": c, "never-below-zero": c, "max-age 730": c, "max-age 729": r}},
	{"0.4 es two years old", on("es", "2024-03-31", due("es", 12, "2024-03-01", 10, true, "1500.00", "EMPRESA FICTICIA SL", "NOMINA")), answers{"income 1500EUR": c, "without gambling": c}},
}

func TestS0_4_WhatDayItIsInFourCountries(t *testing.T) {
	for _, k := range clockCases {
		for claims, want := range k.want {
			if check := k.world(t).one(claims); !slices.Contains(want, check.Outcome) {
				t.Errorf("%s: %s is %s, want %v: %s", k.name, claims, check.Outcome, want, check.Reason)
			}
		}
	}
}

// Money for health, belief and giving decides nothing and is not told; the money of a benefit counts, its ground is not told.
func TestS0_7_SpecialRowsInFourCountries(t *testing.T) {
	for _, x := range []struct {
		place, income       string
		payer, title        string // of a benefit of 800 a month
		spentAt, spentTitle string
	}{
		{"pl", "income 800PLN", "ZUS", "Zasiłek pielęgnacyjny niepełnosprawność", "PRYWATNA KLINIKA ONKOLOGII", "chemioterapia"},
		{"cz", "income 800CZK", "Úřad práce ČR", "Příspěvek na péči", "Lékárna Zkouška", "léky na srdce"},
		{"es", "income 800EUR", "SEGURIDAD SOCIAL", "SUBSIDIO INCAPACIDAD TEMPORAL", "FARMACIA FICTICIA", "medicamentos diabetes"},
		{"en", "income 800GBP", "DWP", "PERSONAL INDEPENDENCE PAYMENT", "INVENTED PHARMACY", "insulin prescription"},
	} {
		spent := due(x.place, 12, "2026-03-01", 12, true, "-450.00", x.spentAt, x.spentTitle)
		w := on(x.place, "2026-03-31", due(x.place, 12, "2026-03-01", 10, true, "800.00", x.payer, x.title), spent)(t)
		rep := w.run(x.income, "without crypto", "obligations-at-most 0"+string(w.first().Currency), "balance 1"+string(w.first().Currency))
		for _, check := range rep.Checks {
			if check.Outcome != Confirmed {
				t.Errorf("%s: %s is %s: %s", x.place, check.Claim, check.Outcome, check.Reason)
			}
		}
		for _, secret := range []string{x.title, x.spentTitle, x.spentAt} {
			if strings.Contains(said(rep), secret) {
				t.Errorf("%s: the report tells %q", x.place, secret)
			}
		}
		if rep.Withheld != 24 {
			t.Errorf("%s: %d rows are withheld, want 24", x.place, rep.Withheld)
		}
	}
	for _, claim := range []string{"income 1PLN health", "income 1PLN donation"} {
		if kind, rest, _ := strings.Cut(claim, " "); kind == "income" {
			if got, err := Parse(Kind(kind), rest); err == nil {
				t.Errorf("%s can be claimed: %v", claim, got)
			}
		}
	}
}

// A user's entry makes no income of own money, of a circle, of a relative's money, of a lender's, and of what came back;
// only entries that took part are named.
func TestS2_8_AUsersEntryProvesNothingThatStructureExcludes(t *testing.T) {
	set, problems := lexicon.Load([]byte(`[[group]]
source = "own"
date = "2026-11-28"
category = "salary"
sign = "in"
entries = [ {id = "my.wage", words = ["zapomoga firmowa"]}, {id = "my.unused", words = ["nieuzyte slowo"]} ]
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	said := "Zapomoga firmowa"
	for _, k := range []struct {
		name, claim string
		want        []Outcome
		rows        []aisclient.Transaction
	}{
		{"a firm's", "income 5000PLN", c, w12("5000.00", "Omega S.A.", said)},
		{"own money", "income 1PLN", r, w12("5000.00", "Anna Łącka", said)},
		{"a relative's", "income 1PLN", r, w12("5000.00", "Piotr Łącki", said)},
		{"a lender's", "income 1PLN", r, joined(w12("5000.00", "Vivus Finance Sp. z o.o.", said), due("pl", 12, "2026-03-01", 20, true, "-5600.00", "Vivus Finance Sp. z o.o.", "splata"))},
		{"a circle", "income 1PLN", r, joined(w12("5000.00", "Omega S.A.", said), due("pl", 12, "2026-03-01", 20, true, "-4900.00", "Omega S.A.", "dla was"))},
		{"a bookmaker's", "income 1PLN", r, w12("5000.00", "STS S.A.", said)},
	} {
		w := paidIn(k.rows)(t)
		w.o.Lexicon = func() *lexicon.Set { return set }
		check := w.one(k.claim)
		if !slices.Contains(k.want, check.Outcome) {
			t.Errorf("%s: %s, want %v: %s", k.name, check.Outcome, k.want, check.Reason)
		}
		if rep := w.run(k.claim); k.name == "a firm's" && !slices.Equal(rep.Lexicon.User, []string{"my.wage"}) {
			t.Errorf("%v took part", rep.Lexicon.User)
		}
	}
}

// The reason of an income tells figures, kinds, payers, rhythm, and what was not counted and why.
func TestS8_4_TheReasonOfAnIncome(t *testing.T) {
	for _, k := range []struct {
		name, claim string
		world       func(t *testing.T) *world
		outcome     Outcome
		proven      string
		says        []string
	}{
		{"pl wage and a relative", "income 6000PLN", paidIn(w12("5000.00", acme, wages), due("pl", 12, "2026-03-01", 15, true, "1500.00", "Piotr Łącki", "dla Ani")), Refuted, "5000", []string{"5000.00 PLN", "salary from ACME", "monthly", "Not counted: ", "related"}},
		{"cs wage and a loan", "income 40000CZK", czech(due("cz", 12, "2026-03-01", 10, true, "30000.00", "Zkouska s.r.o.", "Mzda"), one("2026-02-16", "15000.00", "Home Credit a.s.", "Výplata úvěru")), Refuted, "30000", []string{"30000.00 CZK", "salary from Zkouska", "15000.00 CZK (", "loan"}},
		{"es pension and a refund", "income 900EUR pension", spanish(due("es", 12, "2026-03-01", 25, true, "950.00", "SEGURIDAD SOCIAL", "PENSION JUBILACION"), one("2026-02-16", "80.00", "ZARA", "devolucion compra")), Confirmed, "950", []string{"950.00 EUR", "pension from SEGURIDAD SOCIAL", "monthly"}},
		{"en two jobs", "income 2500GBP", british(every(26, 14, "2026-03-27", "900.00", "Invented Works Ltd", "WAGES"), due("en", 12, "2026-03-01", 28, true, "600.00", "Invented Cafe Ltd", "SALARY")), Confirmed, "2550", []string{"salary from Invented Works", "every two weeks", "salary from Invented Cafe", "monthly"}},
		{"pl a person each month", "income 2000PLN", paidIn(w12("2000.00", "Jan Obcy", "przelew")), Inconclusive, "0", []string{"at most 2000.00 PLN a month, none of it proven", "Jan Obcy"}},
		{"cs own money called a wage", "income 10000CZK", czech(due("cz", 12, "2026-03-01", 10, true, "30000.00", "Anna Łącka", "Mzda")), Refuted, "0", []string{"0.00 CZK", "Not counted: ", "own"}},
		{"es winnings", "income 500EUR", spanish(due("es", 12, "2026-03-01", 10, true, "700.00", "CODERE APUESTAS", "premio")), Refuted, "0", []string{"Not counted: ", "gambling"}},
	} {
		check := k.world(t).one(k.claim)
		if check.Outcome != k.outcome || check.Proven == nil || *check.Proven != amount(k.proven) {
			t.Errorf("%s: %s, proven %v: %s", k.name, check.Outcome, check.Proven, check.Reason)
		}
		for _, want := range k.says {
			if !strings.Contains(strings.ToLower(check.Reason), strings.ToLower(want)) {
				t.Errorf("%s: %q is not in %q", k.name, want, check.Reason)
			}
		}
		if strings.Contains(strings.Join(k.says, " "), "Not counted") && (len(check.NotCounted) == 0 || len(check.NotCounted[0].Evidence) == 0 || check.NotCounted[0].Filter == "") {
			t.Errorf("%s: what is not counted has no rows: %+v", k.name, check.NotCounted)
		}
	}
}

// Every check of every kind says outcome, codes and a sentence that ends; one that is open says what to ask; rows that it
// stands on open by a filter.
func TestS10_1_EvidenceInFourCountries(t *testing.T) {
	for name, build := range map[string]func(t *testing.T) *world{
		"pl": paidIn(w12("5000.00", acme, wages), w12("-900.00", "Alfa Bank SA", "Rata kredytu"), one("2026-02-16", "-60.00", "STS S.A.", "zaklad")),
		"cs": czech(due("cz", 2, "2026-03-01", 10, true, "30000.00", "Zkouska s.r.o.", "Mzda")),
		"es": change(spanish(due("es", 12, "2026-03-01", 28, true, "1500.00", "EMPRESA FICTICIA SL", "NOMINA")), func(w *world) { w.first().PartialDueToTimeout = true }),
		"en": change(british(), func(w *world) { w.first().Owners, w.imp.Targets[0].Owners = nil, nil; w.first().IBAN = text.Text{} }),
	} {
		w := build(t)
		cur := string(w.first().Currency)
		rep := w.run("name Anna Łącka", "iban "+yours, "income 5000"+cur, "balance 900001"+cur, "employer ACME", "obligations-at-most 100"+cur, "active-since 2019-01-01", "max-age 5",
			"without gambling", "without loans", "never-below-zero", "pesel 44051401359", "birth-date 1980-01-01", "address ul. Kwiatowa 5, 00-123 Warszawa")
		for _, check := range rep.Checks {
			if check.Outcome == "" || len(check.Codes) == 0 || !strings.HasSuffix(check.Reason, ".") || strings.Contains(check.Reason, "..") || strings.Contains(check.Reason, "  ") {
				t.Errorf("%s: %s: %+v", name, check.Claim, check)
			}
			if check.Outcome == Inconclusive && len(check.Ask) == 0 {
				t.Errorf("%s: %s %s is open and asks nothing: %s", name, check.Kind, check.Claim, check.Reason)
			}
			if check.Outcome == Confirmed && len(check.Ask) > 0 {
				t.Errorf("%s: %s %s is confirmed and asks %v", name, check.Kind, check.Claim, check.Ask)
			}
			if len(check.Rows) > 0 && (check.Filter == "" || len(check.Evidence) != min(3, len(check.Rows))) {
				t.Errorf("%s: %s: %d rows, filter %q, %d shown", name, check.Claim, len(check.Rows), check.Filter, len(check.Evidence))
			}
			for _, g := range check.Gates {
				if g.Sentence == "" || g.Effect == "" {
					t.Errorf("%s: %s: %+v", name, check.Claim, g)
				}
			}
		}
	}
}

// The head tells the data's day, the days of each account, and whose accounts are left out.
func TestS10_2_TheHeadInFourCountries(t *testing.T) {
	for place, cur := range map[string]string{"pl": "PLN", "cz": "CZK", "es": "EUR", "en": "GBP"} {
		build := change(on(place, "2026-03-31"), both(second("Jana", secondNumber, cur, "10.00", living(40)...), ownedBy(1, "Jan Obcy")))
		rep := build(t).run("name Anna Łącka", "without gambling")
		head := said(rep)
		for _, want := range []string{`"dataAsOf":"2026-03-31"`, `"from":"2025-04-01","to":"2026-03-31"`, `"person":["Anna Łącka"]`, lexicon.Builtin().Hash()} {
			if !strings.Contains(head, want) {
				t.Errorf("%s: %s is not in the head", place, want)
			}
		}
		if len(rep.Left) != 1 || rep.Left[0].Label != "Jana" || rep.Left[0].Reason == "" || len(rep.Quality) != 2 || !rep.Quality[0].Theirs || rep.Quality[1].Theirs {
			t.Errorf("%s: left out %+v", place, rep.Left)
		}
		if said(build(t).run("name Anna Łącka", "without gambling")) != head {
			t.Errorf("%s: other bytes", place)
		}
	}
}

// A claim is a sentence with one full stop, also of a company whose name ends in one.
func TestS10_1_OneFullStop(t *testing.T) {
	for claim, want := range map[string]string{"Fabryka Próbna Sp. z o.o.": "An account belongs to Fabryka Próbna Sp. z o.o.", "Anna Łącka": "An account belongs to Anna Łącka."} {
		if got := (OwnerName{claim}).Says(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
