package aisclient

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/text"
)

// caseReply decodes one of the small replies that banks' oddities are known from.
func caseReply(t *testing.T, name string) *Import {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "cases", name+".xml"))
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, string(raw))
}

func TestACellThatIsNoAmountOrDateIsKeptRawAndNamed(t *testing.T) {
	const place = "reply/command/result/accounts/account[2]/moneyTransactions/moneyTransaction[2]/"
	for fields, want := range map[string]struct {
		field, raw, what string
		state            RowState
	}{
		`<currencyAmount>12,50</currencyAmount>`:                                    {"currencyAmount", "12,50", `unread amount "12,50"`, RowUnread},
		`<currencyAmount></currencyAmount>`:                                         {"currencyAmount", "", `unread amount ""`, RowUnread},
		`<currencyAmount/>`:                                                         {"currencyAmount", "", `unread amount ""`, RowUnread},
		`<currencyAmount>1.00001</currencyAmount>`:                                  {"currencyAmount", "1.00001", `unread amount "1.00001"`, RowUnread},
		`<currencyAmount>1e3</currencyAmount>`:                                      {"currencyAmount", "1e3", `unread amount "1e3"`, RowUnread},
		`<currencyAmount>1<!-- -->2,5</currencyAmount>`:                             {"currencyAmount", "12,5", `unread amount "12,5"`, RowUnread},
		`<currencyAmount><![CDATA[x]]></currencyAmount>`:                            {"currencyAmount", "x", `unread amount "x"`, RowUnread},
		`<currencyAmount>&#49;x</currencyAmount>`:                                   {"currencyAmount", "1x", `unread amount "1x"`, RowUnread},
		`<currencyAmount>99999999999999999999</currencyAmount>`:                     {"currencyAmount", "99999999999999999999", `unread amount "99999999999999999999"`, RowUnread},
		`<title>no amount at all</title>`:                                           {"currencyAmount", "", `unread amount: there is none`, RowUnread},
		`<currencyAmount>1</currencyAmount><currencyBalance>NaN</currencyBalance>`:  {"currencyBalance", "NaN", `unread amount "NaN"`, RowBooked},
		`<currencyAmount>1</currencyAmount><bookedOn>2026-02-29</bookedOn>`:         {"bookedOn", "2026-02-29", `unread date "2026-02-29"`, RowBooked},
		`<currencyAmount>1</currencyAmount><transactionOn>1.2.2026</transactionOn>`: {"transactionOn", "1.2.2026", `unread date "1.2.2026"`, RowBooked},
	} {
		imp := decode(t, row(fields+`</moneyTransaction><moneyTransaction><currencyAmount>3</currencyAmount>`))
		rows := imp.Targets[0].Accounts[1].Transactions
		if len(rows) != 3 || rows[0].Amount != 10000 || rows[2].Amount != 30000 || rows[0].Unread != nil || rows[2].Unread != nil {
			t.Fatalf("%s: the other rows are %+v", fields, rows)
		}
		tx := rows[1]
		if len(tx.Unread) != 1 || tx.Unread[0].Field != want.field || tx.Unread[0].Raw.String() != want.raw {
			t.Errorf("%s: unread is %+v", fields, tx.Unread)
		}
		if tx.State() != want.state || tx.Booked() != (want.state == RowBooked) || tx.AmountUnread() != (want.state == RowUnread) {
			t.Errorf("%s: %v, booked %v", fields, tx.State(), tx.Booked())
		}
		if tx.HasBalance || !tx.BookedOn.Empty() || !tx.TransactionOn.Empty() || (want.state == RowUnread) != (tx.Amount == 0) {
			t.Errorf("%s: what was not read has a value: %+v", fields, tx)
		}
		if w := imp.Warnings; len(w) != 1 || w[0] != (Warning{place + want.field, want.what, 1}) || !w[0].Unread() {
			t.Errorf("%s: warnings %+v", fields, w)
		}
	}
}

// A value that came first does not stand where a second one could not be read, and a second one heals nothing.
func TestARepeatedFieldWithAnUnreadableValueStaysUnread(t *testing.T) {
	for _, fields := range []string{
		`<currencyAmount>5</currencyAmount><currencyAmount>x</currencyAmount>`, `<currencyAmount>x</currencyAmount><currencyAmount>5</currencyAmount>`,
	} {
		if tx := decode(t, row(fields)).Targets[0].Accounts[1].Transactions[1]; tx.State() != RowUnread {
			t.Errorf("%s: %+v", fields, tx)
		}
	}
	tx := decode(t, row(`<currencyAmount>5</currencyAmount><currencyBalance>1</currencyBalance><currencyBalance>x</currencyBalance>`)).Targets[0].Accounts[1].Transactions[1]
	if tx.HasBalance {
		t.Errorf("a balance of before: %+v", tx)
	}
}

