package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// Hledger is a journal for plain text accounting, which hledger reads: see Journal.
const Hledger Format = "hledger"

// Journal writes rows of a result as an hledger journal, in their order: each row is a transaction between the bank account
// and an account of its category, which is read where the ledger has annotations. Rows that count in sums are
// marked as cleared (*); the others are comments with their reason, so that hledger adds up what the program does. What people did
// with a row stands as comments, too. Balances are comments: a filter or an order would make assertions fail. terminal is as in a Request. Its errors are
// the writer's and the context's.
func Journal(ctx context.Context, w io.Writer, r *ledger.Result, terminal bool) error {
	j := &journal{texts: texts{r.Ledger, terminal}, out: bufio.NewWriterSize(w, 64<<10)}
	j.declare()
	j.nameAccounts()
	for i, row := range r.Order {
		if i%progressStep == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		j.entry(row)
	}
	if err := j.out.Flush(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return ctx.Err()
}

type journal struct {
	texts
	accounts []string // by source
	out      *bufio.Writer
}

// declare says how each currency is written, so that 1,234.50 cannot be read as another number.
func (j *journal) declare() {
	fmt.Fprintln(j.out, "decimal-mark .")
	for _, c := range j.l.Currencies() {
		fmt.Fprintf(j.out, "commodity 1000.00 %s\n", commodity(string(c)))
	}
}

// entry writes one row. A row whose amount could not be read is a comment, and so is one without a day, which hledger takes from
// nobody: they are in no sum.
func (j *journal) entry(row int32) {
	l := j.l
	if l.AmountUnread(row) {
		fmt.Fprintf(j.out, "\n; %s %s: the amount could not be read: %s\n", l.Text(row, ledger.ColDate), l.RowID(row), j.comment(l.Text(row, ledger.ColAmount)))
		return
	}
	if l.Date(row).Empty() {
		fmt.Fprintf(j.out, "\n; %s: no day could be read: %s  %s %s: %s\n", l.RowID(row), j.account(row), l.Amount(row), commodity(string(l.Currency(row))), j.description(row))
		return
	}
	if l.Booked(row) {
		fmt.Fprintf(j.out, "\n%s", j.transaction(row))
		return
	}
	state := l.State(row)
	fmt.Fprintf(j.out, "\n; in no sum, %s: %s\n", state, state.Why())
	for line := range strings.Lines(j.transaction(row)) {
		fmt.Fprintf(j.out, "; %s", line)
	}
}

// transaction is a row as a transaction marked as cleared.
func (j *journal) transaction(row int32) string {
	var out strings.Builder
	l, mark, description := j.l, "* ", j.description(row)
	if strings.IndexAny(description, "!*(") == 0 {
		mark += "() " // an empty code, without which these would be read as a mark or as a code
	}
	fmt.Fprintf(&out, "%s %s%s\n", l.Text(row, ledger.ColDate), mark, description)
	fmt.Fprintf(&out, "    ; rowId: %s\n", l.RowID(row))
	if b, ok := l.Balance(row); ok {
		fmt.Fprintf(&out, "    ; balance: %s\n", b)
	}
	if why := j.comment(l.Text(row, ledger.ColExcluded)); why != "" {
		fmt.Fprintf(&out, "    ; excluded: %s\n", why)
	}
	if was := j.comment(l.Text(row, ledger.ColWas)); was != "" {
		fmt.Fprintf(&out, "    ; was: %s\n    ; why: %s\n", was, j.comment(l.Text(row, ledger.ColWhy)))
	}
	cur := commodity(string(l.Currency(row)))
	fmt.Fprintf(&out, "    %s  %s %s\n", j.account(row), l.Amount(row), cur)
	fmt.Fprintf(&out, "    %s  %s %s\n", j.other(row), -l.Amount(row), cur)
	return out.String()
}

// description is payee and title, as hledger parts them by a bar.
func (j *journal) description(row int32) string {
	party, title := j.comment(j.l.Party(row)), j.comment(j.l.Title(row))
	party = strings.ReplaceAll(party, "|", "/")
	switch {
	case party == "":
		return title
	case title == "":
		return party
	}
	return party + " | " + title
}

// account is the row's own account: assets, or liabilities for a card.
func (j *journal) account(row int32) string { return j.accounts[j.l.Account(row)] }

// nameAccounts names the bank's accounts and cards, each by a name of its own: two of one name would be one account.
func (j *journal) nameAccounts() {
	taken := map[string]int{}
	for _, s := range j.l.Sources() {
		kind := "assets:bank:"
		if s.IsCard() {
			kind = "liabilities:card:"
		}
		name := j.of(s.Label())
		if iban := s.IBAN.String(); len(iban) >= 4 && !strings.HasSuffix(name, iban[len(iban)-4:]) {
			name += " " + iban[len(iban)-4:]
		}
		name = kind + accountName(name)
		taken[name]++
		if n := taken[name]; n > 1 {
			name = fmt.Sprintf("%s (%d)", name, n)
		}
		j.accounts = append(j.accounts, name)
	}
}

// other is the account on the other side: of the category where there is one.
func (j *journal) other(row int32) string {
	kind := "expenses:"
	if j.l.Amount(row) > 0 {
		kind = "income:"
	}
	if c := j.l.Text(row, ledger.ColCategory); !c.Empty() {
		return kind + accountName(j.of(c))
	}
	return kind + "unknown"
}

// lineEnds are what ends the line of a description for hledger or for who reads the file.
var lineEnds = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\v", " ", "\f", " ", "\u2028", " ", "\u2029", " ", ";", ",")

// comment is a text on one line, in which nothing begins a comment. Repeated blanks and joiners stay as the bank wrote them.
func (j *journal) comment(t text.Text) string {
	return strings.TrimSpace(lineEnds.Replace(j.of(t)))
}

// accountName is a part of an account's name: two blanks would end it, a colon would divide it.
func accountName(s string) string {
	s = strings.NewReplacer(":", "-", ";", "-", "\"", "'").Replace(strings.Join(strings.Fields(s), " "))
	s = strings.Trim(s, " ()[]")
	if s == "" {
		return "unnamed"
	}
	return s
}

// commodity is a currency as hledger takes it: letters alone need no quotes.
func commodity(c string) string {
	if c == "" {
		return "\"?\""
	}
	for _, r := range c {
		if (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return "\"" + strings.NewReplacer("\"", "'", "\n", " ", ";", ",").Replace(c) + "\""
		}
	}
	return c
}
