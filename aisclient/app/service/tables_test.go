package service

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// told writes parts as lines: facts indented, the rows of tables with their cells.
func told(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		in := strings.Repeat(" ", p.Depth)
		if p.Table == nil {
			fmt.Fprintf(&b, "%s%s: %s\n", in, p.Name, p.Value)
			continue
		}
		fmt.Fprintf(&b, "%s%s | %s\n", in, p.Table.Of, strings.Join(p.Table.Columns, " | "))
		for _, r := range p.Table.Rows {
			fmt.Fprintf(&b, "%s%s | %s\n", in, r.Name, strings.Join(r.Cells, " | "))
		}
	}
	return b.String()
}

// Months stand in a table by what came in: what is zero in every month is no column, and months without anything are named once.
func TestMonthsStandInATable(t *testing.T) {
	for _, x := range []struct {
		of         Service
		body, want string
	}{
		{Income, `{"currencies":{"PLN":{"currency":"PLN","M-0":{"salary":10.50,"pension":0.00,"total":10.50},"M-1":{"salary":0.00,"pension":0.00,"total":0.00},` +
			`"M-2":{"salary":0.00,"other":2.00,"total":2.00},"last90DaysDividedBy3":{"salary":3.50,"pension":0.00,"other":0.66,"total":4.16}}}}`, `Currencies: 
 PLN: 
  In PLN | Salary | Total | Other
  November 2026 | 10.50 | 10.50 | 
  September 2026 | 0.00 | 2.00 | 2.00
  Last 90 days, a month | 3.50 | 4.16 | 0.66
  Nothing in: October 2026
`},
		{Owner, `{"PLN":{"all":{"count":3,"sum":-5.00,"incoming":{"count":1,"sum":2.00}},"label:rent":{"count":1,"sum":-7.00,"incoming":{"count":0,"sum":0.00}},"label:loan":{"count":0,"sum":0.00},` +
			`"monthly":{"2026-10":{"activeSince":"2024-04-15","label:rent":{"count":0,"sum":0.00}},"2026-11":{"activeSince":"2024-04-15","label:rent":{"count":1,"sum":-7.00}}}}}`, `PLN: 
 In PLN | Transactions | Total | Incoming, transactions | Incoming, total
 All | 3 | -5.00 | 1 | 2.00
 Labelled rent | 1 | -7.00 |  | 
 Nothing in: Labelled loan
 Monthly: 
  Active since: 2024-04-15 in every month
  Labelled rent, by month: 
   In PLN | Transactions | Total
   November 2026 | 1 | -7.00
   Nothing in: October 2026
`},
		{Scores, `[{"id":"m1","score":"0.6172"}]`, "Model: m1\nScore: 61.7 on a scale from 0 to 100, higher is better: the provider's estimate of the chance that the owner repays\n"},
	} {
		a := Answer{Service: x.of, AskedAt: time.Date(2026, time.November, 30, 9, 0, 0, 0, time.UTC), Body: []byte(x.body)}
		if got := told(Parts(Facts(a))); got != x.want {
			t.Errorf("%s:\n%s\nwant\n%s", x.of, got, x.want)
		}
	}
}
