package bank

import (
	"fmt"
	"strings"
)

// newPESEL invents a Polish personal number of the birth day, with a right check digit.
// The century is coded in the month (born from 2000 on: month + 20).
func newPESEL(d dice, born Day, female bool) string {
	y, m, day := born.date()
	month := int(m)
	if y >= 2000 {
		month += 20
	}
	sex := 2 * d.IntN(5)
	if !female {
		sex++
	}
	s := fmt.Sprintf("%02d%02d%02d%s%d", y%100, month, day, d.digits(3), sex)
	return s + string(peselCheck(s))
}

func peselCheck(ten string) byte {
	return byte('0' + (10-weighted(ten, []int{1, 3, 7, 9, 1, 3, 7, 9, 1, 3})%10)%10)
}

// validPESEL tells whether the number has eleven digits and its check digit.
func validPESEL(s string) bool { return allDigits(s, 11) && s[10] == peselCheck(s[:10]) }

// newNIP invents a Polish tax number with a right check digit.
func newNIP(d dice) string {
	for {
		s := "5" + d.digits(8)
		if c := nipCheck(s); c < 10 {
			return s + string(byte('0'+c))
		}
	}
}

func nipCheck(nine string) int { return weighted(nine, []int{6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11 }

// validNIP tells whether the tax number has ten digits and its check digit.
func validNIP(s string) bool { return allDigits(s, 10) && nipCheck(s[:9]) == int(s[9]-'0') }

// newREGON invents a nine-digit Polish business number with a right check digit.
func newREGON(d dice) string {
	s := "3" + d.digits(7)
	return s + string(byte('0'+regonCheck(s)))
}

func regonCheck(eight string) int {
	return weighted(eight, []int{8, 9, 2, 3, 4, 5, 6, 7}) % 11 % 10
}

// validREGON tells whether the business number has nine digits and its check digit.
func validREGON(s string) bool { return allDigits(s, 9) && regonCheck(s[:8]) == int(s[8]-'0') }

// newCardNumber invents a card number that passes Luhn, masked as banks print it:
// first six and last four digits.
func newCardNumber(d dice) string {
	s := "5" + "30000" + d.digits(9)
	s += string(luhnCheck(s))
	return s[:4] + " " + s[4:6] + "** **** " + s[12:]
}

func luhnCheck(s string) byte {
	sum := 0
	for i := range s {
		n := int(s[len(s)-1-i] - '0')
		if i%2 == 0 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return byte('0' + (10-sum%10)%10)
}

func allDigits(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789") == ""
}
