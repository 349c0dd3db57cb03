package aisclient

import (
	"bytes"
	"context"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"aisdesk/aisclient/replytest"
)

func decode(t *testing.T, raw string) *Import {
	t.Helper()
	imp, err := Decode(context.Background(), strings.NewReader(raw), DecodeOptions{})
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return imp
}

func TestBothDecodersReadTheSameRows(t *testing.T) {
	for name, o := range map[string]replytest.Options{
		"indented":   {Rows: 3000},
		"compact":    {Rows: 3000, Compact: true},
		"references": {Rows: 1500, References: true},
		"aggregated": {Rows: 1500, Aggregated: true},
		"empty":      {Rows: 0},
	} {
		raw := replytest.XML(o)
		want, err := oracleImport(raw)
		if err != nil {
			t.Fatal(name, err)
		}
		for how, r := range map[string]io.Reader{
			"whole":     bytes.NewReader(raw),
			"in halves": iotest.HalfReader(bytes.NewReader(raw)),
			"bytes":     iotest.OneByteReader(bytes.NewReader(raw)),
		} {
			imp, err := Decode(context.Background(), r, DecodeOptions{})
			if err != nil {
				t.Errorf("%s, %s: %v", name, how, err)
			} else if diff := compareImports(imp, want); diff != "" {
				t.Errorf("%s, %s: %s", name, how, diff)
			} else if len(imp.Warnings) > 0 {
				t.Errorf("%s, %s: warnings %v", name, how, imp.Warnings)
			}
		}
	}
}

