package replytest

import (
	"bytes"
	"encoding/xml"
	"io"
	"math/big"
	"regexp"
	"strings"
	"testing"
)

func TestRepliesAreWellFormedAndHaveTheirRows(t *testing.T) {
	for name, o := range map[string]Options{
		"plain":      {Rows: 101},
		"compact":    {Rows: 101, Compact: true},
		"references": {Rows: 101, References: true},
		"aggregated": {Rows: 101, Aggregated: true},
		"one":        {Rows: 1, Accounts: 5},
		"empty":      {},
	} {
		raw := XML(o)
		if !bytes.Equal(raw, XML(o)) {
			t.Errorf("%s: the same options give other bytes", name)
		}
		d := xml.NewDecoder(bytes.NewReader(raw))
		rows := 0
		for {
			tok, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if start, ok := tok.(xml.StartElement); ok && start.Name.Local == "moneyTransaction" {
				rows++
			}
		}
		if rows != o.Rows {
			t.Errorf("%s: %d rows instead of %d", name, rows, o.Rows)
		}
		if o.References && bytes.ContainsFunc(raw, func(r rune) bool { return r > 127 }) {
			t.Errorf("%s: letters are not written as references", name)
		}
		if o.Compact && bytes.Contains(raw, []byte(">\n")) {
			t.Errorf("%s: there is white space between elements", name)
		}
	}
}

// The size on which the targets are based: about 600 to 700 bytes a row.
func TestRowsAreAsLongAsRealOnes(t *testing.T) {
	if n := len(XML(Options{Rows: 10_000})) / 10_000; n < 550 || n > 750 {
		t.Errorf("%d bytes a row", n)
	}
}

func TestBalancesRun(t *testing.T) {
	var v struct {
		Accounts []struct {
			Balance string `xml:"currencyBalance"`
			Rows    []struct {
				Amount  string `xml:"currencyAmount"`
				Balance string `xml:"currencyBalance"`
			} `xml:"moneyTransactions>moneyTransaction"`
		} `xml:"command>result>accounts>account"`
	}
	if err := xml.Unmarshal(XML(Options{Rows: 300}), &v); err != nil {
		t.Fatal(err)
	}
	rows := 0
	for i, a := range v.Accounts {
		rows += len(a.Rows)
		balance := number(t, a.Balance)
		for j, r := range a.Rows {
			if number(t, r.Balance).Cmp(balance) != 0 {
				t.Fatalf("account %d, row %d: balance %s instead of %s", i, j, r.Balance, balance.FloatString(2))
			}
			balance.Sub(balance, number(t, r.Amount))
		}
	}
	if rows != 300 {
		t.Errorf("%d rows, want 300", rows)
	}
}

func number(t *testing.T, s string) *big.Rat {
	t.Helper()
	n, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return n
}

func TestIBANsHaveValidCheckDigits(t *testing.T) {
	found := regexp.MustCompile(`PL[0-9]{26}`).FindAllString(string(XML(Options{Rows: 500})), -1)
	if len(found) < 100 {
		t.Fatalf("only %d IBANs", len(found))
	}
	for _, s := range found {
		n, _ := new(big.Int).SetString(s[4:]+strings.NewReplacer("P", "25", "L", "21").Replace(s[:4]), 10)
		if new(big.Int).Mod(n, big.NewInt(97)).Int64() != 1 {
			t.Errorf("%s has wrong check digits", s)
		}
	}
}
