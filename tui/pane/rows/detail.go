package rows

import (
	"strconv"
	"strings"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// Detail is everything that is known of a row, as lines of w cells. Fields that the bank left out are left
// out. why is the reason for its category, marks what people did with it, nil where the rows have none.
func Detail(t *theme.Theme, l *ledger.Ledger, id int32, why *categorize.Why, marks *cases.Marks, w format.Writer, width int) []page.Line {
	tx := l.Transaction(id)
	src := l.Source(id)
	balance := ""
	if tx.HasBalance {
		balance = w.MoneyIn(tx.Balance, src.Currency)
	}
	status := tx.StatusWords()
	role := theme.Plain
	amount := page.Pair{Name: "Amount", Value: w.MoneyIn(tx.Amount, src.Currency), Role: strongMoney(tx.Amount < 0)}
	if tx.AmountUnread() {
		amount.Value, amount.Role = "not read: "+w.Private(l.Text(id, ledger.ColAmount)), theme.Warn
	}
	if why := l.State(id).Why(); why != "" {
		status, role = status+" ("+why+": not in any sum)", theme.Warn
	}
	labels := make([]string, len(tx.Labels))
	for i, x := range tx.Labels {
		labels[i] = x.String()
	}
	pairs := []page.Pair{
		amount,
		{Name: "Booked on", Value: tx.BookedOn.String()},
		{Name: "Transaction date", Value: tx.TransactionOn.String()},
		{Name: "Counterparty", Value: w.Private(tx.Party), Role: theme.Strong},
		{Name: "Other account", Value: w.IBAN(tx.PartyIBAN)},
		{Name: "Title", Value: w.Private(tx.Title)},
		{Name: "Kind", Value: tx.Kind.String()},
	}
	pairs = append(append(pairs, whyPairs(l, id, why, w)...), actPairs(marks, w)...)
	return page.Pairs(t, width, 16, append(pairs, []page.Pair{
		{Name: "Labels", Value: strings.Join(labels, ", "), Role: theme.Accent},
		{Name: "Balance after", Value: balance},
		{Name: "Status", Value: status, Role: role},
		{Name: "Not read", Value: w.Private(l.Text(id, ledger.ColUnread)), Role: theme.Warn},
		{Name: "Var. symbol", Value: w.Private(tx.VariableSymbol)},
		{Name: "Const. symbol", Value: w.Private(tx.ConstantSymbol)},
		{Name: "May pair with", Value: l.Text(id, ledger.ColMaybe).String(), Role: theme.Warn},
		{Name: "Account", Value: w.Source(src)},
		{Name: "Card number", Value: w.IBAN(src.Number)},
		{Name: "Account number", Value: w.IBAN(src.IBAN)},
		{Name: "Owner", Value: w.Private(src.OwnerNames())},
		{Name: "Bank", Value: src.TargetName.String()},
		{Name: "Filter", Value: "row:" + strconv.Itoa(int(id))},
	}...))
}

// actPairs are what people did with a row: what it was, what it is now, why, and who said so.
func actPairs(m *cases.Marks, w format.Writer) (pairs []page.Pair) {
	if m == nil {
		return nil
	}
	by := func(said string, h casefile.Header) string {
		return w.Private(text.Clean(said)) + " (" + text.Clean(h.Author).String() + ", " + h.Time.Format("2006-01-02") + ")"
	}
	if x := m.Excluded; x != nil {
		pairs = append(pairs, page.Pair{Name: "Excluded", Value: "in no sum and no check: " + by(x.Reason, x.Event), Role: theme.Warn})
	}
	if r := m.Relabelled; r != nil {
		pairs = append(pairs, page.Pair{Name: "Relabelled", Value: r.Was + " before, " + r.Category + " now: " + by(r.Reason, r.Event), Role: theme.Warn})
	}
	for _, n := range m.Notes {
		pairs = append(pairs, page.Pair{Name: "Case note", Value: by(n.Text, n.Event), Role: theme.Accent})
	}
	return pairs
}

// whyPairs are a row's category with everything that speaks for it: how far it can be relied on, the stage that decided,
// the entry or label, the words, what else to know.
func whyPairs(l *ledger.Ledger, id int32, why *categorize.Why, w format.Writer) []page.Pair {
	if why == nil || !l.Annotated() {
		return nil
	}
	role := theme.Strong
	if why.Confidence == lexicon.Low {
		role = theme.Warn
	}
	said := stages[why.Stage]
	if why.Entry != "" {
		said += ": " + why.Entry
	}
	if why.User {
		said += ", your own entry"
	}
	words := w.Private(text.Clean(why.Words))
	if why.Lookalike {
		words += " (with letters that only look the same)"
	}
	if why.Joined {
		words += " (put together over a line's end)"
	}
	note := why.Note
	if why.Hard && note == "" {
		note = "this row can be read in another way, too"
	}
	return []page.Pair{
		{Name: "Category", Value: l.Categories()[l.CategoryID(id)].Label, Role: role},
		{Name: "Confidence", Value: why.Confidence.String(), Role: role},
		{Name: "Why", Value: said},
		{Name: "Words", Value: words},
		{Name: "Note", Value: note},
	}
}

// stages say in words what decided a row.
var stages = map[byte]string{
	categorize.OwnMoney: "it moves between the person's own accounts", categorize.Strong: "strong words", categorize.BankFact: "the bank's kind of transaction",
	categorize.Label: "the provider's label", categorize.Counterparty: "who the counterparty is", categorize.Words: "words in the texts",
	categorize.Recurrence: "it comes every month, about the same", categorize.Rest: "nothing else is known",
	categorize.Person: "a person decided it",
}

func strongMoney(out bool) theme.Role {
	if out {
		return theme.Out
	}
	return theme.In
}
