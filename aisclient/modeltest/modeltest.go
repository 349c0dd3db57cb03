// Package modeltest writes pieces of the model short enough for tests to be read. Only tests import it.
package modeltest

import (
	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// Amount reads a decimal that a test wrote; one that is none is the test's mistake and panics.
func Amount(s string) aisclient.Amount {
	a, err := aisclient.ParseAmount(s)
	if err != nil {
		panic(err)
	}
	return a
}

// Day reads a day like 2026-03-31; one that is none is the test's mistake and panics.
func Day(s string) aisclient.Date {
	d, err := aisclient.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Texts are texts as they are after the border.
func Texts(s ...string) []text.Text {
	var out []text.Text
	for _, t := range s {
		out = append(out, text.Clean(t))
	}
	return out
}

// Row is a booked transaction, in the order in which a statement is read: the day on which it happened and was
// booked, amount, counterparty, title, labels.
func Row(on, amount, party, title string, labels ...string) aisclient.Transaction {
	return aisclient.Transaction{BookedOn: Day(on), TransactionOn: Day(on), Amount: Amount(amount), Party: text.Clean(party),
		Title: text.Clean(title), Labels: Texts(labels...), Status: text.Clean(aisclient.StatusDone)}
}
