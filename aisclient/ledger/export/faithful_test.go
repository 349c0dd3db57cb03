package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// faithful are texts of banks that a machine must get as they are: line breaks, repeated blanks, and the joiners of emoji,
// Persian, Hindi and Tamil.
var faithful = []string{"PRZELEW\nna konto\r\nOPŁATA", "A  B   C", "rodzina 👩\u200d👩\u200d👧 ok", "می\u200cخواهم", "क्\u200dष", "ஸ்ரீ\u200cராம்", "❤\ufe0f serce", "kolumna\tdruga", "10\u00a0000,00"}

// disguised are texts that hide or turn around what they say: no file gets them as they are.
var disguised = []string{"fakt\u202euraknab", "\x1b[31mred", "a\u200bb", "c1\u009b31m"}

func TestMachineFormatsKeepWhatTheBankWroteAndTerminalsDoNot(t *testing.T) {
	all := append(append([]string{}, faithful...), disguised...)
	acc := aisclient.Account{Name: text.Clean("K"), Currency: "PLN"}
	for _, s := range all {
		acc.Transactions = append(acc.Transactions, aisclient.Transaction{Amount: 1, Title: text.Clean(s), Party: text.Clean(s)})
	}
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{acc}}}})
	if err != nil {
		t.Fatal(err)
	}
	res, err := l.Run(t.Context(), ledger.Query{})
	if err != nil {
		t.Fatal(err)
	}
	for _, terminal := range []bool{false, true} {
		for _, f := range []Format{CSV, JSON, NDJSON} {
			var b bytes.Buffer
			if err := (Request{Format: f, Columns: []ledger.Column{ledger.ColTitle, ledger.ColParty}, Terminal: terminal}).WriteTo(t.Context(), &b, res); err != nil {
				t.Fatal(err)
			}
			got := readBack(t, f, b.String())
			for i, s := range all {
				want := s
				if terminal || i >= len(faithful) {
					want = text.Clean(s).String()
				}
				if got[i][0] != want || got[i][1] != want {
					t.Errorf("%s, terminal %v: %q, want %q", f, terminal, got[i], want)
				}
			}
		}
	}
}

// A journal keeps them, too, but for what would end its line. An account's name ends for hledger at two blanks.
func TestAJournalKeepsWhatTheBankWrote(t *testing.T) {
	acc := aisclient.Account{Name: text.Clean("Konto  می\u200cخواهم"), Currency: "PLN"}
	for _, s := range append(append([]string{}, faithful...), disguised...) {
		acc.Transactions = append(acc.Transactions, aisclient.Transaction{TransactionOn: aisclient.DateOf(2026, 3, 2), Amount: 1, Title: text.Clean(s)})
	}
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{acc}}}})
	if err != nil {
		t.Fatal(err)
	}
	res, err := l.Run(t.Context(), ledger.Query{})
	if err != nil {
		t.Fatal(err)
	}
	for _, terminal := range []bool{false, true} {
		var b bytes.Buffer
		if err := Journal(t.Context(), &b, res, terminal); err != nil {
			t.Fatal(err)
		}
		for i, s := range faithful {
			want := " " + strings.NewReplacer("\r\n", " ", "\n", " ").Replace(s) + "\n    ; rowId"
			if kept := strings.Contains(b.String(), want); kept == (terminal && text.Clean(s).String() != s) {
				t.Errorf("terminal %v, text %d: %q in\n%q", terminal, i, want, b.String())
			}
		}
		if !terminal && !strings.Contains(b.String(), "assets:bank:Konto می\u200cخواهم  ") {
			t.Errorf("the account's name: %q", b.String())
		}
		for _, s := range disguised {
			if strings.Contains(b.String(), s) || !strings.Contains(b.String(), text.Clean(s).String()) {
				t.Errorf("%q is in the journal as it came", s)
			}
		}
	}
}

// readBack reads the titles and parties of a file as another program does.
func readBack(t *testing.T, f Format, file string) (rows [][2]string) {
	t.Helper()
	if f == CSV {
		// encoding/csv reads \r\n inside a quoted cell as \n: a bare CR keeps what is compared
		records, err := csv.NewReader(strings.NewReader(strings.ReplaceAll(file, "konto\r\nOP", "konto\x00OP"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records[1:] {
			rows = append(rows, [2]string{strings.ReplaceAll(r[0], "\x00", "\r\n"), strings.ReplaceAll(r[1], "\x00", "\r\n")})
		}
		return rows
	}
	if f == NDJSON {
		file = "[" + strings.ReplaceAll(strings.TrimSpace(file), "}\n", "},\n") + "]"
	}
	var list []struct{ Title, Party string }
	if err := json.Unmarshal([]byte(file), &list); err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		rows = append(rows, [2]string{r.Title, r.Party})
	}
	return rows
}
