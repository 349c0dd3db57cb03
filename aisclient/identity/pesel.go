package identity

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient"
)

// BirthDate is a date of birth, whole or in part: banks write years alone, or mask the day. Zero is not known.
type BirthDate struct {
	Year  int
	Month int
	Day   int
}

// ParsePESEL checks a Polish personal number and gives the birth date in it. ok is false where its check digit or its
// date is wrong, or it is no PESEL.
func ParsePESEL(s string) (born BirthDate, ok bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), " ", "")
	if len(s) != 11 || !allDigits(s) {
		return BirthDate{}, false
	}
	sum := 0
	for i, w := range [...]int{1, 3, 7, 9, 1, 3, 7, 9, 1, 3} {
		sum += int(s[i]-'0') * w
	}
	if (10-sum%10)%10 != int(s[10]-'0') {
		return BirthDate{}, false
	}
	year, _ := strconv.Atoi(s[:2])
	month, _ := strconv.Atoi(s[2:4])
	day, _ := strconv.Atoi(s[4:6])
	// The century stands in the month: 1800s +80, 1900s 0, 2000s +20, 2100s +40, 2200s +60.
	century := [...]int{1900, 2000, 2100, 2200, 1800}[month/20]
	born = BirthDate{century + year, month % 20, day}
	return born, born.valid()
}

func (b BirthDate) valid() bool {
	if b.Month < 1 || b.Month > 12 {
		return false
	}
	_, m, d := aisclient.DateOf(b.Year, time.Month(b.Month), b.Day).Civil()
	return int(m) == b.Month && d == b.Day
}

// whole reports whether year, month and day are known.
func (b BirthDate) whole() bool { return b.Year != 0 && b.Month != 0 && b.Day != 0 }

var (
	yearFirst = regexp.MustCompile(`^(\d{4}|\*{2,4})(?:[-./ ](\d{1,2}|\*+|x+))?(?:[-./ ](\d{1,2}|\*+|x+))?(?:[t ].*)?$`)
	dayFirst  = regexp.MustCompile(`^(?:(\d{1,2}|\*+|x+)[-./ ]+)?(\d{1,2}|\*+|x+)[-./ ]+(\d{4}|\*{2,4})$`)
	together  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
)

// ParseBirthDate reads a date of birth as banks write it: 1985-03-12, 12.03.1985, 1985-03, 03.1985, 1985, **.**.1985.
func ParseBirthDate(s string) (BirthDate, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	var b BirthDate
	switch {
	case together.MatchString(s):
		m := together.FindStringSubmatch(s)
		b = BirthDate{number(m[1]), number(m[2]), number(m[3])}
	case yearFirst.MatchString(s):
		m := yearFirst.FindStringSubmatch(s)
		b = BirthDate{number(m[1]), number(m[2]), number(m[3])}
	case dayFirst.MatchString(s):
		m := dayFirst.FindStringSubmatch(s)
		b = BirthDate{number(m[3]), number(m[2]), number(m[1])}
	default:
		return BirthDate{}, false
	}
	if b.whole() && !b.valid() || b.Month > 12 || b.Day > 31 {
		return BirthDate{}, false
	}
	return b, b != BirthDate{}
}

// number reads digits; masked ones are not known.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// Compare compares two dates of birth: parts that differ are NoMatch, all equal is Match, equal as far as both are
// known is Close.
func (b BirthDate) Compare(o BirthDate) Outcome {
	for _, p := range [][2]int{{b.Year, o.Year}, {b.Month, o.Month}, {b.Day, o.Day}} {
		if p[0] != 0 && p[1] != 0 && p[0] != p[1] {
			return NoMatch
		}
	}
	if b.whole() && o.whole() {
		return Match
	}
	return Close
}

// ComparePESEL compares two PESELs of which the second may be masked: 850312*****.
func ComparePESEL(claimed, held string) Outcome {
	a, b := compact(claimed), compact(held)
	switch {
	case a == "" || b == "" || strings.Trim(b, "*") == "":
		return Close
	case a == b:
		return Match
	case !strings.ContainsRune(b, mask):
		return NoMatch
	}
	if len(a) == len(b) {
		if _, ok := agree(a, b); !ok {
			return NoMatch
		}
		return Close
	}
	if _, ok := agreeAtEnds(a, b, false); !ok {
		return NoMatch
	}
	return Close
}
