package export

import (
	"bytes"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// The amount and the balance of a row have the digits of the bank in every form, as numbers that JSON has; a sum has two decimals.
func TestRowsHaveTheDigitsOfTheBank(t *testing.T) {
	written := []string{"12.5", "-12.50", "12.500", "7", "+3.1", "007.25", "-0.00", "0.5", "-1234567.8901", "12.50000000"}
	want := []string{"12.5", "-12.50", "12.500", "7", "3.1", "7.25", "-0.00", "0.5", "-1234567.8901", "12.50000000"}
	reply := `<reply status="200" responseTimestamp="2026-03-01T12:00:00Z"><command id="1" name="DefaultImportCommand" state="successful" progress="1"><result><accounts><account><name>K</name><currencyName>PLN</currencyName><moneyTransactions>`
	for _, s := range written {
		reply += "<moneyTransaction><bookedOn>2026-02-01</bookedOn><currencyAmount>" + s + "</currencyAmount><currencyBalance>" + s + "</currencyBalance></moneyTransaction>"
	}
	l, _, err := ledger.Load(t.Context(), strings.NewReader(reply+`</moneyTransactions></account></accounts></result></command></reply>`), aisclient.DecodeOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Transactions: transactionsOf(l)}}}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []*ledger.Ledger{l, again} { // as merged ones are made
		res, err := l.Run(t.Context(), ledger.Query{})
		if err != nil {
			t.Fatal(err)
		}
		for format, line := range map[Format]string{CSV: "%,%\n", ExcelCSV: "%;%\r\n", JSON: `{"amount":%,"balance":%}`, NDJSON: `{"amount":%,"balance":%}`} {
			var b bytes.Buffer
			if err := (Request{Format: format, Columns: []ledger.Column{ledger.ColAmount, ledger.ColBalance}}).WriteTo(t.Context(), &b, res); err != nil {
				t.Fatal(err)
			}
			for _, s := range want {
				if format == ExcelCSV {
					s = strings.Replace(s, ".", ",", 1)
				}
				if s = strings.ReplaceAll(line, "%", s); !strings.Contains(b.String(), s) {
					t.Errorf("%s lacks %s:\n%s", format, s, b.String())
				}
			}
		}
	}
}

func transactionsOf(l *ledger.Ledger) (all []aisclient.Transaction) {
	for row := range int32(l.Len()) {
		all = append(all, l.Transaction(row))
	}
	return all
}
