package party

import (
	"fmt"
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

func textOf(s string) text.Text { return text.Clean(s) }

// wantReversed checks which rows cancel each other; -1 for none.
func wantReversed(t *testing.T, table *Table, want ...int32) {
	t.Helper()
	for row, w := range want {
		got, ok := table.Reversed(int32(row))
		if !ok {
			got = -1
		}
		if got != w {
			t.Errorf("row %d is cancelled by %d, want %d", row, got, w)
		}
	}
}

func TestS4_5_ReversalsCancelBothRows(t *testing.T) {
	wantReversed(t, person(t,
		tx("2026-03-10", "5000", "Fabryka Śrub", "Wynagrodzenie"), tx("2026-03-11", "-5000", "Fabryka Śrub", "STORNO Wynagrodzenie omyłkowe"), // the payer takes it back
		tx("2026-04-10", "5000", "Fabryka Śrub", "Wynagrodzenie")), 1, 0, -1)
	wantReversed(t, person(t, // ten days, eleven days
		tx("2026-03-01", "-100", "Sklep A", "zakup"), tx("2026-03-11", "100", "Sklep A", "zakup"),
		tx("2026-04-01", "-100", "Sklep B", "zakup"), tx("2026-04-12", "100", "Sklep B", "zakup")), 1, 0, -1, -1)
	wantReversed(t, person(t, // 31 days and 32 days, where words say it
		tx("2026-03-01", "5000", "Fabryka A", "Wynagrodzenie"), tx("2026-04-01", "-5000", "Fabryka A", "Storno wynagrodzenia"),
		tx("2026-03-01", "5000", "Fabryka B", "Wynagrodzenie"), tx("2026-04-02", "-5000", "Fabryka B", "Storno wynagrodzenia")), 1, 0, -1, -1)
	wantReversed(t, person(t, // the same reference, nobody named
		tx("2026-03-01", "-100", "Firma C", "zam. 99887766"), tx("2026-03-03", "100", "", "środki 99887766"),
		tx("2026-04-01", "-100", "Firma D", "zam. 99887711"), tx("2026-04-03", "100", "", "środki 55887711")), 1, 0, -1, -1)
	wantReversed(t, person(t, // words, from nobody
		tx("2026-03-01", "-70", "Firma E", "rachunek"), tx("2026-03-03", "70", "", "Zwrot przelewu")), 1, 0)
	wantReversed(t, person(t, // another counterparty, no words
		tx("2026-03-01", "-70", "Firma E", "rachunek"), tx("2026-03-03", "70", "Marek Kolega", "obiad")), -1, -1)
	wage := balanced(tx("2026-03-10", "5000", "Fabryka Śrub", "Wynagrodzenie"), "6000")
	wantReversed(t, person(t, wage, wage, // the second row is the first once more: nothing is left for what goes back later
		tx("2026-03-11", "-5000", "Fabryka Śrub", "Storno"), tx("2026-03-15", "-5000", "Fabryka Śrub", "Zakup")), 2, -1, 0, -1)
	wantReversed(t, person(t, // nobody is named, no words, no reference: nothing says that one cancels the other
		tx("2026-03-01", "-70", "", ""), tx("2026-03-03", "70", "", "")), -1, -1)
	wantReversed(t, person(t, // one to one: the nearest
		tx("2026-03-01", "-70", "Firma E", "a"), tx("2026-03-04", "70", "Firma E", "b"), tx("2026-03-05", "-70", "Firma E", "c")), -1, 2, 1)
}

func wantCopies(t *testing.T, what string, table *Table, want ...Certainty) {
	t.Helper()
	for row, w := range want {
		if _, got := table.Copy(int32(row)); got != w {
			t.Errorf("%s: row %d is a copy: %d, want %d", what, row, got, w)
		}
	}
}

func TestS4_6_IdenticalRows(t *testing.T) {
	pay := tx("2026-03-10", "5000", "ACME", "Wynagrodzenie")
	wantCopies(t, "without balances", person(t, pay, pay), Original, PossibleCopy)
	wantCopies(t, "equal balances", person(t, balanced(pay, "6000"), balanced(pay, "6000")), Original, CertainCopy)
	wantCopies(t, "balances that chain", person(t, balanced(pay, "11000"), balanced(pay, "6000")), Original, Original)
	wantCopies(t, "other titles", person(t, pay, tx("2026-03-10", "5000", "ACME", "Premia")), Original, Original)
	wantCopies(t, "other days", person(t, pay, tx("2026-03-11", "5000", "ACME", "Wynagrodzenie")), Original, Original)
	for what, again := range map[string]aisclient.Transaction{
		"a dot":            tx("2026-03-10", "5000", "ACME", "Wynagrodzenie."),
		"a zero width":     tx("2026-03-10", "5000", "ACME", "Wyna\u200bgrodzenie"),
		"capitals":         tx("2026-03-10", "5000", "acme", " WYNAGRODZENIE"),
		"a legal form":     tx("2026-03-10", "5000", "ACME Sp. z o.o.", "Wynagrodzenie"),
		"a number as well": numbered(tx("2026-03-10", "5000", "ACME", "Wynagrodzenie"), otherIBAN),
	} {
		wantCopies(t, what, person(t, pay, again), Original, PossibleCopy)
		wantCopies(t, what+", balances that chain", person(t, balanced(pay, "11000"), balanced(again, "6000")), Original, Original)
	}
	wantCopies(t, "two numbers", person(t, numbered(pay, otherIBAN), numbered(pay, thirdIBAN)), Original, Original)
	wantCopies(t, "parts of one pay", person(t, tx("2026-03-10", "5000", "ACME", "cz. 1/2"), tx("2026-03-10", "5000", "ACME", "cz. 2/2")), Original, Original)
	wantCopies(t, "three times", person(t, pay, pay, pay), Original, PossibleCopy, PossibleCopy)
	table, _ := tableOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", pay), account("Drugie", otherIBAN, "PLN", "Jan Przykładny", pay))
	wantCopies(t, "two accounts", table, Original, Original)
}

// One account under the sign-ins of two owners: what both have counts once, what one has alone counts, too.
func TestS4_7_AnAccountTwiceInAReply(t *testing.T) {
	pay, other := tx("2026-03-10", "5000", "ACME", "Wynagrodzenie"), tx("2026-03-12", "-20", "Sklep", "x")
	table, _ := tableOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", pay, other, other),
		account("Konto 2", "61 1090 1014 0000 0712 1981 2874", "PLN", "Anna Obca", pay, other, other, tx("2026-03-13", "-5", "Sklep", "y")),
		account("W euro", ownIBAN, "EUR", "Jan Przykładny", pay))
	if of, ok := table.Repeats(1); !ok || of != 0 {
		t.Errorf("the second account repeats %d, %v", of, ok)
	}
	for _, i := range []int{0, 2} {
		if _, ok := table.Repeats(i); ok {
			t.Errorf("account %d repeats another", i)
		}
	}
	wantCopies(t, "both", table, Original, Original, PossibleCopy, CertainCopy, CertainCopy, CertainCopy, Original, Original)
}

