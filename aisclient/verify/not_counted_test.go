package verify

import (
	"slices"
	"strings"
	"testing"
)

// Statement 10.1: where a part of the pay is netted, the check says how much went back, and with which rows.
func TestS10_1_WhatWentBackIsNamed(t *testing.T) {
	w := pl(pay, monthly(12, 28, "-500.00", acme, "rozliczenie"))(t)
	rep := w.run("income 4500PLN")
	check := rep.Checks[0]
	if check.Outcome != Confirmed || *check.Proven != amount("4500") {
		t.Fatalf("%s: %s", check.Outcome, check.Reason)
	}
	i := slices.IndexFunc(check.NotCounted, func(n NotCounted) bool { return n.Reason == "a part that went back to its payer" })
	if i < 0 || check.NotCounted[i].Sum != amount("1500") || len(check.NotCounted[i].Rows) != 3 {
		t.Errorf("not counted: %+v", check.NotCounted)
	}
	if !strings.Contains(check.Reason, "1500.00 PLN (a part that went back to its payer)") || !strings.Contains(said(rep), `"date":"2026-02-28","amount":-500.00,"currency":"PLN"`) {
		t.Errorf("%s", said(rep))
	}
}

// Statement 10.1: whoever has to decide what the program left open is told what to ask.
func TestS10_1_WhatIsOpenSaysWhatToAsk(t *testing.T) {
	open := 0
	for _, k := range slices.Concat(streamCases, peopleCases, dataQualityCases, payerCases, ownerCases, countryCases) {
		for claims := range k.want {
			check := k.world(t).one(strings.Split(claims, ";")...)
			if check.Outcome == Inconclusive {
				open++
				if len(check.Ask) == 0 {
					t.Errorf("%s: %s: nothing to ask: %s", k.name, claims, check.Reason)
				}
			}
		}
	}
	for gate, fault := range faults {
		for _, claims := range concernClaims {
			w := settled(t)
			fault(w)
			if check := w.one("name Anna Łącka", claims[0]); check.Outcome == Inconclusive && len(check.Ask) == 0 {
				t.Errorf("%s: %s: nothing to ask", gate, claims[0])
			}
		}
	}
	if open < 50 {
		t.Errorf("only %d were left open", open)
	}
}
