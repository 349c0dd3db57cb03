package verify

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/modeltest"
)

// onFile makes some accounts ones that stand on a statement file alone.
func onFile(w *world, sources ...int) *world {
	w.o.FileOnly = func(i int) string {
		if slices.Contains(sources, i) {
			return "it stands only on a statement file"
		}
		return ""
	}
	return w
}

// Statement 7.9, what only a statement file shows: a check that passes only by it is inconclusive, one that passes by the
// provider's accounts stays.
func TestS7_9_WhatOnlyAFileShows(t *testing.T) {
	with := func(rows ...aisclient.Transaction) *world {
		w := settled(t)
		w.account("Z pliku", yours, "7000.00", joined(living(365), rows)...)
		return onFile(w, 1)
	}
	w := with()
	for _, said := range []string{"income 5000PLN", "without bailiff", "never-below-zero", "balance 60000PLN", "obligations-at-most 900PLN",
		"employer ACME", "iban " + mine, "name Anna Łącka"} {
		w.want(Confirmed, "", "name Anna Łącka", said)
	}
	w = with(monthly(12, 20, "2000.00", "Omega S.A.", "Wynagrodzenie za prace")...)
	for _, said := range []string{"income 6000PLN", "balance 60001PLN", "employer Omega S.A.", "iban " + yours} {
		check := w.want(Inconclusive, "GATE", "name Anna Łącka", said)
		if !slices.ContainsFunc(check.Gates, func(g GateEffect) bool { return g.Gate == quality.FileOnly && g.Held() }) || len(check.Ask) == 0 {
			t.Errorf("%s: %+v, ask %v", said, check.Gates, check.Ask)
		}
	}
	w.want(Refuted, "TOO_LITTLE", "income 9000PLN") // too little refutes, with the file as well
	w = with(tx("2026-03-16", "-300.00", "Komornik Sądowy przy SR w Pile", "Km 12/26 egzekucja"))
	w.want(Refuted, "FOUND", "without bailiff") // what a file shows refutes
}

// A name that only a file has is not confirmed by it, nor one of a login whose only account is a file.
func TestS7_9_ANameThatOnlyAFileHas(t *testing.T) {
	w := settled(t)
	w.account("Z pliku", yours, "7000.00", living(365)...).Owners = owners("Piotr Obcy")
	onFile(w, 1).want(Inconclusive, "GATE", "name Piotr Obcy")
	w.want(Confirmed, "SAME", "name Anna Łącka")
	onFile(w, 0, 1).want(Inconclusive, "GATE", "name Anna Łącka")
	w = newWorld(t) // a login, no account at all
	onFile(w, -1).want(Inconclusive, "GATE", "name Anna Łącka")
	onFile(w).want(Confirmed, "SAME", "name Anna Łącka")
}

// Money that only a file shows is possible, never proven, whatever comes out: casefile statement 10 and judgement 0.3.
func TestS7_9_TheFigureOfAFileIsNeverProven(t *testing.T) {
	w := settled(t) // 5500.00 a month and 60000.00 on the account
	w.account("Z pliku", yours, "7000.00", joined(living(365), monthly(12, 20, "2000.00", "Omega S.A.", "Wynagrodzenie za prace"))...)
	alone := settled(t).want(Confirmed, "", "name Anna Łącka", "income 5000PLN")
	held := settled(t).want(Confirmed, "", "name Anna Łącka", "balance 5000PLN")
	onFile(w, 1)
	for said, want := range map[string]struct {
		outcome       Outcome
		code          Code
		proven, upper aisclient.Amount
	}{
		"income 5000PLN":   {Confirmed, "ENOUGH", *alone.Proven, *alone.Proven + modeltest.Amount("2000.00")},
		"income 6000PLN":   {Inconclusive, "GATE", *alone.Proven, *alone.Proven + modeltest.Amount("2000.00")},
		"income 9000PLN":   {Refuted, "TOO_LITTLE", *alone.Proven, *alone.Proven + modeltest.Amount("2000.00")},
		"balance 5000PLN":  {Confirmed, "ENOUGH", *held.Proven, *held.Proven + modeltest.Amount("7000.00")},
		"balance 65000PLN": {Inconclusive, "GATE", *held.Proven, *held.Proven + modeltest.Amount("7000.00")},
	} {
		c := w.want(want.outcome, string(want.code), "name Anna Łącka", said)
		if c.Proven == nil || *c.Proven != want.proven || *c.Proven+*c.Possible != want.upper || !strings.Contains(c.Reason, want.proven.String()) {
			t.Errorf("%s: proven %v, possible %v: %s", said, c.Proven, c.Possible, c.Reason)
		}
		if slices.ContainsFunc(c.Rows, func(row int32) bool { return w.ledger().Account(row) == 1 }) {
			t.Errorf("%s stands on rows of the file", said)
		}
	}
	only := newWorld(t)
	only.account("Z pliku", yours, "7000.00", living(365)...)
	if c := onFile(only, 0).want(Inconclusive, "GATE", "balance 5000PLN"); *c.Proven != 0 || *c.Possible != modeltest.Amount("7000.00") {
		t.Errorf("a file alone: %v, %v", c.Proven, c.Possible)
	}
}

// What the provider's accounts show is held back by what is wrong with them, not by a statement file that lies beside: nobody
// is told that the claim stands on the file.
func TestS7_9_AFileIsNoReasonForWhatTheRepliesShow(t *testing.T) {
	w := settled(t)
	faults[quality.ChainBreak](w)
	w.account("Z pliku", yours, "7000.00", living(365)...)
	c := onFile(w, 1).want(Inconclusive, "GATE", "name Anna Łącka", "income 5000PLN")
	if !slices.ContainsFunc(c.Gates, func(g GateEffect) bool { return g.Gate == quality.ChainBreak && g.Held() }) ||
		slices.ContainsFunc(c.Gates, func(g GateEffect) bool { return g.Gate == quality.FileOnly }) || strings.Contains(c.Reason, "statement file") {
		t.Errorf("%+v: %s", c.Gates, c.Reason)
	}
}
