package party

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// months are folded names of months (pl, cs, es, en, de).
const months = `styczen stycznia luty lutego marzec marca kwiecien kwietnia maj maja czerwiec czerwca lipiec lipca sierpien sierpnia
	wrzesien wrzesnia pazdziernik pazdziernika listopad listopada grudzien grudnia
	leden ledna unor unora brezen brezna duben dubna kveten kvetna cerven cervna cervenec cervence srpen srpna zari rijen rijna prosinec prosince
	enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
	january february march april june july august september october november december
	jan feb mar apr jun jul aug sep oct nov dec januar februar marz maerz mai juni juli oktober dezember `

// changing are folded words of titles that change from payment to payment or say only how it was paid: months, and
// the words of card rows (pl, cs, es, en, de).
var changing = text.WordSet(months + `platnosc karta karty kart nr numer transakcja zakup przy uzyciu terminal pos blik visa mastercard maestro data godz godzina ref kod zl
	card payment purchase contactless compra pago tarjeta con platba kartou nakup karte kartenzahlung xxxx xxx`)

// neutral are folded words of titles that say that money came, when and by what number, and not what for (pl, cs, es, en, de).
var neutral = text.WordSet(months + `sty lut kwi cze lip sie wrz paz lis gru led uno bre dub kve srp rij pro ene abr ago dic sept ii iii iv vi vii viii ix xi xii
	przelew przelewu przel przelewem przychodzacy zewnetrzny wewnetrzny krajowy zagraniczny elixir ekspresowy express sepa przychodzaca uznanie rachunku wplyw platnosc
	bankowy tytulem tytul za od do dla na rachunek konto nr numer ref referencja miesiac miesiaca mies okres rok data
	platba platby prevod prevodem prichozi okamzita okamzity bezhotovostni uhrada ucet uctu mesic obdobi cislo var spec konst symbol ze pro odesilatel zprava prijemce
	transferencia transferencias transf transfer transfers tranf trf tfr tr abono abonos ingreso recibida recibido inmediata favor orden ordenante mes de del la el por pago concepto numero num
	referencia periodo ano
	bacs bgc bank giro credit direct faster payment payments pymt pmt fpi fps chaps automated received reference from to by for month period account acc no number
	uberweisung ueberweisung gutschrift zahlung eingang vom von fur fuer monat verwendungszweck`)

// Words are the words of a folded text, with those that have digits.
func Words(folded string) []string {
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Neutral reports whether a folded title says nothing of what is paid for: nothing is left of it but months, numbers, words for a
// transfer, and the words of some names.
func Neutral(folded string, names ...string) bool {
	known := map[string]bool{}
	for _, name := range names {
		for _, w := range Words(text.Fold(name)) {
			known[w] = true
		}
	}
	for _, w := range Words(folded) {
		if len(w) > 1 && !neutral[w] && !known[w] && !strings.ContainsAny(w, "0123456789") {
			return false
		}
	}
	return true
}

// officeWords are folded words of the names of offices of the state (pl, cs, es, en, de).
var officeWords = text.WordSet(`zus krus urzad urzedu skarbowy gmina gminy miasto mops gops mopr pcpr ops starostwo skarb ministerstwo wojewodzki panstwowy fundusz
	urad uradu cssz ossz mpsv ministerstvo mestsky obecni obec magistrat ayuntamiento sepe tgss inss seguridad hacienda junta generalitat ministerio
	hmrc dwp council jobcentre finanzamt jobcenter familienkasse rentenversicherung`)

// Office reports whether a folded text has a word of an office of the state.
func Office(folded string) bool {
	return slices.ContainsFunc(Words(folded), func(w string) bool { return officeWords[w] })
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
