package portfolio

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"aisdesk/aisclient/verify"
)

func TestVerdictsAndTheirGroups(t *testing.T) {
	m := byCoverage()
	m.judge = func(id string, _ Judgement) *verify.Report {
		switch id {
		case "000":
			return nil
		case "001":
			return &verify.Report{Verdict: verify.Confirmed}
		}
		return &verify.Report{Verdict: verify.Refuted}
	}
	p := New(m)
	ids, _ := p.IDs(t.Context(), Selection{})
	verdicts, order := map[string]Verdict{}, ""
	if err := p.Verdicts(t.Context(), ids, Judgement{}, func(id string, v Verdict) { verdicts[id] = v; order += id + " " }); err != nil {
		t.Fatal(err)
	}
	if order != "000 001 002 003 004 " {
		t.Error(order)
	}
	at := func(s string) time.Time { d, _ := time.Parse(time.RFC3339, s); return d }
	all := together([]facts{{"000", "", "Konto", at("2026-10-31T23:30:00Z")}, {"001", "", "Konto", at("2026-11-01T00:30:00+02:00")}, {"a", "002", "", at("2026-11-02T00:00:00Z")},
		{"003", "", "Bank B", at("2026-11-03T00:00:00Z")}, {"b", "002", "Konto", at("2026-12-02T00:00:00Z")}, {"c", "002", "Konto", at("2026-10-02T00:00:00Z")},
		{"004", "", "Konto", at("2026-12-03T00:00:00Z")}, {"999", "", "Konto", at("2026-12-03T00:00:00Z")}})
	if Count(all) != "5 imports and 1 case" || Count(all[:1]) != "1 import" || Count(all[2:3]) != "1 case" {
		t.Error(Count(all))
	}
	for name, tc := range map[string]struct {
		by   Grouping
		want string
	}{
		"outcome": {ByOutcome, "refuted 2 [a b c 003] map[refuted:2]; confirmed 1 [001] map[confirmed:1]; no claims 1 [000] map[no claims:1]; not read 1 [004] map[not read:1]; "},
		"bank": {ByBank, "Konto 4 [000 001 a b c 004] map[confirmed:1 no claims:1 not read:1 refuted:1]; Bank B 1 [003] map[refuted:1]; " +
			"bank unknown 1 [a b c] map[refuted:1]; "},
		"month": {ByMonth, "2026-10 2 [000 001] map[confirmed:1 no claims:1]; 2026-12 2 [a b c 004] map[not read:1 refuted:1]; 2026-11 1 [003] map[refuted:1]; "},
	} {
		got := ""
		for _, g := range Tallies(all, verdicts, tc.by) {
			got += fmt.Sprintf("%s %d %v %v; ", g.Name, len(g.Matters), g.Imports(), g.Counts)
		}
		if got != tc.want {
			t.Errorf("by %s: %s", name, got)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := p.Verdicts(ctx, ids, Judgement{}, func(string, Verdict) {
		if n++; n == 2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || n != 2 {
		t.Errorf("%v after %d", err, n)
	}
}
