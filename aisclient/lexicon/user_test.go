package lexicon

import (
	"errors"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/category"
)

func TestS2_8_TheUsersFileAddsReplacesAndSwitchesOff(t *testing.T) {
	base := lexicon("PL", `
[[group]]
kind = "shop"
category = "groceries"
entries = [{id = "pl.a", names = ["Alfazmysl"]}, {id = "pl.b", names = ["Betazmysl"]}]`)
	user := File{Name: "lexicon.toml", User: true, Data: []byte(`
off = ["pl.a"]
[[group]]
source = "my own"
date = "2026-11-28"
kind = "lender"
entries = [{id = "pl.b", names = ["Betazmysl"]}, {id = "mine", names = ["Gammazmysl"]}, {id = "short", names = ["Zmy"]}]`)}
	s := set(t, base, user)
	wantIDs(t, s, Texts{Party: "ALFAZMYSL"}, "PL")
	hits := wantIDs(t, s, Texts{Party: "BETAZMYSL"}, "PL", "pl.b")
	if len(hits) == 1 && (hits[0].Entry.Out != category.LoanRepayment || !hits[0].Entry.User) {
		t.Errorf("%+v is not the user's", hits[0].Entry)
	}
	wantIDs(t, s, Texts{Party: "GAMMAZMYSL"}, "PL", "mine")
	wantIDs(t, s, Texts{Party: "ZMY WARSZAWA"}, "ES", "short") // who wrote it saw the row: no second sign is asked for
	if plain := set(t, base); plain.Hash() == s.Hash() {
		t.Error("the lexicon without the user's file looks the same")
	}
}

func TestS2_8_WhatTheUserGetsWrongIsNamed(t *testing.T) {
	_, problems := Load([]byte("off = [\"pl.no-such-entry\"]"))
	if len(problems) != 1 || problems[0].ID != "pl.no-such-entry" || !strings.Contains(problems[0].Error(), "lexicon.toml") {
		t.Errorf("%v", problems)
	}
	s, problems := Load(nil)
	if len(problems) != 0 || s != Builtin() {
		t.Errorf("no file is not the built-in lexicon: %v", problems)
	}
}

func TestS2_8_AnEntryIsFilledInFromARow(t *testing.T) {
	today := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	for _, x := range []struct {
		texts Texts
		want  string
	}{
		{Texts{Party: "ZMYŚLONA FIRMA SP. Z O.O. UL. DŁUGA 5 00-950 WARSZAWA"}, "my.zmyslona-firma"},
		{Texts{Title: "PayU*Zmyslnet"}, "my.zmyslnet"},
		{Texts{Title: "zmyslony.pl", Party: "PayU"}, "my.zmyslony-pl"},
		{Texts{Title: "???"}, "my.entry"},
	} {
		if d := DraftFrom(x.texts, false, today); d.ID != x.want || d.Sign != SignOut || d.Date != "2026-11-28" || d.Source == "" {
			t.Errorf("%+v: %+v", x.texts, d)
		}
	}
	d := DraftFrom(Texts{Party: "ZMYŚLONA FIRMA SP. Z O.O."}, true, today)
	d.Category = category.Salary
	kept := []byte("# my remark\noff = [\"pl.vivus\"]\n")
	file, err := d.AddTo(kept)
	if err != nil || !strings.HasPrefix(string(file), string(kept)) {
		t.Fatalf("%q, %v", file, err)
	}
	s, problems := Load(file)
	if len(problems) != 0 {
		t.Error(problems)
	}
	hits := s.MatchRow(Texts{Party: "Zmyślona Firma S.A."}, Row{Sign: SignIn, Country: "PL"})
	if len(hits) != 1 || hits[0].Entry.In != category.Salary || !hits[0].Entry.User {
		t.Errorf("%+v", hits)
	}
	if _, err := d.AddTo(file); !errors.Is(err, ErrTaken) {
		t.Errorf("the same id again: %v", err)
	}
	for c, want := range map[category.Category]Kind{category.Gambling: Operator, category.Bailiff: Bailiff, category.LoanRepayment: Lender, category.DebtCollection: Collector,
		category.Groceries: NoKind} {
		d.ID, d.Category, d.Sign = "of-a-category", c, SignOut
		file, err := d.AddTo(nil)
		s, _ := Load(file)
		if e, ok := s.Entry(d.ID); err != nil || !ok || e.Kind != want || e.Out != c {
			t.Errorf("%s: %q, %v", c, file, err)
		}
	}
	d.ID, d.Category, d.Sign = "other", category.None, AnySign
	if _, err := d.AddTo(file); err == nil {
		t.Error("an entry without a category is added")
	}
}
