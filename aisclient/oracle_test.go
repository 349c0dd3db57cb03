package aisclient

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"

	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/text"
)

// The oracle reads replies with encoding/xml: what it refuses the scanner has to refuse, and what both
// accept has to be equal.

// oracleTree builds the tree that decodeTree builds, and fails where encoding/xml does.
func oracleTree(raw []byte) (*xmlscan.Element, error) {
	d := xml.NewDecoder(bytes.NewReader(raw))
	var root *xmlscan.Element
	var open []*xmlscan.Element
	for {
		tok, err := d.Token()
		if err == io.EOF {
			if root == nil {
				return nil, errors.New("no root")
			}
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &xmlscan.Element{Name: tok.Name.Local, Attrs: map[string]string{}}
			for i, a := range tok.Attr {
				e.Attrs[fmt.Sprint(i)] = a.Name.Local + "=" + a.Value
			}
			if len(open) > 0 {
				parent := open[len(open)-1]
				parent.Children = append(parent.Children, e)
			} else if root == nil {
				root = e
			}
			open = append(open, e)
		case xml.EndElement:
			e := open[len(open)-1]
			e.Own = strings.Trim(e.Own, " \t\r\n")
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].Own += string(tok)
			}
		}
	}
}

// canonical writes a tree as text; attributes without prefixes and sorted.
func canonical(e *xmlscan.Element) string {
	var b strings.Builder
	var list []string
	for name, v := range e.Attrs {
		if !strings.Contains(v, "=") || !(name[0] >= '0' && name[0] <= '9') {
			v = name[strings.IndexByte(name, ':')+1:] + "=" + v
		}
		list = append(list, v)
	}
	slices.Sort(list)
	fmt.Fprintf(&b, "(%s %q %q", e.Name, list, e.Own)
	for _, c := range e.Children {
		b.WriteString(canonical(c))
	}
	b.WriteString(")")
	return b.String()
}

type oracleTx struct {
	TransactionOn  string   `xml:"transactionOn"`
	BookedOn       string   `xml:"bookedOn"`
	Amount         string   `xml:"currencyAmount"`
	Balance        string   `xml:"currencyBalance"`
	Title          string   `xml:"title"`
	Party          string   `xml:"party"`
	PartyIBAN      string   `xml:"partyIban"`
	Kind           string   `xml:"kind"`
	Status         string   `xml:"status"`
	Labels         []string `xml:"labels>label"`
	VariableSymbol string   `xml:"variableSymbol"`
	ConstantSymbol string   `xml:"constantSymbol"`
}

type oracleOwner struct {
	Name    string `xml:"name"`
	Address string `xml:"address"`
	Kind    string `xml:"kind"`
	PESEL   string `xml:"polishPesel"`
	Phone   string `xml:"phone"`
}

type oracleAccount struct {
	Name         string        `xml:"name"`
	IBAN         string        `xml:"iban"`
	Balance      string        `xml:"currencyBalance"`
	Funds        string        `xml:"currencyFundsAvailable"`
	Currency     string        `xml:"currencyName"`
	ActiveSince  string        `xml:"activeSinceAtLeast"`
	Owners       []oracleOwner `xml:"owners>owner"`
	Transactions []oracleTx    `xml:"moneyTransactions>moneyTransaction"`
	OtherName    *struct{}     `xml:"creditCardTransactions"` // read by rules of our own
}

type oracleTarget struct {
	Owners      []oracleOwner   `xml:"owners>owner"`
	Accounts    []oracleAccount `xml:"accounts>account"`
	CreditCards []oracleAccount `xml:"creditCards>creditCard"`
}

type oracleReply struct {
	Status  string         `xml:"status,attr"`
	User    string         `xml:"user,attr"`
	Result  *oracleTarget  `xml:"command>result"`
	Targets []oracleTarget `xml:"owner>target"`
}

// oracleImport unmarshals a reply and reads on to the end, as a careful user of encoding/xml would.
func oracleImport(raw []byte) (*oracleReply, error) {
	d := xml.NewDecoder(bytes.NewReader(raw))
	var v oracleReply
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if v.Result != nil {
		v.Targets = []oracleTarget{*v.Result}
	}
	for {
		if _, err := d.Token(); err == io.EOF {
			return &v, nil
		} else if err != nil {
			return nil, err
		}
	}
}

// entity is one of HTML's, which some banks leave in their texts.
var entity = regexp.MustCompile(`&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);`)

func clean(s string) text.Text {
	return text.Clean(entity.ReplaceAllStringFunc(strings.Trim(s, " \t\r\n"), func(e string) string {
		if read := html.UnescapeString(e); len(e) <= 33 && !strings.HasSuffix(read, ";") {
			return read
		}
		return e
	}))
}

