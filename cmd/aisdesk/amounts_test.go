package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// amountsReply has amounts in the forms that banks use: with many zeros, without decimals, with eight of them.
const amountsReply = `<reply status="200 OK"><command id="4" state="successful" name="DefaultImportCommand"><result><accounts>
<account><name>Konto</name><iban>PL61109010140000071219812874</iban><currencyBalance>1000.50000000</currencyBalance><currencyName>PLN</currencyName><moneyTransactions>
<moneyTransaction><transactionOn>2026-11-10</transactionOn><bookedOn>2026-11-10</bookedOn><currencyAmount>-12.50000000</currencyAmount><title>zeros</title></moneyTransaction>
<moneyTransaction><transactionOn>2026-11-09</transactionOn><bookedOn>2026-11-09</bookedOn><currencyAmount>-7</currencyAmount><title>whole</title></moneyTransaction>
<moneyTransaction><transactionOn>2026-11-08</transactionOn><bookedOn>2026-11-08</bookedOn><currencyAmount>+3.1230</currencyAmount><title>three</title></moneyTransaction>
<moneyTransaction><transactionOn>2026-11-07</transactionOn><bookedOn>2026-11-07</bookedOn><currencyAmount>0.12345678</currencyAmount><title>eight</title></moneyTransaction>
</moneyTransactions></account>
<account><name>Coins</name><currencyBalance>0.12345678</currencyBalance><currencyName>BTC</currencyName></account>
</accounts><creditCards><creditCard><name>Card</name><currencyBalance>-100.00000000</currencyBalance><limit>5000.1</limit><currencyName>PLN</currencyName></creditCard></creditCards></result></command></reply>`

// INTEGRATORS 7: a row has the digits of the bank, every other amount one form, and none is rounded: what four decimals do not hold is named
// as it stands. Sums: in 3.123, out -19.50, net -16.377, of 3 rows the mean -5.459, the median -7.
func TestAmountsAreExactInEveryOutput(t *testing.T) {
	d := newDesk(t)
	file := filepath.Join(t.TempDir(), "amounts.xml")
	if err := os.WriteFile(file, []byte(amountsReply), 0o600); err != nil {
		t.Fatal(err)
	}
	rows := []string{"-12.50000000", "-7", "3.1230"} // the digits of the bank
	totals := `"in":3.123,"out":-19.50,"net":-16.377,"min":-12.50,"max":3.123,"mean":-5.459,"median":-7.00}`
	for line, want := range map[string][]string{
		"tx F --json":                    append(jsonNumbers("amount", rows), `"amount":null`, `"unread":[{"field":"currencyAmount","raw":"0.12345678"}]`),
		"tx F --format ndjson":           append(jsonNumbers("amount", rows), `"amount":null`),
		"tx F --format csv":              {",-12.50000000,PLN,", ",-7,PLN,", ",3.1230,PLN,", `,,PLN,,eight`, `"currencyAmount ""0.12345678"""`},
		"tx F --csv excel":               {";-12,50000000;PLN;", ";-7;PLN;", ";3,1230;PLN;", `""0.12345678""`},
		"tx F --format hledger":          {"  -12.50 PLN\n", "  -7.00 PLN\n", "  3.123 PLN\n", "the amount could not be read: 0.12345678"},
		"tx F":                           {" -12.50", " -7.00", " 3.123", "? 0.12345678"},
		"tx F --group currency --json":   {strings.TrimSuffix(totals, "}") + `,"unread":1}`},
		"tx F --group currency":          {"3.123  -19.50  -16.377  -12.50  3.123  -5.46   -7.00"},
		"tx F --group month --csv plain": {"3.123,-19.50,-16.377,-12.50,3.123,-5.459,-7.00"},
		"show F --json":                  {`"balance":1000.50,`, `"balance":-100.00,"limit":5000.10,`, totals, `"unread":[{"field":"currencyBalance","raw":"0.12345678"}]`},
		"show F --format csv":            {",PLN,1000.50,", ",PLN,-100.00,", `,BTC,,,0,,"currencyBalance ""0.12345678"""`},
		"show F":                         {"balance 1000.50 PLN", "balance -100.00 PLN", "balance not read (0.12345678)"},
		"report F --json":                {`"balance":1000.50,`, `"balance":-100.00,`, totals},
	} {
		r := d.run(strings.Fields(strings.Replace(line, " F", " "+file, 1))...)
		for _, w := range want {
			if !strings.Contains(r.out, w) {
				t.Errorf("%s lacks %q: exit %d\n%s%s", line, w, r.code, r.out, r.err)
			}
		}
	}
}

func jsonNumbers(field string, values []string) (out []string) {
	for _, v := range values {
		out = append(out, `"`+field+`":`+v+`,`)
	}
	return out
}
