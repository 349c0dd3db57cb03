package app

import (
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/modeltest"
)

// What is due is reckoned from the day of the data, also in a file that is opened months later; a reply without a clock
// says it with its newest row, one without rows with the day on which it was saved.
func TestTheDayIsThatOfTheData(t *testing.T) {
	now := time.Date(2027, 11, 22, 9, 0, 0, 0, time.UTC)
	saved := now.AddDate(-1, 0, 0)
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN",
		Transactions: []aisclient.Transaction{modeltest.Row("2026-11-20", "-5", "A", "x")}}}}}}
	day := func(imp *aisclient.Import, d Dataset) string {
		t.Helper()
		l, err := ledger.FromImport(imp)
		if err != nil {
			t.Fatal(err)
		}
		d.Ledger = l
		a, err := d.Insights(now).Analysis(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return a.Day.String()
	}
	clocked := *imp
	clocked.Envelope.ResponseTimestamp = saved
	for _, c := range []struct {
		imp  *aisclient.Import
		data Dataset
		want string
	}{{&clocked, Dataset{}, "2026-11-22"}, {imp, Dataset{}, "2026-11-20"}, {&aisclient.Import{}, Dataset{SavedAt: saved}, "2026-11-22"}, {&aisclient.Import{}, Dataset{}, "2027-11-22"}} {
		if got := day(c.imp, c.data); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
	l, _ := ledger.FromImport(imp)
	cache := insight.NewCache(l, insight.Options{})
	if d := (Dataset{Ledger: l, Cache: cache}); d.Insights(now) != cache {
		t.Error("the cache of the ledger is not taken")
	}
	other, _ := ledger.FromImport(imp)
	if d := (Dataset{Ledger: other, Cache: cache}); d.Insights(now) == cache {
		t.Error("the cache of another ledger is taken")
	}
}

// What was asked for, and whether anything confirms whose sign-in it was, is known to the analysis.
func TestAnAnalysisKnowsWhatWasAskedFor(t *testing.T) {
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN",
		Transactions: []aisclient.Transaction{modeltest.Row("2026-11-20", "-5", "A", "x")}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	of := func(d Dataset) *quality.Report {
		d.Ledger = l
		a, err := d.Insights(time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)).Analysis(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return a.Quality
	}
	if q := of(Dataset{}); !q.Accounts[0].Short || gated(q) {
		t.Errorf("%+v", q)
	}
	if q := of(Dataset{Since: "2026-08-22"}); q.Accounts[0].Short {
		t.Errorf("90 days were asked for: %+v", q.Accounts[0])
	}
	if q := of(Dataset{OwnerUnconfirmed: true}); !gated(q) {
		t.Errorf("nothing confirms the owner: %+v", q.Gates)
	}
}

// gated reports whether the import proves nothing by itself.
func gated(q *quality.Report) bool {
	for _, h := range q.Gates {
		if h.Gate == quality.FileOnly {
			return true
		}
	}
	return false
}
