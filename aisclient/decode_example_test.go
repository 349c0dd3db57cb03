package aisclient_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"aisdesk/aisclient"
)

const savedReply = `<?xml version="1.0" encoding="utf-8"?>
<reply status="200 OK" user="acme-test" responseTimestamp="2026-01-02T03:04:05Z">
  <command id="455000001" state="successful" name="DefaultImportCommand" target="KontoBank" institution="KontoBank">
    <result>
      <owners><owner><name>MARIA WYMYŚLONA</name><kind>OWNER</kind></owner></owners>
      <accounts>
        <account>
          <name>Konto 0</name><currencyBalance>1234.50</currencyBalance><currencyName>PLN</currencyName>
          <moneyTransactions>
            <moneyTransaction><bookedOn>2026-01-01</bookedOn><currencyAmount>-12.30</currencyAmount><title>Kawa</title></moneyTransaction>
            <moneyTransaction><bookedOn>2025-12-31</bookedOn><currencyAmount>5000.00</currencyAmount><title>Pensja</title></moneyTransaction>
          </moneyTransactions>
        </account>
      </accounts>
    </result>
  </command>
</reply>`

func ExampleDecode() {
	imp, err := aisclient.Decode(context.Background(), strings.NewReader(savedReply), aisclient.DecodeOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	target := imp.Targets[0]
	account := target.Accounts[0]
	fmt.Println(target.Name, "-", target.Owners[0].Name)
	fmt.Println(account.Name, account.Balance, account.Currency)
	for _, tx := range account.Transactions {
		fmt.Println(tx.BookedOn, tx.Amount, tx.Title)
	}
	// Output:
	// KontoBank - MARIA WYMYŚLONA
	// Konto 0 1234.50 PLN
	// 2026-01-01 -12.30 Kawa
	// 2025-12-31 5000.00 Pensja
}

// Rows of a reply of any size, one at a time. They count only once DecodeRows returned without an error.
func ExampleDecodeRows() {
	var in, out aisclient.Amount
	imp, err := aisclient.DecodeRows(context.Background(), strings.NewReader(savedReply), aisclient.DecodeOptions{},
		func(_ *aisclient.Import, _ aisclient.Source, tx *aisclient.Transaction) (err error) {
			if tx.Amount > 0 {
				in, err = in.Add(tx.Amount)
			} else {
				out, err = out.Add(tx.Amount)
			}
			return err
		})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(imp.Targets[0].Accounts[0].Count, "transactions, in", in, "out", out)
	// Output: 2 transactions, in 5000.00 out -12.30
}

func ExampleDecodeError() {
	bad := strings.Replace(savedReply, "5000.00</currencyAmount>", "5000.00</amount>", 1)
	_, err := aisclient.Decode(context.Background(), strings.NewReader(bad), aisclient.DecodeOptions{})
	var place *aisclient.DecodeError
	if errors.As(err, &place) {
		fmt.Println("line", place.Line)
		fmt.Println(place.Path)
		fmt.Println(place.What)
	}
	// Output:
	// line 11
	// reply/command/result/accounts/account[1]/moneyTransactions/moneyTransaction[2]/currencyAmount
	// <currencyAmount> is closed by </amount>
}

// A cell that cannot be read costs nothing but itself.
func ExampleUnreadCell() {
	odd := strings.Replace(savedReply, "5000.00", "5000,00", 1)
	imp, err := aisclient.Decode(context.Background(), strings.NewReader(odd), aisclient.DecodeOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tx := range imp.Targets[0].Accounts[0].Transactions {
		fmt.Println(tx.Title, tx.State(), tx.Unread)
	}
	fmt.Println(imp.Warnings[0].What)
	// Output:
	// Kawa booked []
	// Pensja unread [currencyAmount "5000,00"]
	// unread amount "5000,00"
}

func ExampleDecodeHead() {
	h, err := aisclient.DecodeHead([]byte(`<reply status="404 Not Found"><exception name="InvalidSessionId"><message>Session expired.</message></exception></reply>`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(h.Envelope.Code(), h.Exception.Name, "-", h.Exception.Message)
	// Output: 404 InvalidSessionId - Session expired.
}
