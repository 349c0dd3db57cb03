package certify

import (
	"encoding/xml"
	"testing"
	"time"

	"aisdesk/localserver/sandbox"
)

// Rows that are equal in day, amount and title are among those of the case "ordinary": who takes them for one miscounts.
func TestTheOrdinaryCaseHasEqualRows(t *testing.T) {
	file, remove, err := customersFile()
	if err != nil {
		t.Fatal(err)
	}
	defer remove()
	sb, err := sandbox.New(sandbox.Options{Speed: 1000, Key: "k", CustomersFile: file})
	if err != nil {
		t.Fatal(err)
	}
	defer sb.Close(t.Context())
	r := &runner{Options: Options{Speed: 1000}, sandbox: sb}
	s, err := r.signIn(t.Context(), testCaseOf("ordinary"), 0)
	if err != nil {
		t.Fatal(err)
	}
	rows := imported(t, r, s)
	seen, equal := map[[3]string]bool{}, 0
	for _, x := range rows {
		key := [3]string{x.On, x.Amount, x.Title}
		if seen[key] {
			equal++
		}
		seen[key] = true
	}
	if equal < 2 || len(rows) < 40 {
		t.Errorf("%d rows, %d equal to another", len(rows), equal)
	}
	count := func(is func(row) bool) (n int) {
		for _, x := range rows {
			if is(x) {
				n++
			}
		}
		return n
	}
	for kind, c := range map[string]struct {
		want int // by the file
		is   func(row) bool
	}{
		"without a title": {2, func(x row) bool { return x.Title == "" }}, "with nothing but day and amount": {1, func(x row) bool { return x.Title+x.Party == "" }},
		"of nothing": {1, func(x row) bool { return x.Amount == "0.00" }}, "pending": {1, func(x row) bool { return x.Status == "PENDING" }},
		"tickets": {2, func(x row) bool { return x.Title == "BILET TRAMWAJOWY" && x.Amount == "-4.60" }}, "in euro": {2, func(x row) bool { return x.Title == "BILET LOTNICZY" || x.Amount == "300.00" }},
	} {
		if n := count(c.is); n != c.want {
			t.Errorf("%d rows %s, not %d", n, kind, c.want)
		}
	}
}

type row struct {
	On     string `xml:"transactionOn"`
	Amount string `xml:"currencyAmount"`
	Title  string `xml:"title"`
	Party  string `xml:"party"`
	Status string `xml:"status"`
}

// imported are the rows of an import in a session.
func imported(t *testing.T, r *runner, s session) []row {
	t.Helper()
	b, err := r.ask(t.Context(), "POST", importPath, map[string][]string{"sessionId": {s.id}, "sessionIdSignature": {s.signature}, "since": {s.since}})
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Command struct {
			ID       string `xml:"id,attr"`
			State    string `xml:"state,attr"`
			Accounts []row  `xml:"result>accounts>account>moneyTransactions>moneyTransaction"`
			Cards    []row  `xml:"result>creditCards>creditCard>moneyTransactions>moneyTransaction"`
		} `xml:"command"`
	}
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if err := xml.Unmarshal(b, &doc); err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
		if doc.Command.State == successful {
			break
		}
		if b, err = r.ask(t.Context(), "GET", commandPath+doc.Command.ID+".xml", nil); err != nil {
			t.Fatal(err)
		}
	}
	return append(doc.Command.Accounts, doc.Command.Cards...)
}
