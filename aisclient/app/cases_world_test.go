package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// Account numbers that are right and nobody's.
const (
	ibanA = "PL61109010140000071219812874"
	ibanB = "PL10105000997603123456789123"
)

// xmlRow is a booked row of a reply: "2026-03-10|5000.00|title|party|iban".
func xmlRow(s string) string {
	f := strings.Split(s, "|")
	return fmt.Sprintf("<moneyTransaction><transactionOn>%[1]s</transactionOn><bookedOn>%[1]s</bookedOn><currencyAmount>%[2]s</currencyAmount><title>%[3]s</title><party>%[4]s</party><partyIban>%[5]s</partyIban><status>DONE</status></moneyTransaction>", f[0], f[1], f[2], f[3], f[4])
}

// xmlReply is a reply of a bank with one account.
func xmlReply(bank, owner, iban, balance string, rows ...string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="utf-8"?><reply status="200 OK" user="acme-test" responseTimestamp="2026-11-27T08:00:00Z"><command id="1" state="successful" name="DefaultImportCommand" target="%[1]s" institution="%[1]s"><progress><value>100</value></progress><result><owners><owner><name>%[2]s</name><kind>OWNER</kind></owner></owners><accounts><account><name>Konto</name><iban>%[3]s</iban><currencyBalance>%[4]s</currencyBalance><currencyName>PLN</currencyName><owners><owner><name>%[2]s</name><kind>OWNER</kind></owner></owners><moneyTransactions>`, bank, owner, iban, balance)
	for _, r := range rows {
		b.WriteString(xmlRow(r))
	}
	b.WriteString("</moneyTransactions></account></accounts></result></command></reply>")
	return []byte(b.String())
}

// months are a row a month for a year, the newest in November 2026, each made by write of its day.
func months(day int, write func(on string) string) []string {
	var rows []string
	for i := range 12 {
		rows = append(rows, write(aisclient.DateOf(2026, time.Month(11-i), day).String()))
	}
	return rows
}

func wages(on string) string {
	return on + "|5000.00|Wynagrodzenie|ACME SA|PL27114020040000300201355387"
}
func moved(on string) string { return on + "|-1000.00|Przelew|Jan Kowalski|" + ibanB }
func came(on string) string  { return on + "|1000.00|Przelew|Jan Kowalski|" + ibanA }
func bread(on string) string { return on + "|-200.00|Zakupy|Biedronka|" }

// offlineApp is an App without a network, on the day after the replies were made.
func offlineApp(t *testing.T, change ...func(*Config)) *App {
	t.Helper()
	c := testConfig(t)
	c.Case = cases.Settings{Author: "Anna"}
	for _, f := range change {
		f(&c)
	}
	a := New(c, Options{Now: func() time.Time { return time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC) }})
	t.Cleanup(a.Close)
	return a
}

// again is another program on the same archive, with another author.
func again(t *testing.T, a *App, author string) *App {
	t.Helper()
	c := a.Config
	c.Case.Author = author
	b := New(c, Options{Now: a.opts.Now})
	t.Cleanup(b.Close)
	return b
}

func put(t *testing.T, a *App, owner string, raw []byte) (importID string) {
	t.Helper()
	store, err := a.archive.get()
	must(t, err)
	target := text.Clean("Bank")
	if h, err := aisclient.DecodeHead(raw); err == nil && h.Command != nil {
		target = h.Command.Target
	}
	e, err := store.Save(t.Context(), archive.NewImport{Environment: text.Clean(Sandbox), Target: target, OwnerExternalID: text.Clean(owner),
		State: text.Clean("successful")}, raw)
	must(t, err)
	return e.ID
}

// byPassphrase encrypts the archive.
func byPassphrase(t *testing.T, a *App, words string) {
	t.Helper()
	must(t, a.Keys.Encrypt(t.Context(), seal.ByPassphrase, func() (aisclient.Secret, error) { return aisclient.NewSecret(words), nil }))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var janKowalski = casefile.Person{Name: "Jan Kowalski", Role: casefile.Applicant, OwnerExternalID: "jan"}

// twoBanks is a case of one customer with accounts at two banks and a transfer between them each month.
func twoBanks(t *testing.T, a *App) (id, importA, importB string) {
	t.Helper()
	id, err := a.Cases.New(t.Context(), "Kowalski", janKowalski)
	must(t, err)
	importA = put(t, a, "jan", xmlReply("BankA", "Jan Kowalski", ibanA, "9000.00", append(append(months(28, wages)[1:], months(10, moved)...), months(12, bread)...)...))
	importB = put(t, a, "jan", xmlReply("BankB", "Jan Kowalski", ibanB, "4000.00", append(months(10, came), months(15, bread)...)...))
	must(t, a.Cases.AddImport(t.Context(), id, importA))
	must(t, a.Cases.AddImport(t.Context(), id, importB))
	return id, importA, importB
}

func dataset(t *testing.T, a *App, id string) Dataset {
	t.Helper()
	d, err := a.Cases.Dataset(t.Context(), id)
	must(t, err)
	return d
}

// claims parses "kind text" lines.
func claims(t *testing.T, lines ...string) []verify.Claim {
	t.Helper()
	var all []verify.Claim
	for _, l := range lines {
		kind, said, _ := strings.Cut(l, " ")
		c, err := verify.Parse(verify.Kind(kind), said)
		must(t, err)
		all = append(all, c)
	}
	return all
}

// rowsOf are the rows of a ledger whose title has a word.
func rowsOf(l *ledger.Ledger, word string) (rows []int32) {
	for row := range int32(l.Len()) {
		if strings.Contains(l.Title(row).String(), word) {
			rows = append(rows, row)
		}
	}
	return rows
}

func totals(t *testing.T, d Dataset) ledger.Totals {
	t.Helper()
	all, err := d.Ledger.Totals(t.Context())
	must(t, err)
	if len(all) != 1 {
		t.Fatalf("%d currencies", len(all))
	}
	return all[0]
}
