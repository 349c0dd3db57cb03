package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// diffReply is a reply with one account and these rows, as "2026-03-01 -5.00 Title".
func diffReply(t *testing.T, balance string, rows ...string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><reply status="200 OK" responseTimestamp="2026-03-31T09:00:00Z"><command id="1" state="successful" name="DefaultImportCommand" target="KontoBank"><result><owners><owner><name>Ewa Nowa</name></owner></owners><accounts><account><name>Konto</name><iban>PL61109010140000071219812874</iban><currencyName>PLN</currencyName><currencyBalance>` + balance + `</currencyBalance><moneyTransactions>`)
	for _, r := range rows {
		f := strings.SplitN(r, " ", 3)
		b.WriteString(`<moneyTransaction><bookedOn>` + f[0] + `</bookedOn><currencyAmount>` + f[1] + `</currencyAmount><title>` + f[2] + `</title></moneyTransaction>`)
	}
	b.WriteString(`</moneyTransactions></account></accounts></result></command></reply>`)
	path := filepath.Join(t.TempDir(), "reply.xml")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDiffComparesTwoReplies(t *testing.T) {
	d := newDesk(t)
	a := diffReply(t, "100.00", "2026-03-20 -5.00 Lidl", "2026-03-10 -7.00 Rent", "2026-03-01 1000.00 Wages")
	b := diffReply(t, "90.00", "2026-03-20 -5.00 Lidl again", "2026-03-12 -9.00 Orlen", "2026-03-01 1000.00 Wages")
	r := d.run("diff", a, b)
	for _, want := range []string{"Konto PL61109010140000071219812874, 1 new, 1 missing, 1 changed; common days 2026-03-01 to 2026-03-20", `~ balance: "100.00", now "90.00"`,
		"+ 2026-03-12  -9.00 PLN  Orlen", "- 2026-03-10  -7.00 PLN  Rent", `title: "Lidl", now "Lidl again"`, "net of B minus A: -2.00 PLN"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("it does not say %q\n%s%s", want, r.out, r.err)
		}
	}
	var got struct {
		Same     bool
		Accounts []struct {
			New, Missing []struct{ RowID, Title string }
			Changed      []struct {
				A, B struct{ Title string }
			}
		}
	}
	if r := d.run("diff", a, b, "--json"); json.Unmarshal([]byte(r.out), &got) != nil || got.Same || len(got.Accounts) != 1 || got.Accounts[0].New[0].Title != "Orlen" || !strings.HasSuffix(got.Accounts[0].Missing[0].RowID, "-1") {
		t.Errorf("%+v %s", got, r.out)
	}
	if r := d.run("diff", a, a); r.code != cli.ExitOK || !strings.Contains(r.out, "Nothing differs.") {
		t.Errorf("exit %d %s", r.code, r.out)
	}
	other, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	c := filepath.Join(t.TempDir(), "other.xml")
	if err := os.WriteFile(c, []byte(strings.NewReplacer("Ewa Nowa", "Jan Inny", "PL61109010140000071219812874", "PL27114020040000300201355387").Replace(string(other))), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"A  Ewa Nowa, KontoBank, 2026-03-01 to 2026-03-31, 3 rows", "B  Jan Inny, KontoBank", "!  A and B are of different people", "is in A only", "is in B only"} {
		if r := d.run("diff", a, c); !strings.Contains(r.out, want) {
			t.Errorf("it does not say %q\n%s%s", want, r.out, r.err)
		}
	}
	if r := d.run("diff", a, b); strings.Contains(r.out, "different people") {
		t.Errorf("one customer: %s", r.out)
	}
	for _, bad := range [][]string{{a}, {a, b, b}, {a, b, "--period", "2026", "--with", "2025"}, {a, "--period", "2026"}, {a, "--period", "2026", "--with", "all"}} {
		if r := d.run(append([]string{"diff"}, bad...)...); r.code != cli.ExitUsage || r.out != "" {
			t.Errorf("%v: exit %d %s", bad, r.code, r.err)
		}
	}
}

func TestDiffComparesTwoPeriods(t *testing.T) {
	d := newDesk(t)
	var rows []string
	for _, m := range []string{"2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"} {
		rows = append(rows, m+"-05 4000.00 Wynagrodzenie za prace ACME")
		if m < "2026" {
			rows = append(rows, m+"-10 -300.00 Rata kredytu umowa 1")
		}
	}
	path := diffReply(t, "100.00", rows...)
	r := d.run("diff", path, "--period", "2025-09..2025-12", "--with", "2026-01..2026-03")
	if !strings.Contains(r.out, "ended    out Rata kredytu umowa") || !strings.Contains(r.out, "300.00, now 0.00 PLN a month") || strings.Contains(r.out, "Wynagrodzenie") {
		t.Errorf("%s%s", r.out, r.err)
	}
	if r := d.run("diff", path, "--period", "2026-01..2026-03", "--with", "2025-09..2025-12", "--json"); !strings.Contains(r.out, `"shift":"begun"`) {
		t.Errorf("no mirror: %s%s", r.out, r.err)
	}
}

// Of days that the data does not cover nothing is concluded, and the command says which days those are.
func TestDiffOfPeriodsThatTheDataDoesNotCover(t *testing.T) {
	d := newDesk(t)
	var rows []string
	for _, m := range []string{"2025-12", "2026-01", "2026-02", "2026-03"} {
		rows = append(rows, m+"-05 4000.00 Wynagrodzenie za prace ACME")
	}
	path := diffReply(t, "100.00", rows...)
	for _, c := range []struct{ period, with, says, never string }{
		{"2025-06..2025-08", "2026-01..2026-03", "A  2025-06-01 to 2025-08-31: not covered by the data|B  2026-01-01 to 2026-03-31: covered by the data|Nothing can be said of regular payments: the data does not cover period A.", "No regular payment|begun"},
		{"2026-01..2026-03", "2025-06..2025-08", "Nothing can be said of regular payments: the data does not cover period B.", "No regular payment|ended"},
		{"2025-10..2025-12", "2026-01..2026-03", "A  2025-10-01 to 2025-12-31: 27 of 92 days covered, from 2025-12-05|In the days that the data covers no regular payment begins, ends or changes", "begun"},
	} {
		r := d.run("diff", path, "--period", c.period, "--with", c.with)
		for want := range strings.SplitSeq(c.says, "|") {
			if !strings.Contains(r.out, want) {
				t.Errorf("%s: it does not say %q\n%s%s", c.period, want, r.out, r.err)
			}
		}
		for wrong := range strings.SplitSeq(c.never, "|") {
			if strings.Contains(r.out, wrong) {
				t.Errorf("%s: it says %q\n%s", c.period, wrong, r.out)
			}
		}
	}
	r := d.run("diff", path, "--period", "2025-06..2025-08", "--with", "2025-12..2026-03", "--json")
	var got struct {
		Conclusive bool
		A, B       struct{ Covered *struct{ From, To string } }
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || got.Conclusive || got.A.Covered != nil || got.B.Covered == nil || got.B.Covered.From != "2025-12-05" || got.B.Covered.To != "2026-03-31" {
		t.Errorf("%v %+v\n%s", err, got, r.out)
	}
}

// An amount that cannot be read is none, and its row is not counted as one that is in the sums.
func TestDiffOfAmountsThatCannotBeRead(t *testing.T) {
	d := newDesk(t)
	a := diffReply(t, "100.00", "2026-03-20 -5.00 Lidl", "2026-03-01 1000.00 Wages")
	b := diffReply(t, "100.00", "2026-03-20 -5.00 Lidl", "2026-03-12 12,x4 Orlen", "2026-03-01 1000.00 Wages")
	says(t, d.run("diff", a, b), 0, `+ 2026-03-12  not read: currencyAmount "12,x4"  Orlen`, "A  PLN  2 booked rows", "B  PLN  2 booked rows", "net of B minus A: 0.00 PLN")
	got := decoded[struct {
		Accounts []struct {
			New []struct {
				Amount *json.Number
				Unread string
			}
		}
	}](t, d.run("diff", a, b, "--json"))
	if len(got.Accounts) != 1 || len(got.Accounts[0].New) != 1 || got.Accounts[0].New[0].Amount != nil || got.Accounts[0].New[0].Unread != `currencyAmount "12,x4"` {
		t.Errorf("%+v", got)
	}
}

// What acts of people change between two periods stands with what it is without them, in every form.
func TestDiffTellsFiguresWithoutTheActs(t *testing.T) {
	d := newDesk(t)
	id := d.imported("--login", "salaried", "--since", "6m").ID
	wages := decoded[[]struct {
		RowID, Date string
		Amount      float64
	}](t, d.run("tx", id, "--filter", "cat:salary", "--sort", "-date", "--json"))
	periods := []string{"diff", id, "--period", wages[2].Date[:7], "--with", wages[1].Date[:7]}
	if r := d.run(periods...); strings.Contains(r.out, "without the acts") {
		t.Errorf("there are no acts yet:\n%s", r.out)
	}
	says(t, d.run("case", "exclude", id, wages[1].RowID, "--reason", "a gift", "--author", "Anna"), 0)
	says(t, d.run(periods...), 0, "without the acts of people\n", "without the acts of people: same, ")
	says(t, d.run(append(periods, "--format", "csv")...), 0, "withoutActs.shift,withoutActs.a,withoutActs.b")
	got := decoded[struct {
		Sums []struct {
			B           struct{ In float64 }
			WithoutActs *struct{ B struct{ In float64 } }
		}
		Streams []struct {
			Category, Shift string
			B               float64
			WithoutActs     *struct {
				Shift string
				B     float64
			}
		}
	}](t, d.run(append(periods, "--json")...))
	if len(got.Sums) != 1 || got.Sums[0].WithoutActs == nil || math.Abs(got.Sums[0].WithoutActs.B.In-got.Sums[0].B.In-wages[1].Amount) > 0.001 {
		t.Errorf("sums: %+v", got.Sums)
	}
	for _, s := range got.Streams {
		if s.Category == "salary" && (s.WithoutActs == nil || s.Shift != "ended" || s.WithoutActs.Shift != "same" || s.WithoutActs.B != wages[1].Amount) {
			t.Errorf("stream: %+v", s)
		}
	}
}
