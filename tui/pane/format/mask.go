package format

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"aisdesk/aisclient/ledger/filter"
)

// Filter writes a filter line. Masked, what could say who somebody is or how much is hidden, and how long it is;
// names of fields and operators stay, and values of fields that say no such thing.
func (w Writer) Filter(line string) string {
	if w.mask == "" {
		return line
	}
	var b strings.Builder
	hidden := false
	for _, p := range maskedLetters(line) {
		if p.hide {
			if !hidden {
				b.WriteString(w.mask)
			}
		} else {
			b.WriteRune(p.r)
		}
		hidden = p.hide
	}
	return b.String()
}

// Mask is Filter for a line that is being typed: every hidden character is a sign of its own, so that the cursor
// stands where it belongs. It is nil where nothing is masked.
func (w Writer) Mask() func(string) string {
	if w.mask == "" {
		return nil
	}
	return func(line string) string {
		var b strings.Builder
		for _, p := range maskedLetters(line) {
			if p.hide {
				b.WriteString(w.dot)
			} else {
				b.WriteRune(p.r)
			}
		}
		return b.String()
	}
}

// MaskQuoted writes a message that may quote what was typed or what a bank sent: masked, quotations of more than a few
// characters are hidden.
func (w Writer) MaskQuoted(message string) string {
	if w.mask == "" {
		return message
	}
	parts := strings.Split(message, `"`)
	for i := 1; i < len(parts)-1; i += 2 {
		if utf8.RuneCountInString(parts[i]) > 2 {
			parts[i] = w.mask
		}
	}
	return foreignName.ReplaceAllStringFunc(strings.Join(parts, `"`), func(m string) string {
		parts := elementName.ReplaceAllStringFunc(m, func(name string) string {
			if providersNames[name] {
				return name
			}
			return w.mask
		})
		return parts
	})
}

// foreignName is where a message about a reply's structure names its elements: a path from the root, a tag, an attribute.
var foreignName = regexp.MustCompile(`\breply(?:/[^\s:]+)+|</?[^\s<>]+>|\battribute \S+`)

// elementName is one name in it.
var elementName = regexp.MustCompile(`[\pL_][\pL\pN_.-]*`)

// providersNames are the element names of the provider's format. Any other may be a customer's, where a reply is broken.
var providersNames = func() map[string]bool {
	known := map[string]bool{}
	for name := range strings.FieldsSeq(`attribute reply command result exception message friendlyMessage progress value owners owner accounts account
		creditCards creditCard deposits deposit moneyTransactions moneyTransaction creditCardTransactions creditCardTransaction target targets session
		comment name friendlyName iban number cardId currencyBalance currencyFundsAvailable currencyName activeSinceAtLeast directDebit limit interest
		interests dueDate transactionOn bookedOn currencyAmount title party partyIban kind status labels label variableSymbol constantSymbol address
		polishPesel polishNip polishRegon phone email citizenship nationality personalDocumentType personalDocumentNumber birthDate birthPlace id state
		institution user ownerExternalId responseTimestamp externalId available partialDueToTimeout`) {
		known[name] = true
	}
	return known
}()

// character is a character of a filter line and whether the mask hides it.
type character struct {
	r    rune
	hide bool
}

// maskedLetters goes through a filter line. It hides the values of fields that are personal, and what cannot be read.
func maskedLetters(line string) []character {
	chars := []rune(line)
	out := make([]character, len(chars))
	for i, r := range chars {
		out[i].r = r
	}
	for _, t := range filter.Tokens(line) {
		if t.Kind == filter.TokenUnread || t.Kind == filter.TokenValue && t.Field.Personal() {
			for i := range t.Len {
				out[t.Pos+i].hide = true
			}
		}
	}
	return out
}
