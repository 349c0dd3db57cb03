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
	facts := []Facts{{"000", "Konto", at("2026-10-31T23:30:00Z")}, {"001", "Konto", at("2026-11-01T00:30:00+02:00")}, {"002", "", at("2026-11-02T00:00:00Z")},
		{"003", "Bank B", at("2026-11-03T00:00:00Z")}, {"004", "Konto", at("2026-12-03T00:00:00Z")}, {"999", "Konto", at("2026-12-03T00:00:00Z")}}
	for name, tc := range map[string]struct {
		by   Grouping
		want string
	}{
		"outcome": {ByOutcome, "refuted [002 003] map[refuted:2]; confirmed [001] map[confirmed:1]; no claims [000] map[no claims:1]; not read [004] map[not read:1]; "},
		"bank":    {ByBank, "Konto [000 001 004] map[confirmed:1 no claims:1 not read:1]; Bank B [003] map[refuted:1]; bank unknown [002] map[refuted:1]; "},
		"month":   {ByMonth, "2026-10 [000 001] map[confirmed:1 no claims:1]; 2026-11 [002 003] map[refuted:2]; 2026-12 [004] map[not read:1]; "},
	} {
		got := ""
		for _, g := range Tallies(facts, verdicts, tc.by) {
			got += fmt.Sprintf("%s %v %v; ", g.Name, g.IDs, g.Counts)
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
