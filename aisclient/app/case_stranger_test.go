package app

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/aisclient/library"
)

// Casefile statement 10: a statement file confirms nothing alone, also where no claim is made. It names nobody who is verified,
// and what comes in on its account is possible, not proven; a stranger's file is nobody's money.
func TestAFileProvesNoPersonAndNoIncome(t *testing.T) {
	pay := func(on string) string { return on + "|7000.00|Wynagrodzenie|Omega SA|" }
	for name, k := range map[string]struct {
		reply            bool // the case has a reply of Jan Kowalski with 5000.00 a month
		owner            string
		person           []string
		proven, possible aisclient.Amount
	}{
		"a stranger's file":         {true, "Obcy Człowiek", []string{"Jan Kowalski"}, 5000_0000, 0},
		"the applicant's file":      {true, "Jan Kowalski", []string{"Jan Kowalski"}, 5000_0000, 7000_0000},
		"a file and nothing beside": {false, "Jan Kowalski", []string{}, 0, 7000_0000},
	} {
		t.Run(name, func(t *testing.T) {
			a := offlineApp(t)
			id, err := a.Cases.New(t.Context(), "", janKowalski)
			must(t, err)
			if k.reply {
				must(t, a.Cases.AddImport(t.Context(), id, put(t, a, "jan", xmlReply("BankA", "Jan Kowalski", ibanA, "9000.00", append(months(26, wages), months(12, bread)...)...))))
			}
			path := filepath.Join(t.TempDir(), "statement.xml")
			must(t, os.WriteFile(path, xmlReply("BankB", k.owner, ibanB, "3000.00", append(months(25, pay), months(12, bread)...)...), 0o600))
			file, err := a.Cases.AddFile(t.Context(), id, path, "")
			must(t, err)
			x, err := a.Library.Index(t.Context())
			must(t, err)
			if n, _ := x.Position(file); !x.Entry(n).Read || personOf(x, n) != k.owner {
				t.Errorf("the library calls the file %q", personOf(x, n))
			}
			if s := dataset(t, a, id).Ledger.Sources(); s[len(s)-1].Stranger != (k.owner != janKowalski.Name) {
				t.Errorf("accounts: %+v", s)
			}
			doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{})
			must(t, err)
			if !slices.Equal(doc.Person, k.person) {
				t.Errorf("verified: %v", doc.Person)
			}
			in := aisclient.Amount(0)
			for _, m := range []struct {
				counts bool
				month  aisclient.Amount
			}{{k.reply, 5000_0000}, {k.owner == janKowalski.Name, 7000_0000}} {
				if m.counts {
					in += 12 * m.month
				}
			}
			totals, err := dataset(t, a, id).Ledger.Totals(t.Context())
			must(t, err)
			res, err := dataset(t, a, id).Ledger.Run(t.Context(), ledger.Query{})
			must(t, err)
			if len(doc.Totals) != 1 || *doc.Totals[0].In != in || len(totals) != 1 || totals[0].In != in || (len(doc.NoSum) == 1) != (k.owner != janKowalski.Name) {
				t.Errorf("%s come in, not %s; %+v %+v", totals[0].In, in, doc.Totals[0], doc.NoSum)
			}
			groups, err := group.Of(t.Context(), res, group.ByAccount)
			must(t, err)
			for _, g := range groups {
				src := res.Ledger.Source(g.Rows[0])
				if sum := g.Total("PLN"); (sum.Booked == 0) != src.Stranger || g.Count() == 0 {
					t.Errorf("of %s: %+v in a group of %d rows, %s", src.OwnerNames(), sum, g.Count(), res.Ledger.State(g.Rows[0]))
				}
			}
			if len(doc.Income) != 1 || doc.Income[0].Proven != k.proven || doc.Income[0].Possible != k.possible {
				t.Errorf("%+v", doc.Income)
			}
		})
	}
}

func personOf(x *library.Index, n int) string {
	e := x.Entry(n)
	return e.Person()
}
