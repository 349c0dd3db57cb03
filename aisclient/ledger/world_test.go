package ledger

import (
	"context"
	"testing"

	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/ledgertest"
	"aisdesk/aisclient/modeltest"
)

var today = ledgertest.Today

// The short words in which these tests are written.
var (
	amount, day                   = modeltest.Amount, modeltest.Day
	tx, smallImport, randomImport = ledgertest.Row, ledgertest.SmallImport, ledgertest.RandomImport
	hostile                       = ledgertest.Hostile
)

func smallLedger(t testing.TB) *Ledger {
	t.Helper()
	l, err := FromImport(smallImport())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func run(t testing.TB, l *Ledger, line string, sort ...SortKey) *Result {
	t.Helper()
	f, err := filter.Parse(line, today)
	if err != nil {
		t.Fatalf("filter.Parse(%q): %v", line, err)
	}
	r, err := l.Run(context.Background(), Query{Filter: f, Sort: sort})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
