package replytest

import (
	"bytes"
	"fmt"
	"time"
)

// Year is a reply of the n-th of many invented customers: so many rows over the year to 2026-11-19, with a wage and an
// instalment among them.
func Year(n, rows int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<?xml version="1.0"?><reply status="200 OK" responseTimestamp="2026-11-20T09:00:00Z"><command id="%d" state="successful" name="DefaultImportCommand" target="KontoBank"><result><owners><owner><name>Anna Zmyślona%d</name></owner></owners><accounts><account><name>Konto</name><iban>PL61109010140000071219812874</iban><currencyName>PLN</currencyName><moneyTransactions>`, n, n)
	day := time.Date(2026, 11, 19, 0, 0, 0, 0, time.UTC)
	shops := []string{"Biedronka Warszawa", "Lidl", "Orlen stacja 12", "Żabka Polska", "Apteka Gemini", "Allegro"}
	for i := range rows {
		on := day.AddDate(0, 0, -i*360/rows).Format(time.DateOnly)
		amount, title, party := fmt.Sprintf("-%d.%02d", 10+(i*7+n)%90, i%100), fmt.Sprintf("Zakup kartą nr %d", i), shops[(i+n)%len(shops)]
		switch i % 40 {
		case 0:
			amount, title, party = "6200.00", "Wynagrodzenie za pracę", "ACME Sp. z o.o."
		case 1:
			amount, title, party = "-700.00", "Rata kredytu umowa 5", "Bank Kredytowy S.A."
		}
		fmt.Fprintf(&b, `<moneyTransaction><transactionOn>%[1]s</transactionOn><bookedOn>%[1]s</bookedOn><currencyAmount>%[2]s</currencyAmount><title>%[3]s</title><party>%[4]s</party><status>DONE</status></moneyTransaction>`, on, amount, title, party)
	}
	b.WriteString(`</moneyTransactions></account></accounts></result></command></reply>`)
	return b.Bytes()
}