// compareImports returns the first difference between what both decoders read, or nothing.
func compareImports(imp *Import, v *oracleReply) string {
	if len(imp.Targets) != len(v.Targets) {
		return fmt.Sprintf("%d targets, oracle %d", len(imp.Targets), len(v.Targets))
	}
	for i, t := range imp.Targets {
		o := v.Targets[i]
		if diff := compareOwners(t.Owners, o.Owners); diff != "" {
			return diff
		}
		if len(t.Accounts) != len(o.Accounts) || len(t.CreditCards) != len(o.CreditCards) {
			return fmt.Sprintf("%d accounts and %d cards, oracle %d and %d", len(t.Accounts), len(t.CreditCards), len(o.Accounts), len(o.CreditCards))
		}
		for j := range t.Accounts {
			if diff := compareAccounts(&t.Accounts[j], &o.Accounts[j]); diff != "" {
				return fmt.Sprintf("account %d: %s", j+1, diff)
			}
		}
		for j := range t.CreditCards {
			if o.CreditCards[j].OtherName != nil {
				continue
			}
			if diff := compareList(t.CreditCards[j].Transactions, o.CreditCards[j].Transactions); diff != "" {
				return fmt.Sprintf("card %d: %s", j+1, diff)
			}
		}
	}
	return ""
}

// identical compares texts by what is shown and by what the bank wrote.
func identical(a, b text.Text) bool { return a.Equal(b) && a.Raw() == b.Raw() }

func compareOwners(list []Owner, want []oracleOwner) string {
	if len(list) != len(want) {
		return fmt.Sprintf("%d owners, oracle %d", len(list), len(want))
	}
	for i, o := range list {
		w := want[i]
		got := []text.Text{o.Name, o.Address, o.PolishPESEL, o.Phone, text.Clean(string(o.Kind))}
		if exp := []text.Text{clean(w.Name), clean(w.Address), clean(w.PESEL), clean(w.Phone), clean(strings.ToUpper(strings.ReplaceAll(w.Kind, "-", "_")))}; !slices.EqualFunc(got, exp, identical) {
			return fmt.Sprintf("owner %q, oracle %q", got, exp)
		}
	}
	return ""
}

func compareAccounts(a *Account, o *oracleAccount) string {
	if !identical(a.Name, clean(o.Name)) || !identical(a.IBAN, clean(o.IBAN)) || string(a.Currency) != strings.ToUpper(clean(o.Currency).String()) {
		return fmt.Sprintf("%q %q %q, oracle %+v", a.Name, a.IBAN, a.Currency, *o)
	}
	if diff := compareOwners(a.Owners, o.Owners); diff != "" {
		return diff
	}
	if a.Count != len(a.Transactions) {
		return fmt.Sprintf("%d transactions, Count %d", len(a.Transactions), a.Count)
	}
	return compareList(a.Transactions, o.Transactions)
}

func compareList(list []Transaction, want []oracleTx) string {
	if len(list) != len(want) {
		return fmt.Sprintf("%d transactions, oracle %d", len(list), len(want))
	}
	for i := range list {
		if diff := compareRows(&list[i], &want[i]); diff != "" {
			return fmt.Sprintf("transaction %d: %s", i+1, diff)
		}
	}
	return ""
}

// zoned is an xs:date with a zone, whose first group is the day.
var zoned = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)$`)

func compareRows(tx *Transaction, o *oracleTx) string {
	amount, err := ParseAmount(strings.Trim(o.Amount, " \t\r\n"))
	if err != nil || amount != tx.Amount {
		return fmt.Sprintf("amount %v, oracle %q", tx.Amount, o.Amount)
	}
	if b := strings.Trim(o.Balance, " \t\r\n"); b != "" {
		if balance, err := ParseAmount(b); err != nil || balance != tx.Balance || !tx.HasBalance {
			return fmt.Sprintf("balance %v, oracle %q", tx.Balance, o.Balance)
		}
	}
	got := []text.Text{clean(tx.TransactionOn.String()), clean(tx.BookedOn.String()), tx.Title, tx.Party, tx.PartyIBAN, tx.Kind, tx.Status, tx.VariableSymbol, tx.ConstantSymbol}
	day := func(s string) text.Text { return clean(zoned.ReplaceAllString(strings.Trim(s, " \t\r\n"), "$1")) }
	want := []text.Text{day(o.TransactionOn), day(o.BookedOn), clean(o.Title), clean(o.Party), clean(o.PartyIBAN), clean(o.Kind), clean(o.Status), clean(o.VariableSymbol), clean(o.ConstantSymbol)}
	if !slices.EqualFunc(got, want, identical) {
		return fmt.Sprintf("%q, oracle %q", got, want)
	}
	var labels []string
	for _, l := range o.Labels {
		if l := clean(l); !l.Empty() {
			labels = append(labels, l.String())
		}
	}
	slices.Sort(labels)
	labels = slices.Compact(labels)
	var mine []string
	for _, l := range tx.Labels {
		mine = append(mine, l.String())
	}
	if !slices.Equal(mine, labels) {
		return fmt.Sprintf("labels %q, oracle %q", mine, labels)
	}
	return ""
}
