package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// HARDENING 12: a name that nothing knows is an error with the nearest right one, before anything is begun; a variable that
// nothing reads is a warning with it.
func TestAnUnknownNameIsAnErrorWithTheNearest(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--locale", "xx"}, `locale: there is no "xx"`},
		{[]string{"--locale", "plk"}, "locale"},
		{[]string{"--locale", "pll"}, `there is no "pll", did you mean pl?`},
		{[]string{"--locale", "EN"}, `there is no "EN", did you mean en?`},
		{[]string{"--scenario", "slow,truncted"}, "joined with +, did you mean slow+truncated?"},
		{[]string{"--locale", "pt"}, `there is no "pt"`},
		{[]string{"--country", "zz"}, `the provider's catalog has no bank of "zz"; it has banks of cz, `},
		{[]string{"--style", "bodyBgColor=red"}, "bodyBgColor is a colour in hexadecimal"},
		{[]string{"--style", "borderRadius=abc"}, "borderRadius is a number"},
		{[]string{"--style", "btnPrimaryBgColr=#fff"}, `did you mean btnPrimaryBgColor?`},
		{[]string{"--access-mode", "MULTPLE"}, `accessMode: there is no "MULTPLE", did you mean MULTIPLE?`},
		{[]string{"--target", "KontoBnk"}, `the provider's catalog has no bank "KontoBnk", did you mean KontoBank?`},
		{[]string{"--target", "KontoBank_es", "--country", "pl"}, "KontoBank_es is a bank of es, and the country is pl"},
		{[]string{"--target", "Wisla"}, "a mock session (--login) is of the test bank KontoBank"},
		{[]string{"--scenario", "ok+slw"}, "did you mean slow?"},
	} {
		r := d.run(append([]string{"import", "--env", "sandbox", "--login", "test1", "--speed", "50"}, c.args...)...)
		if r.code != cli.ExitUsage || !strings.Contains(r.err, c.says) || r.out != "" {
			t.Errorf("%v: exit %d\n%s%s", c.args, r.code, r.out, r.err)
		}
	}
	for _, c := range []struct{ line, says string }{
		{"list --find tga:x", `no field "tga", did you mean tag: instead? Fields are owner: iban:`},
		{"list --find status:opne", `nothing has "opne" there, did you mean open? It is one of open, waiting, review, closed, successful, `},
		{"list --find env:sandbx", "did you mean sandbox?"},
		{"list --find decision:aprove", "did you mean approve?"},
		{"tx " + caseFile("d02-zeros") + " --filter is:pendng", `no property "pendng", did you mean pending? is: takes in, out`},
		{"tx " + caseFile("d02-zeros") + " --filter day:mun", `no day "mun", did you mean mon or sun? days are mon`},
		{"tx " + caseFile("d02-zeros") + " --filter cat:gamblng", `there is no category "gamblng", did you mean gambling?`},
		{"helpp", "did you mean help?"},
		{"list --find quux:x", `no field "quux"; fields are owner: iban:`},
	} {
		if r := d.run(strings.Split(c.line, " ")...); r.code != cli.ExitUsage || !strings.Contains(r.err, c.says) {
			t.Errorf("%s: exit %d %s", c.line, r.code, r.err)
		}
	}
	if n := d.saved(); n != 0 {
		t.Errorf("%d imports were made", n)
	}
	if s := d.imported("--locale", "en-GB", "--target", "KontoBankApi_cz", "--style", "borderRadius=3"); s.ID == "" {
		t.Error("right names are refused")
	}
	for topic, near := range map[string]string{"gamblin": "gambling", "grocerys": "groceries", "gambling,lones": "loans"} {
		if r := d.run("report", "latest", "--without", topic); r.code != cli.ExitUsage || !strings.Contains(r.err, "did you mean "+near+"?") {
			t.Errorf("--without %s: exit %d %s", topic, r.code, r.err)
		}
	}
	for claim, near := range map[string]string{"--income=5000PLX": "PLN", "--balance=5 EUX": "EUR", "--obligations-at-most=10ABQ": ""} {
		r := d.run("report", "latest", claim)
		if r.code != cli.ExitUsage || !strings.Contains(r.err, "there is no currency ") || near != "" && !strings.Contains(r.err, "did you mean "+near+"?") {
			t.Errorf("%s: exit %d %s", claim, r.code, r.err)
		}
	}
	says(t, d.run("case", "new", "loan-9"), cli.ExitOK)
	for line, near := range map[string]string{"case status loan-9 opn": "open", "case decide loan-9 aprove --reason x": "approve"} {
		if r := d.run(strings.Split(line, " ")...); r.code == cli.ExitOK || !strings.Contains(r.err, "did you mean "+near+"?") {
			t.Errorf("%s: exit %d %s", line, r.code, r.err)
		}
	}
	var out, errs bytes.Buffer
	run(context.Background(), []string{"list"}, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Variables: []string{"AISDESK_RETENTION_DAY", "AISDESK_ENV"}},
		func(k string) string { return d.env[k] })
	if got := errs.String(); strings.Count(got, "warning:") != 1 || !strings.Contains(got, "AISDESK_RETENTION_DAY is not known and without effect; did you mean AISDESK_RETENTION_DAYS?") {
		t.Errorf("a misspelt variable: %q", got)
	}
}

// A login that the program's own sandbox does not have names the nearest; a scenario may stand in its place or behind it.
func TestAMisspeltLoginNamesTheNearest(t *testing.T) {
	d := newDesk(t)
	if r := d.run("import", "--login", "tset1", "--owner", "a"); r.code != cli.ExitUsage || !strings.Contains(r.err, `there is no login "tset1", did you mean test1?`) {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	for _, login := range []string{"test1+unicode", "unicode"} {
		if r := d.run("import", "--login", login, "--owner", "a", "--speed", "100", "--quiet"); r.code != cli.ExitOK {
			t.Errorf("%s: exit %d %s", login, r.code, r.err)
		}
	}
}