// Under two numbers, rows that are all the same perhaps stand twice; one row that is not makes two accounts (statement 0.1).
func TestS0_1_EveryRowUnderTwoNumbers(t *testing.T) {
	var rows []aisclient.Transaction
	for i := range 5 {
		rows = append(rows, balanced(tx(fmt.Sprintf("2026-03-1%d", i), "5000", "ACME", "Wynagrodzenie"), fmt.Sprint(5000*(i+1))))
	}
	once := []Certainty{Original, Original, Original, Original, Original}
	twice := []Certainty{PossibleCopy, PossibleCopy, PossibleCopy, PossibleCopy, PossibleCopy}
	table, _ := tableOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", rows...), account("Konto 2", otherIBAN, "PLN", "Jan Przykładny", rows...))
	wantCopies(t, "every row", table, append(slices.Clone(once), twice...)...)
	more := append(slices.Clone(rows), balanced(tx("2026-03-15", "-5", "Sklep", "y"), "24995"))
	table, _ = tableOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", rows...), account("Konto 2", otherIBAN, "PLN", "Jan Przykładny", more...))
	wantCopies(t, "one row more", table, append(slices.Clone(once), append(slices.Clone(once), Original)...)...)
}

// Where a number is missing or masked, the same rows tell that two entries are one account.
func TestS4_7_TheRowsTellWhereNumbersDoNot(t *testing.T) {
	var rows []aisclient.Transaction
	for i := range 6 {
		rows = append(rows, balanced(tx(fmt.Sprintf("2026-03-1%d", i), "-20", "Sklep", "x"), fmt.Sprint(100-20*i)))
	}
	other := append(slices.Clone(rows[:5]), balanced(tx("2026-03-15", "-20", "Sklep", "x"), "1"))
	worded := slices.Clone(rows)
	for i := range worded {
		worded[i].Title = textOf("w")
	}
	masked, tail := "PL61 **** **** **** **** **** 2874", "PL27 **** **** **** **** **** 5387"
	for _, k := range []struct {
		what, first, second string
		rows                []aisclient.Transaction
		again               bool
	}{
		{"no numbers", "", "", rows, true},
		{"one number", ownIBAN, "", rows, true},
		{"a masked one that agrees", masked, ownIBAN, rows, true},
		{"a masked one that contradicts", tail, ownIBAN, rows, false},
		{"two numbers", otherIBAN, ownIBAN, rows, false},
		{"a letter for a digit", ownIBAN, "PL611O9010140000071219812874", rows, true},
		{"wrong check digits", "PL62109010140000071219812874", ownIBAN, rows, true},
		{"wrong check digits, other words", ownIBAN, "PL60109010140000071219812874", worded, true},
		{"wrong check digits, other rows", ownIBAN, "PL60109010140000071219812874", other, false},
		{"five of six rows", "", "", rows[:5], true},
		{"four rows", "", "", rows[:4], false},
		{"another balance", "", "", other, false},
	} {
		table, _ := tableOf(t, account("Konto", k.first, "PLN", "Jan Przykładny", rows...), account("Konto 2", k.second, "PLN", "Jan Przykładny", k.rows...))
		if of, again := table.Repeats(1); again != k.again || again && of != 0 {
			t.Errorf("%s: repeats %d, %v", k.what, of, again)
		}
		if _, sure := table.Copy(int32(len(rows))); (sure == CertainCopy) != k.again {
			t.Errorf("%s: the first row again is a copy: %d", k.what, sure)
		}
		euro := account("Konto", k.first, "EUR", "Jan Przykładny", rows...)
		table, _ = tableOf(t, euro, account("Konto 2", k.second, "PLN", "Jan Przykładny", k.rows...))
		if _, again := table.Repeats(1); again {
			t.Errorf("%s: repeats one in another currency", k.what)
		}
	}
}

