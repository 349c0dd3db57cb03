package verify

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// The outcomes that a careful analyst accepts, in short.
var (
	c    = []Outcome{Confirmed}
	r    = []Outcome{Refuted}
	i    = []Outcome{Inconclusive}
	notC = []Outcome{Refuted, Inconclusive}
)

// claimed makes a claim of a kind and its text: "income 5000PLN".
func claimed(t *testing.T, said string) Claim {
	t.Helper()
	kind, value, _ := strings.Cut(said, " ")
	claim, err := Parse(Kind(kind), value)
	if err != nil {
		t.Fatalf("%s: %v", said, err)
	}
	return claim
}

// load reads a reply file.
func load(t *testing.T, path string) *ledger.Ledger {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	l, imp, err := ledger.Load(context.Background(), f, aisclient.DecodeOptions{}, nil)
	if l == nil && imp != nil { // a reply without rows
		l, err = ledger.FromImport(imp)
	}
	if l == nil {
		t.Fatal(err)
	}
	return l
}

// cases are small replies, each of a whole kind of fault, with what was asked and what is right.
var cases = []struct {
	file   string
	claims []string
	want   []Outcome
	says   string // in the reasons
}{
	{"c03-weekend-salary", []string{"income 5000PLN"}, c, ""},
	{"c05-reversed-salary", []string{"income 5000PLN"}, notC, ""},
	{"c08-cz", []string{"iban 19-2000145399/0800"}, c, ""},
	{"c09-es", []string{"iban 21000418450200051332"}, c, ""},
	{"c11-masked", []string{"iban PL84109024020000000611111111"}, i, "6 digits that it shows agree"},
	{"d14-date-0001", []string{"active-since 1950-01-01"}, notC, ""},
	{"f02-casino-shop", []string{"without gambling"}, i, "everyday payment"},
	{"j01-mortgage", []string{"balance 500PLN"}, c, "2000.00 PLN"},
	{"j01-mortgage", []string{"never-below-zero"}, i, "32 days"},
	{"k01-name", []string{"name Alfa Sp. z o.o."}, notC, "legal form"},
	{"m01-bailiff-genitive", []string{"without bailiff"}, r, ""},
	{"m02-egzekucyjne", []string{"without bailiff"}, r, ""},
	{"m03-embargos", []string{"without bailiff"}, r, ""},
	{"m04-own-name", []string{"name Jan Przykładny", "income 5000PLN"}, notC, ""},
	{"m05-lump", []string{"income 5000PLN"}, notC, ""},
	{"m06-loan-nomina", []string{"income 5000EUR", "without loans"}, r, ""},
	{"m07-dup", []string{"income 10000PLN"}, notC, ""},
	{"m08-joined-names", []string{"name Anna Nowak"}, notC, ""},
	{"m09-attorney-iban", []string{"name Jan Przykładny", "iban PL61109010140000071219812874"}, notC, "not its owner"},
	{"m10-vivus-out", []string{"without loans", "without repayments"}, r, ""},
	{"m11-loan-label-out", []string{"without loans", "without repayments"}, r, ""},
	{"m12-sts", []string{"without gambling"}, r, ""},
	{"m13-header", []string{"balance 40000PLN"}, notC, "2400.00"},
	{"m14-chain", []string{"without bailiff"}, i, "balances do not follow"},
	{"m15-one-row", []string{"without bailiff", "without gambling", "without debt collection"}, i, ""},
	{"m16-window4", []string{"income 6600PLN"}, notC, ""},
	{"m17-window2", []string{"income 5000PLN"}, c, ""},
	{"m18-last-day", []string{"income 5000PLN"}, c, ""},
	{"m19-gotowkowy", []string{"without repayments"}, r, ""},
	{"m20-attorney-only-balance", []string{"balance 50000PLN"}, notC, ""},
	{"u1-no-rows", []string{"never-below-zero"}, i, "not known for every day"},
	{"u2-unread-row", []string{"never-below-zero"}, i, ""},
	{"u3-partial-command", []string{"balance 1PLN"}, i, "no accounts"},
}

func TestCasesOfFaults(t *testing.T) {
	for _, k := range cases {
		var claims []Claim
		for _, said := range k.claims {
			claims = append(claims, claimed(t, said))
		}
		l := load(t, filepath.Join("testdata", "cases", k.file+".xml"))
		rep, err := checkAll(context.Background(), l, claims, aisclient.DateOf(2026, 11, 28))
		if err != nil {
			t.Fatal(k.file, err)
		}
		if !slices.Contains(k.want, rep.Verdict) || !strings.Contains(said(rep), k.says) {
			t.Errorf("%s %v: %s, want %v %q\n%s", k.file, k.claims, rep.Verdict, k.want, k.says, said(rep))
		}
	}
}
