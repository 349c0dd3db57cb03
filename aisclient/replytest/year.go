package replytest

import (
	"bytes"
	"fmt"
	"time"
)

// Year is a reply of the n-th of many invented customers: so many rows over the year to 2026-11-19, with a wage and an
// instalment among them, and few names.
func Year(n, rows int) []byte {
	shops := []string{"Biedronka Warszawa", "Lidl", "Orlen stacja 12", "Żabka Polska", "Apteka Gemini", "Allegro"}
	return year(n, rows, func(i int) (title, party string) {
		return fmt.Sprintf("Zakup kartą nr %d", i), shops[(i+n)%len(shops)]
	})
}

// DenseYear is Year with a name and a title of its own in every row: people and firms with their addresses, and shops with
// their towns.
func DenseYear(n, rows int) []byte {
	given := []string{"Anna", "JAN", "Małgorzata", "PIOTR", "Zofia", "Krzysztof", "EWA", "Tomasz", "Agnieszka", "MICHAŁ", "Jiří"}
	family := []string{"Wymyślona", "PRZYKŁADOWY", "Zmyślony", "NIEISTNIEJĄCA", "Kowal-Bajka", "BAŚNIOWY", "Legenda"}
	streets := []string{"ul. Zmyślona %d/%d, 00-999 Nigdzie", "UL BAJKOWA %d M %d 30-999 KRAKÓW", "os. Wymyślone %d/%d 60-999 Poznań", "ALEJA FIKCJI %d/%d 80-999 GDAŃSK"}
	trades := []string{"HURTOWNIA", "Zakład Stolarski", "PPHU", "Gabinet", "TRANSPORT", "Sklep Wielobranżowy"}
	forms := []string{"SP. Z O.O.", "Spółka Akcyjna", "s.c.", "", "SP. K."}
	titles := []string{"Faktura FV/%d/2026", "Za obiad %d dziękuję", "Płatność kartą %d.00 zakupy spożywcze", "Opłata za zajęcia nr %d", "Zamówienie %d kurier", "Zwrot za bilety %d"}
	return year(n, rows, func(i int) (title, party string) {
		k := n*rows + i
		title = fmt.Sprintf(titles[k%len(titles)], 17*k)
		switch k % 3 {
		case 0:
			party = given[k%len(given)] + " " + family[k/3%len(family)] + fmt.Sprintf("ski %c ", 'A'+k%26) + fmt.Sprintf(streets[k%len(streets)], k%200+1, k%90+1)
		case 1:
			party = fmt.Sprintf("%s %s%d %s ", trades[k%len(trades)], "Zmyślex", k, forms[k%len(forms)]) + fmt.Sprintf(streets[k%len(streets)], k%150+1, k%30+1)
		default:
			party = fmt.Sprintf("SKLEP NR %d %s BAJKOWO PL", k, family[k%len(family)])
		}
		return title, party
	})
}

// year writes a year's rows; row names what is neither a wage nor an instalment.
func year(n, rows int, row func(i int) (title, party string)) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<?xml version="1.0"?><reply status="200 OK" responseTimestamp="2026-11-20T09:00:00Z"><command id="%d" state="successful" name="DefaultImportCommand" target="KontoBank"><result><owners><owner><name>Anna Zmyślona%d</name></owner></owners><accounts><account><name>Konto</name><iban>PL61109010140000071219812874</iban><currencyName>PLN</currencyName><moneyTransactions>`, n, n)
	day := time.Date(2026, 11, 19, 0, 0, 0, 0, time.UTC)
	for i := range rows {
		on, amount := day.AddDate(0, 0, -i*360/rows).Format(time.DateOnly), fmt.Sprintf("-%d.%02d", 10+(i*7+n)%90, i%100)
		title, party := row(i)
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