// A row counts as often as the entry that has it most often.
func TestS4_7_ARowCountsAsOftenAsOneEntryHasIt(t *testing.T) {
	x := func(balance string) aisclient.Transaction {
		return balanced(tx("2026-03-12", "-20", "Sklep", "x"), balance)
	}
	table, _ := tableOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", x("80")), account("Konto", ownIBAN, "PLN", "Jan Przykładny", x("80"), x("60")))
	wantCopies(t, "once and twice", table, Original, CertainCopy, Original)
}

func TestS4_8_JointAccounts(t *testing.T) {
	table, _ := tableOf(t, account("Wspólne", ownIBAN, "PLN", "Jan Przykładny;Anna Obca", tx("2026-03-10", "4000", "ACME", "Wynagrodzenie")),
		account("Swoje", otherIBAN, "PLN", "Jan Przykładny", tx("2026-03-10", "1", "X", "Jan Przykładny")))
	if !table.Joint(0) || table.Joint(1) {
		t.Error("which account is joint")
	}
}

func TestS4_9_Liabilities(t *testing.T) {
	debt := func(name string, rows ...aisclient.Transaction) aisclient.Account {
		a := account(name, otherIBAN, "PLN", "Jan Przykładny", rows...)
		b := amount("-300000")
		a.Balance = &b
		return a
	}
	instalments := []aisclient.Transaction{balanced(tx("2026-03-10", "1500", "", "Rata"), "-300000"), balanced(tx("2026-02-10", "1500", "", "Rata"), "-301500")}
	overdrawn := []aisclient.Transaction{balanced(tx("2026-03-10", "1500", "ACME", "Wynagrodzenie"), "-200"), balanced(tx("2026-03-09", "-20", "A", "x"), "-1700"),
		balanced(tx("2026-03-08", "-20", "A", "x"), "-1680"), balanced(tx("2026-03-07", "-20", "A", "x"), "-1660"), balanced(tx("2026-02-10", "1500", "ACME", "x"), "-1640"),
		balanced(tx("2026-02-09", "-20", "A", "x"), "-3140"), balanced(tx("2026-02-08", "-20", "A", "x"), "-3120")}
	// Twice as many rows go out of a loan as come in, a month's interest and fee, and of what people live on more.
	fees := append(slices.Clone(instalments), balanced(tx("2026-03-09", "-20", "", "odsetki"), "-301500"), balanced(tx("2026-03-08", "-5", "", "opłata"), "-301480"),
		balanced(tx("2026-02-09", "-20", "", "odsetki"), "-303000"), balanced(tx("2026-02-08", "-5", "", "opłata"), "-302980"))
	more := append(slices.Clone(fees), balanced(tx("2026-02-07", "-5", "", "opłata"), "-302975"))
	settled := account("Konto", otherIBAN, "PLN", "Jan Przykładny", tx("2026-03-10", "1500", "ACME", "x"), tx("2026-02-10", "1500", "ACME", "x"))
	zero := amount("0")
	settled.Balance = &zero
	for _, c := range []struct {
		a    aisclient.Account
		want bool
	}{
		{debt("Kredyt hipoteczny"), true}, {debt("Hypotéka"), true}, {debt("Préstamo personal"), true}, {debt("Karta kredytowa"), true},
		{settled, false}, {debt("Konto", instalments...), true}, {debt("Konto", overdrawn...), false},
		{debt("Konto", fees...), true}, {debt("Konto", more...), false},
		{account("Konto z kredytem odnawialnym", otherIBAN, "PLN", "Jan Przykładny"), false}, {account("Konto osobiste", otherIBAN, "PLN", "Jan Przykładny"), false},
	} {
		table, _ := tableOf(t, c.a)
		if got := table.Liability(0); got != c.want {
			t.Errorf("%s with %d rows is a debt: %v", c.a.Name, len(c.a.Transactions), got)
		}
	}
}
