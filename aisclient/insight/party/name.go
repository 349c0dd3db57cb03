package party

import (
	"slices"
	"strings"
	"unicode/utf8"

	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

// normalised is a counterparty's name as names are compared (statement 3.2): folded, without legal form, processor,
// references, and words with digits.
func normalised(name string) string {
	stripped := lexicon.Clean(name).Name
	if stripped == "" {
		stripped = name
	}
	out := make([]byte, 0, len(stripped))
	out = appendWords(out, text.Fold(stripped), nil)
	return string(out)
}

// personal is a normalised name with its words in one order where it is a person's: banks write the surname first or last.
func personal(normalised, name string) string {
	if !identity.IsPerson(name) || identity.IsCompany(name) {
		return normalised
	}
	words := strings.Fields(normalised)
	slices.Sort(words)
	return strings.Join(words, " ")
}

// Skeleton is what a folded title has in common with those of the same payments: its words, without numbers, months and
// words that only say how it was paid.
func Skeleton(folded string) string { return string(appendSkeleton(nil, folded)) }

// appendSkeleton appends what stays of a folded title from time to time: its words, without those that have digits,
// months, and words that only say how it was paid. Where nothing else is left, these stay.
func appendSkeleton(dst []byte, folded string) []byte {
	n := len(dst)
	if dst = appendWords(dst, folded, changing); len(dst) > n {
		return dst
	}
	return appendWords(dst, folded, nil)
}

// appendWords appends the words of a folded text that have no digit and that drop does not have, with a space between.
func appendWords(dst []byte, folded string, drop map[string]bool) []byte {
	n := len(dst)
	for i := 0; i < len(folded); {
		from, digit := i, false
		for i < len(folded) && wordByte(folded[i]) {
			digit = digit || folded[i] >= '0' && folded[i] <= '9'
			i++
		}
		if w := folded[from:i]; w != "" && !digit && !drop[w] {
			if len(dst) > n {
				dst = append(dst, ' ')
			}
			dst = append(dst, w...)
		}
		for i < len(folded) && !wordByte(folded[i]) {
			i++
		}
	}
	return dst
}

// wordByte reports whether a byte of a folded text is part of a word; letters of other scripts are.
func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf || c == '*' || c == '&' || c == '\''
}

// changing are folded words of titles that change from payment to payment or say only how it was paid: months, and
// the words of card rows (pl, cs, es, en, de).
var changing = wordSet(`styczen stycznia luty lutego marzec marca kwiecien kwietnia maj maja czerwiec czerwca lipiec lipca sierpien sierpnia
	wrzesien wrzesnia pazdziernik pazdziernika listopad listopada grudzien grudnia
	leden ledna unor unora brezen brezna duben dubna kveten kvetna cerven cervna cervenec cervence srpen srpna zari rijen rijna prosinec prosince
	enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
	january february march april june july august september october november december
	jan feb mar apr jun jul aug sep oct nov dec januar februar marz maerz mai juni juli oktober dezember
	platnosc karta karty kart nr numer transakcja zakup przy uzyciu terminal pos blik visa mastercard maestro data godz godzina ref kod zl
	card payment purchase contactless compra pago tarjeta con platba kartou nakup karte kartenzahlung xxxx xxx`)

// officeWords are folded words of the names of offices of the state (pl, cs, es, en, de).
var officeWords = wordSet(`zus krus urzad urzedu skarbowy gmina gminy miasto mops gops mopr pcpr ops starostwo skarb ministerstwo wojewodzki panstwowy fundusz
	urad uradu cssz ossz mpsv ministerstvo mestsky obecni obec magistrat ayuntamiento sepe tgss inss seguridad hacienda junta generalitat ministerio
	hmrc dwp council jobcentre finanzamt jobcenter familienkasse rentenversicherung`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// hasWord reports whether a normalised name has one of some words.
func hasWord(key string, words map[string]bool) bool {
	for w := range strings.FieldsSeq(key) {
		if words[w] {
			return true
		}
	}
	return false
}
