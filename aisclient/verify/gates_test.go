package verify

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/text"
)

// settledRows are a year of a customer who earns 5,000 and pays a loan of 800 a month.
func settledRows() []aisclient.Transaction {
	return joined(living(365), monthly(12, 27, "5000.00", "ACME Sp. z o.o.", "Wynagrodzenie za prace"),
		monthly(12, 10, "-800.00", "Alfa Bank SA", "Rata kredytu gotowkowego"))
}

// settled is that customer: of each concern one claim is confirmed and one is refuted because of too little.
func settled(t *testing.T) *world {
	w := newWorld(t)
	w.account("Konto 0", mine, "60000.00", settledRows()...)
	return w
}

// concernClaims are, by concern, a claim that is true of settled, and one that is refuted because the data shows too
// little; empty where that kind is only refuted by what is found.
var concernClaims = map[quality.Concern][2]string{
	quality.Income:      {"income 5000PLN", "income 50000PLN"},
	quality.Without:     {"without bailiff", ""},
	quality.NeverBelow:  {"never-below-zero", ""},
	quality.Balance:     {"balance 60000PLN", "balance 99999PLN"},
	quality.Obligations: {"obligations-at-most 900PLN", ""},
	quality.Employer:    {"employer ACME", "employer Omega Sp. z o.o."},
	quality.Identity:    {"iban " + mine, "iban " + yours},
}

// faults make the fault of a gate, and nothing else.
var faults = map[quality.Gate]func(w *world){
	quality.NotWhole: func(w *world) { w.first().PartialDueToTimeout = true },
	quality.ShortCoverage: func(w *world) {
		w.account("Nowe konto", "PL27114020040000300201355387", "95.00", tx("2026-03-20", "-5.00", "Lidl", "Zakup karta"))
	},
	quality.InGap: func(w *world) {
		rows := slices.DeleteFunc(settledRows(), func(x aisclient.Transaction) bool {
			return x.BookedOn >= day("2026-01-29") && x.BookedOn <= day("2026-03-06")
		})
		w.first().Transactions = chained("60000.00", rows)
	},
	quality.ChainBreak: func(w *world) {
		for i := range w.first().Transactions {
			if x := &w.first().Transactions[i]; x.BookedOn <= day("2025-08-20") {
				x.Balance += amount("100")
			}
		}
	},
	quality.HeaderContradicts: func(w *world) { *w.first().Balance += amount("100") },
	quality.Duplicates: func(w *world) {
		twice := tx("2026-03-02", "-30.00", "Lidl", "Zakup karta")
		w.imp.Targets[0].CreditCards = []aisclient.CreditCard{{Name: text.Clean("Visa"), Currency: "PLN", Owners: owners("Anna Łącka"), Transactions: []aisclient.Transaction{twice, twice}}}
	},
	quality.UnknownStatus: func(w *world) {
		odd := tx("2026-03-15", "-12.34", "Lidl", "Zakup karta")
		odd.Status = text.Clean("Q7")
		w.first().Transactions = append(w.first().Transactions, odd)
	},
	quality.OwnerUnknown: func(w *world) { w.first().Owners, w.imp.Targets[0].Owners = nil, nil },
	quality.NotMainAccount: func(w *world) {
		rows := slices.DeleteFunc(settledRows(), func(x aisclient.Transaction) bool {
			return x.Title.String() == "Zakup karta" && x.BookedOn > day("2025-12-25")
		})
		w.first().Transactions = chained("60000.00", rows)
	},
	quality.NoLexicon:    func(w *world) { w.first().IBAN = text.Clean("DE89370400440532013000") },
	quality.FileOnly:     func(w *world) { w.o.FileOnly = func(int) string { return "it is a statement file" } },
	quality.NoImport:     func(w *world) { w.o.Absent = []string{"Anna Łącka", "Ewa Obca"} },
	quality.EmptyAccount: func(w *world) { w.account("Puste", "PL27114020040000300201355387", "0.00") },
}

// cells is the table of 7.9 as outcomes: what the confirmed and the refuted claim of a concern become. c and r are
// held back, - stays.
var cells = map[quality.Gate][7][2]byte{
	//                           income      without     below       balance     obligations employer    number
	quality.NotWhole:          {{'c', 'r'}, {'c', '-'}, {'c', '-'}, {'c', 'r'}, {'c', '-'}, {'-', 'r'}, {'-', 'r'}},
	quality.ShortCoverage:     {{'c', 'r'}, {'c', '-'}, {'c', '-'}, {'-', '-'}, {'c', '-'}, {'-', 'r'}, {'-', '-'}},
	quality.InGap:             {{'c', 'r'}, {'c', '-'}, {'c', '-'}, {'-', '-'}, {'c', '-'}, {'-', 'r'}, {'-', '-'}},
	quality.ChainBreak:        {{'c', '-'}, {'c', '-'}, {'c', '-'}, {'c', '-'}, {'c', '-'}, {'-', '-'}, {'-', '-'}},
	quality.HeaderContradicts: {{'-', '-'}, {'c', '-'}, {'c', '-'}, {'-', '-'}, {'c', '-'}, {'-', '-'}, {'-', '-'}},
	quality.Duplicates:        {{'-', '-'}, {'-', '-'}, {'-', '-'}, {'-', '-'}, {'-', '-'}, {'-', '-'}, {'-', '-'}},
	quality.UnknownStatus:     {{'-', '-'}, {'-', '-'}, {'c', '-'}, {'-', '-'}, {'-', '-'}, {'-', 'r'}, {'-', '-'}},
	quality.OwnerUnknown:      {{'c', '-'}, {'-', '-'}, {'-', '-'}, {'c', '-'}, {'-', '-'}, {'-', '-'}, {'c', '-'}},
	quality.NotMainAccount:    {{'-', '-'}, {'c', '-'}, {'-', '-'}, {'-', '-'}, {'c', '-'}, {'-', '-'}, {'-', '-'}},
	quality.NoLexicon:         {{'-', '-'}, {'c', '-'}, {'-', '-'}, {'-', '-'}, {'c', '-'}, {'-', '-'}, {'-', '-'}},
	quality.FileOnly:          {{'c', '-'}, {'c', '-'}, {'c', '-'}, {'c', '-'}, {'c', '-'}, {'c', '-'}, {'c', '-'}},
	quality.NoImport:          {{'-', 'r'}, {'c', '-'}, {'c', '-'}, {'-', 'r'}, {'c', '-'}, {'-', 'r'}, {'-', 'r'}},
	quality.EmptyAccount:      {{'-', '-'}, {'-', '-'}, {'-', '-'}, {'-', '-'}, {'-', '-'}, {'-', '-'}, {'-', '-'}},
}

