// Package replytest writes replies in the provider's shape, of any size, for tests and benchmarks. The same
// options give the same bytes. Everything in them is invented.
package replytest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// Options say what a reply is like.
type Options struct {
	Rows     int  // transactions, all accounts together
	Accounts int  // 0 is 3
	Compact  bool // no white space between elements
	// Aggregated writes the shape of data.xml instead of a command's result.
	Aggregated bool
	// References writes other letters than ASCII's as numeric character references.
	References bool
}

// XML returns the reply.
func XML(o Options) []byte {
	var b bytes.Buffer
	b.Grow(1024 + o.Rows*710)
	_ = Write(&b, o)
	return b.Bytes()
}

// Write writes the reply to w. A reply of 100,000 rows has about 69 MB.
func Write(w io.Writer, o Options) error {
	if o.Accounts == 0 {
		o.Accounts = 3
	}
	p := &printer{w: bufio.NewWriterSize(w, 1<<16), o: o}
	p.reply()
	return p.w.Flush()
}

// reply writes the document around the accounts.
func (p *printer) reply() {
	p.line(`<?xml version="1.0" encoding="utf-8"?>`)
	if p.o.Aggregated {
		p.open(`reply xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://api.example.com/schema/get_data.xsd" status="200 OK" user="acme-test" ownerExternalId="app-1" responseTimestamp="2026-06-30T10:00:00Z"`)
		p.open(`owner externalId="app-1" createdAt="2026-06-30T09:59:00.264013Z" updatedAt="2026-06-30T09:59:58.000001Z" origin="scraper"`)
		p.open(`target name="KontoBank" officialName="KontoBank" institution="KontoBank"`)
	} else {
		p.open(`reply xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://api.example.com/schema/default_import.xsd" status="200 OK" user="acme-test" responseTimestamp="2026-06-30T10:00:00Z"`)
		p.open(`command id="455000001" state="successful" name="DefaultImportCommand" target="KontoBank" institution="KontoBank"`)
		p.open("progress")
		p.leaf("value", "0")
		p.close()
		p.open("result")
	}
	p.owners(true)
	p.open("accounts")
	for a := range p.o.Accounts {
		p.account(a)
	}
	p.close()
	if p.o.Aggregated {
		p.leaf("creditCards", "")
		p.leaf("deposits", "")
	}
	for len(p.stack) > 0 {
		p.close()
	}
}

func (p *printer) owners(full bool) {
	p.open("owners")
	p.open("owner")
	p.leaf("name", "ALICJA PRZYKŁADOWA")
	p.leaf("address", "UL. WYMYŚLONA 7/3, 00-999 NIGDZIE")
	if full {
		p.leaf("polishPesel", "90010112345")
		p.leaf("phone", "+48600***123")
	}
	p.leaf("kind", "OWNER")
	p.close()
	p.close()
}

// account writes account a with its share of the rows, newest first and with running balances.
func (p *printer) account(a int) {
	rows := p.o.Rows / p.o.Accounts
	if a < p.o.Rows%p.o.Accounts {
		rows++
	}
	p.open("account")
	p.leaf("name", fmt.Sprintf("Konto %d", a))
	p.leaf("iban", iban(fmt.Sprintf("1140%020d", a+1)))
	balance := p.firstBalance(a, rows)
	p.leaf("currencyBalance", cents(balance))
	p.leaf("currencyFundsAvailable", cents(balance))
	p.leaf("currencyName", []string{"PLN", "EUR", "CZK"}[a%3])
	p.leaf("activeSinceAtLeast", "2019-02-28")
	if rows > 0 {
		p.open("moneyTransactions")
		for i := range rows {
			row := p.row(a, i)
			p.transaction(row, balance)
			balance -= row.cents
		}
		p.close()
	}
	p.owners(false)
	p.close()
}

func (p *printer) firstBalance(a, rows int) (sum int64) {
	sum = 100_000
	for i := range rows {
		sum += p.row(a, i).cents
	}
	return sum
}
