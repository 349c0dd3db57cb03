package bank

import (
	"fmt"
	"strings"
)

// ibanShape says how a country builds its national account number (BBAN).
type ibanShape struct {
	length int      // of the whole IBAN
	banks  []string // bank codes that exist in the country, so that an IBAN looks at home
	build  func(d dice, bank string) string
}

// ibanShapes follow the SWIFT IBAN registry; the national check digits of Poland, Spain,
// Czechia, Portugal and Estonia are computed, the rest have none or are free.
var ibanShapes = map[string]ibanShape{
	"PL": {28, []string{"102", "114", "109", "105", "124", "249", "116"}, polishBBAN},
	"ES": {24, []string{"0049", "0182", "2100", "0081", "0128"}, spanishBBAN},
	"CZ": {24, []string{"0100", "0300", "0800", "2010", "5500"}, czechBBAN},
	"PT": {25, []string{"0010", "0033", "0035", "0018"}, portugueseBBAN},
	"LT": {20, []string{"70440", "73000", "72900"}, plainBBAN(11)},
	"LV": {21, []string{"HABA", "UNLA", "PARX"}, plainBBAN(13)},
	"EE": {20, []string{"10", "22", "77"}, estonianBBAN},
	"RO": {24, []string{"BTRL", "RNCB", "INGB"}, plainBBAN(16)},
	"DE": {22, []string{"10010010", "50010517", "70020270"}, plainBBAN(10)},
	"MT": {31, []string{"VALL"}, plainBBAN(23)},
}

// newIBAN invents a valid IBAN of the country. An unknown country has no IBANs: "".
func newIBAN(d dice, country string) string {
	shape, ok := ibanShapes[strings.ToUpper(country)]
	if !ok {
		return ""
	}
	return withCheckDigits(strings.ToUpper(country), shape.build(d, pick(d, shape.banks)))
}

func withCheckDigits(country, bban string) string {
	return fmt.Sprintf("%s%02d%s", country, 98-mod97(bban+country+"00"), bban)
}

// mod97 is the remainder of ISO 7064, letters counted as 10 to 35.
func mod97(s string) int {
	r := 0
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			r = (r*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			r = (r*100 + int(c-'A') + 10) % 97
		}
	}
	return r
}

// validIBAN tells whether the string has its country's length, right check digits and,
// where the country has them, right national check digits (the Polish sorting code, the
// Spanish CCC, the Czech modulo 11).
func validIBAN(s string) bool {
	if len(s) < 15 || mod97(s[4:]+s[:4]) != 1 {
		return false
	}
	for _, c := range s {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	shape, known := ibanShapes[s[:2]]
	if !known {
		return true
	}
	return len(s) == shape.length && validNational(s[:2], s[4:])
}

func validNational(country, bban string) bool {
	switch country {
	case "PL":
		return bban[7] == polishSortCheck(bban[:7])
	case "ES":
		return bban[8:10] == spanishCheck(bban[:8], bban[10:])
	case "CZ":
		return weighted(bban[4:10], czechPrefix)%11 == 0 && weighted(bban[10:], czechNumber)%11 == 0
	}
	return true
}

func polishBBAN(d dice, bank string) string {
	sort := bank + d.digits(4)
	return sort + string(polishSortCheck(sort)) + d.digits(16)
}

// polishSortCheck is the eighth digit of a Polish sorting code (NRB).
func polishSortCheck(seven string) byte {
	return byte('0' + (10-weighted(seven, []int{3, 9, 7, 1, 3, 9, 7})%10)%10)
}

func spanishBBAN(d dice, bank string) string {
	head, account := bank+d.digits(4), d.digits(10)
	return head + spanishCheck(head, account) + account
}

// spanishCheck are the two control digits of a Código Cuenta Cliente.
func spanishCheck(head, account string) string {
	w := []int{1, 2, 4, 8, 5, 10, 9, 7, 3, 6}
	digit := func(s string) byte {
		n := 11 - weighted(s, w)%11
		if n >= 10 {
			n = 11 - n // 11 is written 0, 10 is written 1
		}
		return byte('0' + n)
	}
	return string([]byte{digit("00" + head), digit(account)})
}

var (
	czechPrefix = []int{10, 5, 8, 4, 2, 1}
	czechNumber = []int{6, 3, 7, 9, 10, 5, 8, 4, 2, 1}
)

func czechBBAN(d dice, bank string) string {
	for {
		number := d.digits(10)
		if number[0] != '0' && weighted(number, czechNumber)%11 == 0 {
			return bank + "000000" + number
		}
	}
}

func portugueseBBAN(d dice, bank string) string {
	head := bank + d.digits(4) + d.digits(11)
	return fmt.Sprintf("%s%02d", head, 98-mod97(head+"00"))
}

func estonianBBAN(d dice, bank string) string {
	head := bank + d.digits(13)
	return head + string(byte('0'+(10-weighted(head[2:], []int{7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7})%10)%10))
}

func plainBBAN(n int) func(dice, string) string {
	return func(d dice, bank string) string { return bank + d.digits(n) }
}

func weighted(s string, w []int) int {
	sum := 0
	for i := range s {
		sum += int(s[i]-'0') * w[i]
	}
	return sum
}
