package rows

import (
	"strconv"
	"strings"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// Detail is everything that is known of a row, as lines of w cells. Fields that the bank left out are left
// out.
func Detail(t *theme.Theme, l *ledger.Ledger, id int32, w format.Writer, width int) []page.Line {
	tx := l.Transaction(id)
	src := l.Source(id)
	balance := ""
	if tx.HasBalance {
		balance = w.MoneyIn(tx.Balance, src.Currency)
	}
	status := tx.Status.String()
	role := theme.Plain
	amount := page.Pair{Name: "Amount", Value: w.MoneyIn(tx.Amount, src.Currency), Role: strongMoney(tx.Amount < 0)}
	if tx.AmountUnread() {
		amount.Value, amount.Role = "not read: "+w.Private(l.Text(id, ledger.ColAmount)), theme.Warn
	}
	if !tx.Booked() {
		status, role = status+" (not booked: not in any sum)", theme.Warn
	}
	labels := make([]string, len(tx.Labels))
	for i, x := range tx.Labels {
		labels[i] = x.String()
	}
	return page.Pairs(t, width, 14, []page.Pair{
		amount,
		{Name: "Booked on", Value: tx.BookedOn.String()},
		{Name: "Transaction date", Value: tx.TransactionOn.String()},
		{Name: "Counterparty", Value: w.Private(tx.Party), Role: theme.Strong},
		{Name: "Other account", Value: w.IBAN(tx.PartyIBAN)},
		{Name: "Title", Value: w.Private(tx.Title)},
		{Name: "Kind", Value: tx.Kind.String()},
		{Name: "Labels", Value: strings.Join(labels, ", "), Role: theme.Accent},
		{Name: "Balance after", Value: balance},
		{Name: "Status", Value: status, Role: role},
		{Name: "Not read", Value: w.Private(l.Text(id, ledger.ColUnread)), Role: theme.Warn},
		{Name: "Var. symbol", Value: w.Private(tx.VariableSymbol)},
		{Name: "Const. symbol", Value: w.Private(tx.ConstantSymbol)},
		{Name: "Account", Value: w.Source(src)},
		{Name: "Account number", Value: w.IBAN(src.IBAN) + w.IBAN(cardNumber(src))},
		{Name: "Owner", Value: w.Private(src.OwnerNames())},
		{Name: "Bank", Value: src.TargetName.String()},
		{Name: "Filter", Value: "row:" + strconv.Itoa(int(id))},
	})
}

// cardNumber is a card's number where it has no account number.
func cardNumber(s *ledger.SourceInfo) text.Text {
	if s.IBAN.Empty() {
		return s.Number
	}
	return text.Text{}
}

func strongMoney(out bool) theme.Role {
	if out {
		return theme.Out
	}
	return theme.In
}
