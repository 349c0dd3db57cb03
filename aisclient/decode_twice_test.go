package aisclient

import (
	"strings"
	"testing"
)

// Nobody knows which of two values is right: a cell that stands twice with another one has none and is named as unread, and
// a row with two statuses is in no sum.
func TestACellThatStandsTwiceHasNoValue(t *testing.T) {
	imp := decode(t, `<reply><command state="successful"><result>
	<owners><owner><name>Anna Wymyślona</name><name>Jan Zmyślony</name><name>Ewa Trzecia</name><phone>1</phone><phone>1</phone></owner></owners>
	<accounts><account><currencyName>PLN</currencyName><currencyName>EUR</currencyName><iban>PL1</iban><iban>DE2</iban><currencyBalance>100.00</currencyBalance>
	<currencyBalance>99999.00</currencyBalance><currencyBalance>5.00</currencyBalance><name>Konto</name><name>Konto</name><moneyTransactions>
	<moneyTransaction><status>DONE</status><currencyAmount>1</currencyAmount><title>a</title><title>b</title><party>c</party><party>d</party><status>PENDING</status></moneyTransaction>
	<moneyTransaction><status>DONE</status><currencyAmount>2</currencyAmount><title>a</title><title>a</title><status>DONE</status></moneyTransaction>
	<moneyTransaction><status>PENDING</status><status/><currencyAmount>3</currencyAmount></moneyTransaction>
	</moneyTransactions></account></accounts>
	<creditCards><creditCard><number>1</number><number>2</number><limit>100</limit><limit>900</limit><dueDate>2026-01-01</dueDate><dueDate>2026-01-02</dueDate></creditCard></creditCards>
	</result></command></reply>`)
	target := imp.Targets[0]
	a, c, o := target.Accounts[0], target.CreditCards[0], target.Owners[0]
	if a.Currency != "" || !a.IBAN.Empty() || a.Balance != nil || a.Name.String() != "Konto" || fieldNames(a.Unread) != "currencyName iban currencyBalance" {
		t.Errorf("account %+v", a)
	}
	if !c.Number.Empty() || c.Limit != nil || !c.DueDate.Empty() || fieldNames(c.Unread) != "number limit dueDate" {
		t.Errorf("card %+v", c)
	}
	if !o.Name.Empty() || o.Phone.String() != "1" {
		t.Errorf("owner %+v", o)
	}
	two, one := a.Transactions[0], a.Transactions[1]
	if two.State() != RowUnknown || two.Booked() || !two.Title.Empty() || !two.Party.Empty() || fieldNames(two.Unread) != "title party status" {
		t.Errorf("a row with two of each: %s, %+v", two.State(), two)
	}
	if gone := a.Transactions[2]; gone.Booked() || fieldNames(gone.Unread) != "status" {
		t.Errorf("a status and then an empty one: %+v", gone)
	}
	if !one.Booked() || one.Title.String() != "a" || len(one.Unread) > 0 {
		t.Errorf("a row with the same twice: %+v", one)
	}
	var unread []string
	for _, w := range imp.Warnings {
		if w.Unread() {
			unread = append(unread, w.Path+" "+w.What)
		}
	}
	for _, want := range []string{"owner[1]/name unread element: it stands twice, as Anna Wymyślona and Jan Zmyślony", "account[1]/currencyName unread cell: it stands twice, as PLN and EUR",
		"account[1]/iban", "account[1]/currencyBalance", "moneyTransaction[1]/title", "moneyTransaction[1]/party", "moneyTransaction[1]/status unread text: it stands twice, as DONE and PENDING",
		"creditCard[1]/number", "creditCard[1]/limit", "creditCard[1]/dueDate"} {
		if !strings.Contains(strings.Join(unread, "\n"), want) {
			t.Errorf("nothing names %s in\n%s", want, strings.Join(unread, "\n"))
		}
	}
	if len(unread) != 11 {
		t.Errorf("%d unread, want 11", len(unread))
	}
}

func fieldNames(cells []UnreadCell) string {
	var names []string
	for _, c := range cells {
		names = append(names, c.Field)
	}
	return strings.Join(names, " ")
}
