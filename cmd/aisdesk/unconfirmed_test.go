package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// Security statement 26: an import whose acceptance did not repeat the customer id says so wherever it is named, for
// good, and confirms no claim, not even of its age.
func TestAnImportThatNothingConfirmsSaysSo(t *testing.T) {
	d := newDesk(t)
	r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--scenario", "old-replies")
	if r.code != 0 || len(lines(r.out, "not confirmed: the provider did not repeat the customer id")) != 1 {
		t.Errorf("import: exit %d\n%s%s", r.code, r.out, r.err)
	}
	sound := d.imported()
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"list"}, "customer not confirmed"},
		{[]string{"list", "--json"}, `"ownerUnconfirmed": true`},
		{[]string{"show", "OTHER"}, "not confirmed: the provider"},
		{[]string{"show", "OTHER", "--json"}, `"ownerUnconfirmed":true`},
		{[]string{"report", "OTHER", "--max-age", "3"}, "did not repeat the owner's id"},
		{[]string{"report", "OTHER", "--max-age", "3", "--format", "json"}, "did not repeat the owner's id"},
		{[]string{"report", "OTHER", "--max-age", "3", "--format", "json"}, `"ownerUnconfirmed": true`},
	} {
		for i, a := range c.args {
			if a == "OTHER" {
				c.args[i] = d.otherThan(sound.ID)
			}
		}
		out := d.run(c.args...).out
		if n := strings.Count(strings.ReplaceAll(out, `: true`, `:true`), strings.ReplaceAll(c.says, `: true`, `:true`)); n == 0 {
			t.Errorf("%v does not say %q:\n%s", c.args, c.says, out)
		}
	}
	if n := strings.Count(d.run("list").out, "customer not confirmed"); n != 1 {
		t.Errorf("%d of two imports are not confirmed", n)
	}
	for _, claim := range [][]string{{"--max-age", "3"}, {"--name", "Maria Sochacka"}, {"--balance", "1PLN"}, {"--without", "gambling"}, {"--never-below-zero"}, {"--active-since", "2026-01-01"}, {"--pesel", "84031939201"}} {
		args := append([]string{"report", d.otherThan(sound.ID)}, claim...)
		if out := d.run(args...).out; strings.Contains(out, "[confirmed]") || !strings.Contains(out, "[inconclusive]") {
			t.Errorf("%v of an import that nothing confirms:\n%s", claim, out)
		}
	}
}

// otherThan is the id of the import that is not the given one.
func (d *desk) otherThan(id string) string {
	d.t.Helper()
	var all []struct{ ID string }
	if err := json.Unmarshal([]byte(d.run("list", "--json").out), &all); err != nil {
		d.t.Fatal(err)
	}
	for _, e := range all {
		if e.ID != id {
			return e.ID
		}
	}
	d.t.Fatal("there is no other import")
	return ""
}
