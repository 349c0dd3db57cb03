package replytest

import (
	"fmt"
	"math/big"
	"time"
)

// row is one transaction.
type row struct {
	day                int // days before the newest
	cents              int64
	title, party, iban string
	kind               string
	labels             []string
}

// pattern is how transactions of one sort look.
type pattern struct {
	kind, title, party string
	low, span          int64 // cents
	labels             []string
	iban               bool
}

var patterns = []pattern{
	{"ZAPŁATA KARTĄ", "Płatność kartą %d nr karty 4xxx XXXX XXXX 10%02d", "SKLEP  U ADAMA %d KRAKÓW", -20000, 19000, []string{"grocery"}, false},
	{"PRZELEW ZEWNĘTRZNY", "Czynsz za lokal %d", "SPÓŁDZIELNIA MIESZKANIOWA NR %d UL. ZMYŚLONA 12 00-999 NIGDZIE", -250000, 100000, []string{"monthly", "rent"}, true},
	{"PRZELEW ZEWNĘTRZNY", "Wynagrodzenie za pracę %d/2026", "FABRYKA ŚRUBEK NR %d SP. Z O.O. UL. PRZEMYSŁOWA 5 00-999 NIGDZIE", 400000, 300000, []string{"salary", "regular wage", "compensation"}, true},
	{"WYPŁATA BANKOMAT", "Wypłata BLIK %d bankomat", "", -50000, 45000, []string{"cash withdrawal", "payment processor"}, false},
	{"PRZELEW WEWNĘTRZNY", "Zwrot za obiad %d", "JAN  WYMYŚLONY %d UL. NIEISTNIEJĄCA 1", 1000, 9000, nil, true},
	{"OPŁATA", "Opłata za prowadzenie rachunku %d", "", -1500, 500, []string{"fee"}, false},
	{"PRZELEW ZEWNĘTRZNY", "Zakupy internetowe zam. %d dziękujemy & zapraszamy", "PRZYKŁADOWE ZAKUPY %d SP. K.", -30000, 29000, []string{"apparel"}, true},
}

// row makes row i of account a.
func (p *printer) row(a, i int) row {
	h := mix(uint64(a)<<40 | uint64(i))
	pat := &patterns[h%uint64(len(patterns))]
	partyNo := int(mix(h) % 400)
	r := row{day: i / 8, kind: pat.kind, labels: pat.labels}
	r.cents = pat.low + int64(mix(h+1)%uint64(pat.span))
	if pat.party != "" {
		r.party = fmt.Sprintf(pat.party, partyNo)
	}
	if n := i*7 + a; pat.kind == "ZAPŁATA KARTĄ" {
		r.title = fmt.Sprintf(pat.title, n, n%100)
	} else {
		r.title = fmt.Sprintf(pat.title, n)
	}
	if pat.iban {
		r.iban = partyIBANs[partyNo]
	}
	return r
}

var partyIBANs = makeIBANs()

func makeIBANs() (list [400]string) {
	for i := range list {
		list[i] = iban(fmt.Sprintf("1050%020d", 77_000_000+i))
	}
	return list
}

// mix is splitmix64: the same number for the same input, everywhere.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// iban puts Polish check digits before 24 digits of an account.
func iban(account string) string {
	n, _ := new(big.Int).SetString(account+"252100", 10)
	check := 98 - new(big.Int).Mod(n, big.NewInt(97)).Int64()
	return fmt.Sprintf("PL%02d%s", check, account)
}

func cents(c int64) string {
	sign := ""
	if c < 0 {
		sign, c = "-", -c
	}
	return fmt.Sprintf("%s%d.%02d", sign, c/100, c%100)
}

var newest = time.Date(2026, 6, 29, 0, 0, 0, 0, time.UTC)

// day writes the date n days before the newest one; after 5,000 days it begins again.
func day(n int) string { return newest.AddDate(0, 0, -(n % 5000)).Format(time.DateOnly) }

func (p *printer) transaction(r row, balance int64) {
	p.open("moneyTransaction")
	p.leaf("transactionOn", day(r.day))
	p.leaf("bookedOn", day(r.day-1))
	p.leaf("currencyAmount", cents(r.cents))
	p.leaf("currencyBalance", cents(balance))
	p.leaf("title", r.title)
	if r.party != "" {
		p.leaf("party", r.party)
	}
	if r.iban != "" {
		p.leaf("partyIban", r.iban)
	}
	p.leaf("kind", r.kind)
	p.leaf("status", "DONE")
	if len(r.labels) > 0 {
		p.open("labels")
		for _, l := range r.labels {
			p.leaf("label", l)
		}
		p.close()
	}
	p.close()
}