// Of two values nobody knows which is the right one: neither is in a sum.
func TestAFieldWithTwoValuesIsUnread(t *testing.T) {
	const rest = `<currencyAmount>5</currencyAmount>`
	for fields, want := range map[string]UnreadCell{
		`<currencyAmount>5</currencyAmount><currencyAmount>-999.00</currencyAmount>`:                         {"currencyAmount", text.Clean("5.00 and -999.00")},
		rest + `<currencyBalance>1</currencyBalance><currencyBalance>2</currencyBalance>`:                    {"currencyBalance", text.Clean("1.00 and 2.00")},
		rest + `<bookedOn>2026-01-01</bookedOn><title>x</title><bookedOn>2026-06-01</bookedOn>`:              {"bookedOn", text.Clean("2026-01-01 and 2026-06-01")},
		rest + `<transactionOn>2026-01-01</transactionOn><transactionOn>2026-06-01</transactionOn>`:          {"transactionOn", text.Clean("2026-01-01 and 2026-06-01")},
		`<currencyAmount>5</currencyAmount><currencyAmount>5.00</currencyAmount><title/><title/>`:            {},
		rest + `<currencyBalance/><currencyBalance>2</currencyBalance><bookedOn>2026-06-01</bookedOn>`:       {},
		rest + `<bookedOn/><bookedOn>2026-06-01</bookedOn><transactionOn>2026-06-01</transactionOn><title/>`: {},
	} {
		imp := decode(t, row(fields))
		tx := imp.Targets[0].Accounts[1].Transactions[1]
		unread := slices.ContainsFunc(imp.Warnings, Warning.Unread)
		if want.Field == "" {
			if len(tx.Unread) > 0 || tx.Amount != 50000 || unread {
				t.Errorf("%s: %+v %+v", fields, tx, imp.Warnings)
			}
			continue
		}
		if !reflect.DeepEqual(tx.Unread, []UnreadCell{want}) || !unread || (tx.State() == RowUnread) != (want.Field == "currencyAmount") || (tx.Amount == 0) != (want.Field == "currencyAmount") ||
			tx.HasBalance || !tx.BookedOn.Empty() || !tx.TransactionOn.Empty() {
			t.Errorf("%s: %+v %+v", fields, tx, imp.Warnings)
		}
	}
}

// Deposits are kept as they came, since nobody documents them; the rows in them are in no figure, and that is told.
func TestRowsInDepositsAreUnread(t *testing.T) {
	for inside, want := range map[string]string{
		`<deposit><moneyTransactions><moneyTransaction><currencyAmount>1</currencyAmount></moneyTransaction></moneyTransactions></deposit>`: "reply/command/result/deposits/deposit",
		`<deposit><name>D</name><currencyBalance>1</currencyBalance></deposit>`:                                                             "",
	} {
		imp := decode(t, `<reply><command id="1" state="successful"><result><deposits>`+inside+`</deposits></result></command></reply>`)
		got := ""
		for _, w := range imp.Warnings {
			if w.Unread() {
				got += w.Path
			}
		}
		if got != want || len(imp.Targets[0].Deposits) != 1 {
			t.Errorf("%s: %+v %+v", inside, imp.Warnings, imp.Targets)
		}
	}
}

// An empty transaction is a row that nobody can read, and named as one: an import comes once a session, and is not lost for it.
func TestAnEmptyTransactionIsARowThatCouldNotBeRead(t *testing.T) {
	imp := decode(t, row(``))
	rows := imp.Targets[0].Accounts[1].Transactions
	if len(rows) != 2 || rows[0].Amount != 10000 || rows[0].Unread != nil || rows[1].State() != RowUnread {
		t.Fatalf("%+v", rows)
	}
	if w := imp.Warnings; len(w) != 1 || w[0].What != "unread amount: there is none" || !w[0].Unread() {
		t.Errorf("%+v", w)
	}
}

// A row whose dates stand there and are empty is named, as one whose amount is empty. One of two dates is enough.
func TestARowWithEmptyDatesIsNamed(t *testing.T) {
	const amount = `<currencyAmount>1</currencyAmount>`
	for fields, want := range map[string]int{amount + `<transactionOn/><bookedOn></bookedOn>`: 1, amount + `<bookedOn/>`: 1, amount: 0,
		amount + `<transactionOn>2026-02-01</transactionOn><bookedOn/>`: 0, amount + `<transactionOn>x</transactionOn><bookedOn/>`: 1} {
		imp := decode(t, row(fields))
		if tx := imp.Targets[0].Accounts[1].Transactions[1]; len(tx.Unread) != want || len(imp.Warnings) != want || !tx.Booked() {
			t.Errorf("%s: %+v %+v", fields, tx, imp.Warnings)
		}
	}
}

