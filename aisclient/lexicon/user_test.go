package lexicon

import (
	"strings"
	"testing"

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
entries = [{id = "pl.b", names = ["Betazmysl"]}, {id = "mine", names = ["Gammazmysl"]}]`)}
	s := set(t, base, user)
	wantIDs(t, s, Texts{Party: "ALFAZMYSL"}, "PL")
	hits := wantIDs(t, s, Texts{Party: "BETAZMYSL"}, "PL", "pl.b")
	if len(hits) == 1 && (hits[0].Entry.Out != category.LoanRepayment || !hits[0].Entry.User) {
		t.Errorf("%+v is not the user's", hits[0].Entry)
	}
	wantIDs(t, s, Texts{Party: "GAMMAZMYSL"}, "PL", "mine")
	if !s.HasUser() {
		t.Error("the user's file took part, and is not told")
	}
	if plain := set(t, base); plain.HasUser() || plain.Hash() == s.Hash() {
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