// Every cell of the table, on replies: a gate holds back exactly what the table says.
func TestS7_9_GatesHoldBackWhatTheTableSays(t *testing.T) {
	n := 0
	for concern, claims := range concernClaims {
		for k, want := range []Outcome{Confirmed, Refuted} {
			if got := settled(t); claims[k] != "" {
				got.want(want, "", "name Anna Łącka", claims[k])
			}
		}
		for gate, fault := range faults {
			for k, stays := range []Outcome{Confirmed, Refuted} {
				claim := claims[k]
				if claim == "" {
					continue
				}
				if gate == quality.NoLexicon && concern == quality.Identity {
					claim = []string{"iban DE89370400440532013000", "iban " + yours}[k] // the number is what the fault changes
				}
				want := stays
				if cells[gate][concern][k] != '-' {
					want = Inconclusive
				}
				w := settled(t)
				fault(w)
				check := w.one("name Anna Łącka", claim)
				n++
				if check.Outcome != want {
					t.Errorf("%s, %s: %s, want %s: %s", gate, claim, check.Outcome, want, check.Reason)
				}
				acted := slices.ContainsFunc(check.Gates, func(g GateEffect) bool { return g.Gate == gate && g.Effect != onlyNoted })
				if want == Inconclusive && !acted && !(gate == quality.OwnerUnknown && concern == quality.Identity) {
					t.Errorf("%s, %s: the check does not name the gate: %+v", gate, claim, check.Gates)
				}
			}
		}
	}
	if n < 120 {
		t.Errorf("only %d cells were looked at", n)
	}
}

// What is found refutes, whatever the data is worth.
func TestS0_2_WhatIsFoundRefutesInPoorData(t *testing.T) {
	signs := tx("2026-03-16", "-300.00", "Komornik Sądowy przy SR w Pile", "Km 12/26 egzekucja", "bailiff")
	for gate, fault := range faults {
		w := settled(t)
		fault(w)
		w.first().Transactions = append(w.first().Transactions, signs)
		w.want(Refuted, "FOUND", "name Anna Łącka", "without bailiff")
		w.want(Refuted, "TOO_MUCH", "name Anna Łącka", "obligations-at-most 700PLN")
		_ = gate
	}
	w := settled(t)
	w.want(Confirmed, "NOT_FOUND", "without bailiff")
	w.first().PartialDueToTimeout = true
	w.want(Inconclusive, "GATE", "without bailiff")
}

func TestAnEmptyAccountIsNoted(t *testing.T) {
	w := settled(t)
	faults[quality.EmptyAccount](w)
	check := w.want(Confirmed, "NOT_FOUND", "without bailiff")
	if !slices.ContainsFunc(check.Gates, func(g GateEffect) bool { return g.Gate == quality.EmptyAccount && g.Effect == onlyNoted }) {
		t.Errorf("%+v", check.Gates)
	}
}

// Too little in one currency refutes nothing where such a thing exists only in another.
func TestS7_9_AnotherCurrencyHoldsBack(t *testing.T) {
	with := func(rows ...aisclient.Transaction) *world {
		w := settled(t)
		w.account("Euro", "PL27114020040000300201355387", "10.00", joined(living(365), rows)...).Currency = "EUR"
		return w
	}
	w := with()
	w.want(Inconclusive, "GATE", "income 100EUR")
	w.want(Inconclusive, "GATE", "obligations-at-most 100EUR")
	w.want(Refuted, "TOO_LITTLE", "balance 100EUR") // the euro account is there, and holds less
	w.want(Inconclusive, "GATE", "balance 100USD")
	w = with(monthly(6, 5, "50.00", "Beta GmbH", "Gehalt")...)
	w.want(Refuted, "TOO_LITTLE", "income 100EUR")
}

// A gate on an account in another currency holds back no claim about money in this one, and every claim about signs.
func TestS7_9_AGateOfAnotherCurrencyHoldsNoMoneyBack(t *testing.T) {
	w := settled(t)
	w.account("Euro", "PL27114020040000300201355387", "95.00", tx("2026-03-20", "-5.00", "Lidl", "Zakup karta")).Currency = "EUR" // short
	w.want(Confirmed, "", "name Anna Łącka", "income 5000PLN")
	w.want(Confirmed, "", "name Anna Łącka", "obligations-at-most 900PLN")
	w.want(Inconclusive, "GATE", "name Anna Łącka", "without bailiff")
}