// What breaks the structure still refuses the whole reply, also beside a cell that cannot be read.
func TestBrokenMarkupRefusesTheReply(t *testing.T) {
	for _, fields := range []string{
		`<currencyAmount>x</currencyAmoun>`, `<currencyAmount>x`, `<currencyAmount>x&</currencyAmount>`, "<currencyAmount>\xff</currencyAmount>",
	} {
		if imp, err := Decode(t.Context(), strings.NewReader(row(fields)), DecodeOptions{}); err == nil {
			t.Errorf("%q is read: %+v", fields, imp.Targets[0].Accounts[1])
		}
	}
}

// Case d01: eight decimals are more than an amount holds. The other account is as good as ever.
func TestCaseD01TooManyDecimalsLeaveTheAccountReadable(t *testing.T) {
	imp := caseReply(t, "d01-btc8")
	pln, btc := imp.Targets[0].Accounts[0], imp.Targets[0].Accounts[1]
	if pln.Balance == nil || pln.Balance.String() != "100.00" || len(pln.Transactions) != 1 || pln.Transactions[0].Amount.String() != "-20.00" || pln.Unread != nil {
		t.Errorf("the PLN account: %+v", pln)
	}
	if btc.Balance != nil || len(btc.Unread) != 1 || btc.Unread[0].String() != `currencyBalance "0.00014884"` {
		t.Errorf("the account of eight decimals: %+v", btc)
	}
	if tx := btc.Transactions[0]; tx.State() != RowUnread || tx.Title.String() != "Kupno BTC" || tx.BookedOn.String() != "2026-02-05" || tx.Unread[0].Raw.String() != "0.00014884" {
		t.Errorf("its row: %+v", tx)
	}
	want := []Warning{{"reply/command/result/accounts/account[2]/currencyBalance", `unread amount "0.00014884"`, 1},
		{"reply/command/result/accounts/account[2]/moneyTransactions/moneyTransaction[1]/currencyAmount", `unread amount "0.00014884"`, 1}}
	if !reflect.DeepEqual(imp.Warnings, want) {
		t.Errorf("warnings %+v", imp.Warnings)
	}
}

// Cases d02 and d16: zeros at the end are exact, and a day may carry a zone.
func TestCasesD02AndD16AreReadWhole(t *testing.T) {
	for name, want := range map[string]string{"d02-zeros": "-12.50", "d16-date-zone": "-12.50"} {
		imp := caseReply(t, name)
		tx := imp.Targets[0].Accounts[0].Transactions[1]
		if tx.Amount.String() != want || tx.BookedOn.String() != "2026-02-05" || tx.Unread != nil || imp.Warnings != nil {
			t.Errorf("%s: %+v %+v", name, tx, imp.Warnings)
		}
	}
}

// Case d12: a day that does not exist is no date; the row stays.
func TestCaseD12ADayThatDoesNotExistIsARowWithoutADate(t *testing.T) {
	imp := caseReply(t, "d12-date-bad")
	tx := imp.Targets[0].Accounts[0].Transactions[1]
	if tx.Amount.String() != "-12.50" || !tx.BookedOn.Empty() || !tx.TransactionOn.Empty() || !tx.Booked() {
		t.Errorf("%+v", tx)
	}
	if len(imp.Warnings) != 2 || !strings.HasSuffix(imp.Warnings[1].Path, "moneyTransaction[2]/bookedOn") || imp.Warnings[1].What != `unread date "2026-02-30"` {
		t.Errorf("%+v", imp.Warnings)
	}
}

// Case j04: no counterparty, an owner without a name, no balance: nothing is unread about that.
func TestCaseJ04MissingFieldsAreNotUnread(t *testing.T) {
	imp := caseReply(t, "j04-null")
	if a := imp.Targets[0].Accounts[0]; imp.Warnings != nil || a.Balance != nil || !a.Transactions[0].Booked() || !a.Transactions[0].Party.Empty() {
		t.Errorf("%+v %+v", a, imp.Warnings)
	}
}

