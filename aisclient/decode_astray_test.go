package aisclient

import (
	"fmt"
	"strings"
	"testing"
)

// A value that stands where none belongs, in an element inside its cell, in an attribute, or under a name with other capitals,
// is no value: what is around it means nothing either, and the cell is named as unread.
func TestAValueThatStandsAstrayIsUnread(t *testing.T) {
	const owner, account, card, row = "owner", "account", "creditCard", "moneyTransaction"
	fields := map[string]map[string][2]string{ // by element and field: two values, of which none may be read from their remains
		owner: {"name": {}, "kind": {}, "address": {}, "polishPesel": {}, "polishNip": {}, "polishRegon": {}, "phone": {}, "email": {}, "citizenship": {}, "nationality": {},
			"personalDocumentType": {}, "personalDocumentNumber": {}, "birthDate": {}, "birthPlace": {}},
		account: {"name": {}, "friendlyName": {}, "iban": {}, "owner": {}, "currencyName": {"PL", "N"}, "currencyBalance": {"-1", "23.00"}, "currencyFundsAvailable": {"-1", "23.00"},
			"activeSinceAtLeast": {"2026-01-", "02"}},
		card: {"name": {}, "cardId": {}, "iban": {}, "number": {}, "owner": {}, "currencyName": {"PL", "N"}, "currencyBalance": {"-1", "23.00"}, "currencyFundsAvailable": {"-1", "23.00"},
			"limit": {"-1", "23.00"}, "dueDate": {"2026-01-", "02"}},
		row: {"currencyAmount": {"-1", "23.00"}, "currencyBalance": {"-1", "23.00"}, "transactionOn": {"2026-01-", "02"}, "bookedOn": {"2026-01-", "02"}, "title": {}, "party": {},
			"partyIban": {}, "kind": {}, "status": {"DO", "NE"}, "variableSymbol": {"1", "2"}, "constantSymbol": {"1", "2"}},
	}
	for element, all := range fields {
		for field, parts := range all {
			if parts[0] == "" {
				parts = [2]string{"Wymyślona", "Anna"}
			}
			whole := parts[0] + parts[1]
			for how, cell := range map[string]string{
				"text and element": fmt.Sprintf("<%[1]s>%[2]s<x>2</x>%[3]s</%[1]s>", field, parts[0], parts[1]),
				"element":          fmt.Sprintf("<%[1]s><x>%[2]s</x></%[1]s>", field, whole),
				"attribute":        fmt.Sprintf("<%s value=%q/>", field, whole),
				"capitals":         fmt.Sprintf("<%[1]s>%[2]s</%[1]s>", strings.ToUpper(field[:1])+field[1:], whole),
				"before it":        fmt.Sprintf("<%[1]s>%[2]s</%[1]s><%[3]s>%[2]s</%[3]s>", strings.ToUpper(field), whole, field),
			} {
				t.Run(element+" "+field+" "+how, func(t *testing.T) {
					var reply *strings.Replacer
					switch {
					case field == amountField:
						reply = strings.NewReplacer("OWNER", "", "ACCOUNT", "", "CARD", "", "ROW", cell)
					default:
						name := map[string]string{owner: "OWNER", account: "ACCOUNT", card: "CARD", row: "ROW"}[element]
						base := map[bool]string{true: "<currencyAmount>5.00</currencyAmount>"}
						reply = strings.NewReplacer(name, cell+base[name == "ROW"], "OWNER", "", "ACCOUNT", "", "CARD", "", "ROW", base[true])
					}
					imp := decode(t, reply.Replace(`<reply><command state="successful"><result><owners><owner>OWNER</owner></owners>
					<accounts><account>ACCOUNT<moneyTransactions><moneyTransaction>ROW</moneyTransaction></moneyTransactions></account></accounts>
					<creditCards><creditCard>CARD</creditCard></creditCards></result></command></reply>`))
					target := &imp.Targets[0]
					a, c, o := &target.Accounts[0], &target.CreditCards[0], &target.Owners[0]
					tx := &a.Transactions[0]
					unread := map[string][]UnreadCell{account: a.Unread, card: c.Unread, row: tx.Unread}[element]
					value := ""
					switch element {
					case owner:
						value, _ = o.valueOf(field)
						unread = []UnreadCell{{Field: field}} // an owner keeps none
					case account:
						value, _ = a.valueOf(field)
					case card:
						value, _ = c.valueOf(field)
					default:
						value = map[string]string{"currencyAmount": tx.Amount.String(), "currencyBalance": tx.Balance.String(), "transactionOn": tx.TransactionOn.String(),
							"bookedOn": tx.BookedOn.String(), "title": tx.Title.String(), "party": tx.Party.String(), "partyIban": tx.PartyIBAN.String(), "kind": tx.Kind.String(),
							"variableSymbol": tx.VariableSymbol.String(), "constantSymbol": tx.ConstantSymbol.String()}[field]
						value = strings.TrimPrefix(value, Amount(0).String())
						if booked := tx.Booked(); booked != (field != "status" && field != amountField) || tx.HasBalance {
							t.Errorf("booked %v, balance %v", booked, tx.HasBalance)
						}
					}
					if value != "" || fieldNames(unread) != field {
						t.Errorf("value %q, unread %+v", value, unread)
					}
					named := 0
					for _, w := range imp.Warnings {
						if w.Unread() {
							named++
							if !strings.Contains(w.Path, element+"[1]/") || !strings.Contains(strings.ToLower(w.Path+" "), "/"+strings.ToLower(field)+" ") {
								t.Errorf("named is %s %s", w.Path, w.What)
							}
						}
					}
					if named != 1 {
						t.Errorf("%d unread cells are named: %+v", named, imp.Warnings)
					}
				})
			}
		}
	}
}

// Whatever is said of a history that was cut short but false is taken for true.
func TestOnlyFalseSaysThatNothingWasCut(t *testing.T) {
	for said, want := range map[string]bool{"true": true, "1": true, "yes": true, "TRUE": true, "": true, "false": false, "0": false} {
		for _, account := range []string{`<account partialDueToTimeout="` + said + `">`, `<account><partialDueToTimeout>` + said + `</partialDueToTimeout>`} {
			imp := decode(t, `<reply><command state="successful"><result><accounts>`+account+`</account></accounts></result></command></reply>`)
			if got := imp.Targets[0].Accounts[0].PartialDueToTimeout; got != want {
				t.Errorf("%s: cut %v, want %v", account, got, want)
			}
		}
	}
}