func TestStreamedRowsAreTheRowsOfTheWholeImport(t *testing.T) {
	raw := replytest.XML(replytest.Options{Rows: 700})
	whole := decode(t, string(raw))
	var rows []Transaction
	var sources []Source
	imp, err := DecodeRows(context.Background(), bytes.NewReader(raw), DecodeOptions{}, func(imp *Import, src Source, tx *Transaction) error {
		a := imp.Targets[src.Target].Accounts[src.Account]
		if a.IBAN.Empty() || a.Currency == "" || a.Balance == nil || imp.Command.ID != "455000001" || imp.Targets[0].Name.String() != "KontoBank" {
			t.Fatalf("row %d comes before its account is filled in: %+v", len(rows), a)
		}
		rows = append(rows, *tx)
		sources = append(sources, src)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i, a := range whole.Targets[0].Accounts {
		for _, tx := range a.Transactions {
			if !reflect.DeepEqual(tx, rows[n]) || sources[n] != (Source{0, i, -1}) {
				t.Fatalf("row %d is %+v of %+v, want %+v of account %d", n, rows[n], sources[n], tx, i)
			}
			n++
		}
		if got := imp.Targets[0].Accounts[i]; got.Count != len(a.Transactions) || got.Transactions != nil {
			t.Errorf("account %d: Count %d, %d rows kept", i, got.Count, len(got.Transactions))
		}
	}
	if n != len(rows) || n != 700 {
		t.Errorf("%d rows streamed, %d decoded", len(rows), n)
	}
}

func TestRowFuncStopsTheDecoding(t *testing.T) {
	stop := errors.New("enough")
	n := 0
	_, err := DecodeRows(context.Background(), bytes.NewReader(replytest.XML(replytest.Options{Rows: 50})), DecodeOptions{}, func(*Import, Source, *Transaction) error {
		if n++; n == 3 {
			return stop
		}
		return nil
	})
	if err != stop || n != 3 {
		t.Errorf("got %v after %d rows", err, n)
	}
}

func row(fields string) string {
	return `<reply><command id="1" state="successful"><result><accounts><account/><account><moneyTransactions><moneyTransaction><currencyAmount>1</currencyAmount></moneyTransaction>
<moneyTransaction>` + fields + `</moneyTransaction></moneyTransactions></account></accounts></result></command></reply>`
}

func TestEmptyOptionalFieldsAreMissingOnes(t *testing.T) {
	imp := decode(t, row(`<transactionOn/><bookedOn> </bookedOn><currencyAmount> 1.5
</currencyAmount><currencyBalance/><title/><party></party><labels/>`))
	tx := imp.Targets[0].Accounts[1].Transactions[1]
	if tx.Amount != 15000 || tx.HasBalance || !tx.BookedOn.Empty() || !tx.Title.Empty() || tx.Labels != nil {
		t.Errorf("got %+v", tx)
	}
}

// A text that is escaped in one row and plain in another must not be taken for the other.
func TestSharedTextsAreToldApart(t *testing.T) {
	imp := decode(t, row(`<currencyAmount>1</currencyAmount><party>&amp;amp;lt;</party>`+
		`</moneyTransaction><moneyTransaction><currencyAmount>1</currencyAmount><party>&amp;lt;</party>`+
		`</moneyTransaction><moneyTransaction><currencyAmount>1</currencyAmount><party><![CDATA[&amp;lt;]]></party>`+
		`</moneyTransaction><moneyTransaction><currencyAmount>1</currencyAmount><party>&amp;lt;</party>`))
	var got []string
	for _, tx := range imp.Targets[0].Accounts[1].Transactions[1:] {
		got = append(got, tx.Party.String())
	}
	if want := []string{"&lt;", "<", "&lt;", "<"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Some banks escape for HTML, and then for XML: what is shown is what was meant, once.
func TestEntitiesThatWereEscapedTwiceAreReadOnce(t *testing.T) {
	for raw, want := range map[string]string{
		"BAR &amp;amp; GRILL": "BAR & GRILL", "&amp;quot;Kr&amp;oacute;l&amp;quot;": `"Król"`, "&amp;#39;s &amp;lt;1&amp;gt;": "'s <1>", "A &amp; B": "A & B", "&amp;amp;amp;": "&amp;",
		"R&amp;D; x": "R&D; x", "a &amp;copy 2 &amp; b;": "a &copy 2 & b;", "&amp;": "&", "&amp;nosuch;": "&nosuch;", "&amp;#27;[31m": "␛[31m", "&amp;#x202e;x": "�x",
	} {
		imp := decode(t, row("<currencyAmount>1</currencyAmount><title>"+raw+"</title><party>"+raw+"</party>"))
		tx := imp.Targets[0].Accounts[1].Transactions[1]
		if tx.Title.String() != want || tx.Party.String() != want {
			t.Errorf("%s: %q and %q, want %q", raw, tx.Title, tx.Party, want)
		}
	}
}

func TestRepliesWithoutAnImportSaySo(t *testing.T) {
	for raw, want := range map[string]string{
		`<reply status="200 OK"/>`:                             "empty",
		`<reply><command id="1" state="in_progress"/></reply>`: "in_progress",
		`<reply><command id="1" state="error"><exception name="AccessBlocked"><message>Call the bank.</message></exception></command></reply>`: "AccessBlocked: Call the bank.",
		`<reply status="404 Not Found"><exception name="InvalidSessionId"><message>Session expired.</message></exception></reply>`:             "InvalidSessionId",
		`<reply status="401 Unauthorized"><comment>key 1a***9f</comment></reply>`:                                                              "1a***9f",
		`<reply><targets><target/></targets></reply>`:                                                                                          `"targets"`,
	} {
		imp, err := Decode(context.Background(), strings.NewReader(raw), DecodeOptions{})
		if !errors.Is(err, ErrNoImport) || !strings.Contains(err.Error(), want) || imp == nil {
			t.Errorf("%s: got %v", raw, err)
		}
	}
	imp := decode(t, `<reply><command id="1" state="successful" target="T"/></reply>`)
	if len(imp.Targets) != 1 || imp.Targets[0].Name.String() != "T" {
		t.Errorf("a successful import of nothing: %+v", imp.Targets)
	}
	for _, raw := range []string{
		`<reply><command state="successful"><result/><result/></command></reply>`,
		`<reply><command state="successful"/><command state="successful"/></reply>`,
		`<reply><command state="successful"><result/></command><owner/></reply>`,
		`<reply><owner/><owner/></reply>`,
	} {
		if _, err := Decode(context.Background(), strings.NewReader(raw), DecodeOptions{}); err == nil || !strings.Contains(err.Error(), "more than one") {
			t.Errorf("%s: got %v", raw, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(everything))
	f.Add(replytest.XML(replytest.Options{Rows: 3, Accounts: 2, Compact: true}))
	f.Add(replytest.XML(replytest.Options{Rows: 2, Accounts: 1, Aggregated: true, References: true}))
	f.Add([]byte(row(`<currencyAmount>1</currencyAmount><party>&amp;lt;</party><labels><label>a</label></labels>`)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		imp, err := Decode(context.Background(), bytes.NewReader(raw), DecodeOptions{})
		if err != nil {
			return
		}
		want, err := oracleImport(raw)
		if err != nil {
			t.Fatalf("encoding/xml refuses what Decode accepts: %v\n%q", err, raw)
		}
		if len(imp.Warnings) > 0 || bytes.Contains(raw, []byte("<label ")) || len(want.Targets) != len(imp.Targets) {
			return // elements where none belong are read by rules of our own
		}
		if diff := compareImports(imp, want); diff != "" {
			t.Fatalf("%s\n%q", diff, raw)
		}
	})
}
