package scenario

import (
	"aisdesk/localserver/sandbox/bank"
	"fmt"
	"strings"
	"testing"
)

func TestMessagesComeInTheTargetsLanguage(t *testing.T) {
	for country, all := range translations {
		for name, text := range all {
			if ExceptionNamed(name).name != name || text == "" {
				t.Errorf("%s %s: %q", country, name, text)
			}
		}
		if len(all) != len(translations["pl"]) {
			t.Errorf("%s has %d messages, pl %d", country, len(all), len(translations["pl"]))
		}
	}
	r := ExceptionNamed("AccessBlocked").Refusal()
	if got := r.Translated("es").Friendly; got != "El banco ha bloqueado el acceso." {
		t.Errorf("es: %q", got)
	}
	if got := r.Translated("ro").Friendly; got != "" || r.Friendly != "" {
		t.Errorf("ro: %q", got)
	}
}

func TestKebab(t *testing.T) {
	for name, want := range map[string]string{"InvalidSessionId": "invalid-session-id", "IO": "io", "IOException": "io-exception", "AccessBlocked": "access-blocked"} {
		if got := kebab(name); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestHostileTextIsInEveryField(t *testing.T) {
	text := func(c *bank.Customer) string { return fmt.Sprintf("%+v", *c) }
	before := sample()
	after := (&rewriter{texts: []string{"<hostile>"}, codes: true}).rewrite(before)
	for _, word := range []string{"Ada", "Krótka", "OWNER", "84031939201", "5252344078", "312345676", "+48512", "ada@", "DOWÓD", "ZZC1", "1984-03-19", "Łódź", "Konto", "KARTA", "ZAPŁATA", "grocery", "0308", "Karta", "kino"} {
		if s := text(after); strings.Contains(s, word) {
			t.Errorf("%s is still there", word)
		}
	}
	if text(before) != text(sample()) {
		t.Error("the customer itself was changed")
	}
}

// sample is a customer that has every field once and every field missing once.
func sample() *bank.Customer {
	full := bank.Owner{Name: "Ada Żak", Address: "ul. Krótka 1", Kind: "OWNER", PESEL: "84031939201", NIP: "5252344078", REGON: "312345676", Phone: "+48512***014",
		Email: "ada@example.com", Citizenship: "PL", Nationality: "PL", DocumentType: "DOWÓD", DocumentNumber: "ZZC1", BirthDate: "1984-03-19", BirthPlace: "Łódź"}
	day := bank.Civil(2026, 3, 1)
	return &bank.Customer{
		Owners: []bank.Owner{full, {Name: "Jan Żak"}},
		Accounts: []bank.Account{{ID: "a", Name: "Konto 0", FriendlyName: "Konto", IBAN: "PL61109010140000071219812874", Currency: "PLN", Balance: 10050, Funds: 20050, ActiveSince: day - 400,
			DirectDebit: true, Owners: []bank.Owner{{Name: "Ada Żak", Address: "ul. Krótka 1", Kind: "OWNER", PESEL: "84031939201"}}, Transactions: []bank.Transaction{
				{TransactionOn: day, BookedOn: day + 1, Amount: -150, Balance: 10050, Title: "KARTA  SKLEP <1>", Party: "A\nB  C", PartyIBAN: "PL61109010140000071219812874", Kind: "ZAPŁATA KARTĄ", Status: "DONE", Labels: []string{"grocery"}, VariableSymbol: "12", ConstantSymbol: "0308"},
				{TransactionOn: day - 1, BookedOn: day, Amount: 10200, Balance: 10200, PartyIBAN: "PL61109010140000071219812874"},
			}}, {ID: "b", Name: "Puste", Currency: "EUR"}},
		Cards: []bank.Card{{ID: "c", Name: "Karta", Number: "5300 00** **** 1234", Currency: "PLN", Balance: -12345, Funds: 1, Limit: 500000, Interest: 10, Due: day + 10,
			Owners: []bank.Owner{{Name: "Ada Żak"}}, Transactions: []bank.Transaction{{TransactionOn: day, BookedOn: day, Amount: -12345, Balance: -12345, Title: "kino"}}}},
	}
}
