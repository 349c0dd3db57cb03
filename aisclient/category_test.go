package aisclient

import (
	"testing"
)

func TestCategories(t *testing.T) {
	for want, c := range map[string]Category{
		"label:salary": Label("salary"), "label:500+": Label("500+"), "label:bailiff|debt collection": Label("bailiff").Or("debt collection"),
		"label:repayment&late payment": Label("repayment").And("late payment"), "label:loan~bank": Label("loan").Not("bank"),
		"label:a|b|c": Label("a").Or("b").Or("c"), "allTransactions": AllTransactions, "balance": BalanceMetric, "activeSinceAtLeast": ActiveSinceAtLeast,
	} {
		if c.Err() != nil || c.String() != want {
			t.Errorf("%s: %q %v", want, c, c.Err())
		}
		back, err := ParseCategory(want)
		if err != nil || back.String() != want {
			t.Errorf("%s read back: %q %v", want, back, err)
		}
	}
	if m := Metric("activeDays"); m.Err() != nil || m.String() != "activeDays" {
		t.Errorf("%q: %v", m, m.Err())
	}
	for name, c := range map[string]Category{
		"no metric": Metric(""), "a label as a metric": Metric("label:loan"), "a metric with a label": Metric("activeDays").Or("loan"),
		"empty": Label(""), "an operator in a name": Label("a|b"), "a colon": Label("a:b"), "spaces at the end": Label("a "), "a second empty": Label("a").Or(""),
		"a metric combined": AllTransactions.And("loan"), "zero": {}, "an error stays": Label("").Or("b"), "a quote": Label(`"`), "a line end": Label("a\nb"),
	} {
		if c.Err() == nil {
			t.Errorf("%s: %q is accepted", name, c)
		}
	}
	for _, s := range []string{"", "label:", "label:|", "label:a|", "label:a||b", "label:a& b", "Balance", "loan", "label:a:b"} {
		if c, err := ParseCategory(s); err == nil {
			t.Errorf("%q is accepted as %q", s, c)
		}
	}
	if AllTransactions.String() != "allTransactions" || AllTransactions.Err() != nil {
		t.Error("combining changed the metric itself")
	}
}

func FuzzParseCategory(f *testing.F) {
	for _, s := range []string{"label:a|b", "balance", "label:a&b~c", "label:", "|"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := ParseCategory(s); err == nil && c.String() != s {
			t.Errorf("%q is read as %q", s, c)
		}
	})
}