func TestDatesOfTheSchemaMayHaveAZone(t *testing.T) {
	for s, ok := range map[string]bool{
		"2026-02-05Z": true, "2026-02-05+14:00": true, "2026-02-05-03:30": true, "2026-02-05-00:00": true, "2026-02-05": true,
		"2026-02-05+14:01": false, "2026-02-05+01:60": false, "2026-02-05+1:00": false, "2026-02-05z": false, "2026-02-05+0100": false,
		"2026-02-30Z": false, "+01:00": false, "2026-02-05 +01:00": false,
		"2026-02-05T10:00:00": true, "2026-02-05T23:59:59": true, "2026-02-05T00:00:00Z": true, "2026-02-05T20:59:59Z": true, "2026-02-05T23:30:00.123456+01:00": true,
		"2026-02-05T00:00:00-03:30": true, "2026-02-05T10:00:00.5": true,
		"2026-02-05T23:00:00Z": false, "2026-02-05T21:00:00Z": false, // the next day has perhaps begun at the bank
		"2026-02-05T24:00:00": false, "2026-02-05T10:60:00": false, "2026-02-05T10:00": false, "2026-02-05T": false, "2026-02-30T10:00:00": false,
		"2026-02-05T10:00:00+1": false, "2026-02-05T10:00:00.": false, "2026-02-05T10:00:00x": false, "2026-02-05t10:00:00": false,
	} {
		d, err := parseXSDate([]byte(s))
		if (err == nil) != ok || ok && d.String() != "2026-02-05" {
			t.Errorf("%q is %v, %v", s, d, err)
		}
	}
}

// Amounts that could not be read are not there in JSON either: zero would be a figure. They come back as they went.
func TestUnreadCellsInJSON(t *testing.T) {
	imp := caseReply(t, "d01-btc8")
	b, err := json.Marshal(imp.Targets[0].Accounts[1])
	if err != nil {
		t.Fatal(err)
	}
	if s := string(b); strings.Contains(s, `"currencyAmount":`) || strings.Contains(s, `"currencyBalance":`) || strings.Count(s, `"raw":"0.00014884"`) != 2 {
		t.Errorf("%s", s)
	}
	var back Account
	if err := json.Unmarshal(b, &back); err != nil || back.Transactions[0].State() != RowUnread {
		t.Errorf("%v %+v", err, back)
	}
}

// Elements that this program does not know hide rows, whatever their name: that is told apart from a new field.
func TestRowsInUnknownElementsAreUnread(t *testing.T) {
	const rows = `<operations><operation><bookedOn>2026-01-01</bookedOn><currencyAmount>-900.00</currencyAmount></operation></operations>`
	for inside, path := range map[string]string{
		rows: "reply/command/result/accounts/account[1]/operations/operation/bookedOn",
		`<moneyTransactionz><moneyTransaction><title>x</title></moneyTransaction></moneyTransactionz>`: "reply/command/result/accounts/account[1]/moneyTransactionz/moneyTransaction",
		`<accountz><account><name>Other</name></account></accountz>`:                                   "reply/command/result/accounts/account[1]/accountz",
		`<colour><red>1</red></colour>`:                                                                "", `<transactionType>card</transactionType>`: "",
	} {
		imp := decode(t, `<reply><command id="1" state="successful"><result><accounts><account><name>K</name>`+inside+`<iban>X</iban></account></accounts></result></command></reply>`)
		if imp.Targets[0].Accounts[0].IBAN.String() != "X" {
			t.Errorf("%s: what follows is lost: %+v", inside, imp.Targets[0].Accounts[0])
		}
		var unread []string
		for _, w := range imp.Warnings {
			if w.Unread() {
				unread = append(unread, w.Path)
			}
		}
		if path == "" && unread != nil || path != "" && (len(unread) != 1 || unread[0] != path) {
			t.Errorf("%s: unread %q of %+v", inside, unread, imp.Warnings)
		}
	}
}

// However many cells cannot be read and however much else is unknown: each row knows its own, some are named, all are
// counted.
func TestManyUnreadCellsAreCounted(t *testing.T) {
	const n = 500
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<moneyTransaction><currencyAmount>%d,5</currencyAmount><new%d/></moneyTransaction>", i, i)
	}
	imp := decode(t, toRows+b.String()+endRows)
	named, counted := 0, 0
	for _, w := range imp.Warnings {
		if w.Unread() {
			named++
			counted += w.Count
		}
	}
	if named < 50 || named > 200 || counted != n {
		t.Errorf("%d of %d are counted in %d warnings", counted, n, named)
	}
	for i, tx := range imp.Targets[0].Accounts[0].Transactions {
		if tx.Unread[0].Raw.String() != fmt.Sprintf("%d,5", i) {
			t.Fatalf("row %d: %+v", i, tx)
		}
	}
}
